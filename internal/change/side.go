package change

import (
	"archive/tar"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing/fstest"

	"go.yaml.in/yaml/v3"

	"github.com/go-ali1688/ali1688/internal/bundle"
	"github.com/go-ali1688/ali1688/internal/document"
	"github.com/go-ali1688/ali1688/internal/documents"
)

// Side is one of the two things to compare.
type Side struct {
	Name      string
	Documents map[string]*Document         // by name
	Packages  map[string]map[string][]byte // generated Go, path of the package to its files; empty for a bare document
	Stale     []string                     // the folders of documents that were edited after they were bundled

	folder string // of a checkout with a module, or empty
}

// Document is one OpenAPI document.
type Document struct {
	Root    object
	Chinese object // the same with Chinese texts, or nil
}

// object is a JSON object; its numbers are json.Number.
type object = document.Object

const modulePath = "github.com/go-ali1688/ali1688"

// Load reads a side: a file with a document, a folder with the sources of one, a folder that holds a checkout of this
// repository, or a git revision of the repository in the current folder.
func Load(arg string) (*Side, error) {
	if arg == "" {
		return nil, errors.New("an empty argument is neither a file nor a git revision")
	}
	info, err := os.Stat(arg)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return loadRevision(arg)
	case err != nil:
		return nil, err
	case !info.IsDir():
		return loadFile(arg)
	case exists(filepath.Join(arg, distFolder)):
		return loadCheckout(arg)
	}
	return loadSources(arg)
}

// loadCheckout reads a folder that holds a checkout. Documents that were edited since they were bundled are bundled in
// memory.
func loadCheckout(dir string) (*Side, error) {
	s, err := loadTree(dir, os.DirFS(dir))
	if err != nil {
		return nil, err
	}
	if isFile(os.DirFS(dir), "go.mod") {
		s.folder = dir
	}
	return s, s.refresh(os.DirFS(dir))
}

func exists(file string) bool {
	_, err := os.Stat(file)
	return err == nil
}

func loadFile(file string) (*Side, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	root, err := parseYAML(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	doc := &Document{Root: root}
	stem := strings.TrimSuffix(file, path.Ext(file))
	if chinese, err := os.ReadFile(stem + ".zh-CN.yaml"); err == nil {
		if doc.Chinese, err = parseYAML(chinese); err != nil {
			return nil, fmt.Errorf("%s.zh-CN.yaml: %w", stem, err)
		}
	}
	return &Side{Name: file, Documents: map[string]*Document{filepath.Base(stem): doc}}, nil
}

func loadSources(dir string) (*Side, error) {
	doc, err := bundle.Dir(dir)
	if err != nil {
		return nil, err
	}
	data, err := doc.JSON()
	if err != nil {
		return nil, err
	}
	root, err := parseJSON(data)
	return &Side{Name: dir, Documents: map[string]*Document{filepath.Base(dir): {Root: root}}}, err
}

// parseYAML reads YAML or JSON.
func parseYAML(data []byte) (object, error) {
	var v any
	if err := yaml.Unmarshal(data, &v); err != nil {
		return nil, err
	}
	asJSON, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("it is YAML that JSON cannot write: %w", err)
	}
	return parseJSON(asJSON)
}

func parseJSON(data []byte) (object, error) {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	var root object
	if err := decoder.Decode(&root); err != nil {
		return nil, err
	}
	if root["openapi"] == nil || root["paths"] == nil {
		return nil, errors.New("it is not an OpenAPI 3.0 document: it needs the members openapi and paths")
	}
	return root, document.CheckCycles(root)
}

const distFolder = "openapi/dist"

// loadRevision reads what git has under a name.
func loadRevision(revision string) (*Side, error) {
	if strings.HasPrefix(revision, "-") {
		return nil, fmt.Errorf("%q is neither a file nor a git revision", revision)
	}
	top, err := exec.Command("git", "rev-parse", "--show-toplevel").Output()
	if err != nil {
		return nil, fmt.Errorf("there is no file %s, and no git repository here in which it could be a revision", revision)
	}
	archive := exec.Command("git", "archive", "--format=tar", revision)
	archive.Dir = strings.TrimSpace(string(top))
	out, err := archive.Output()
	if err != nil {
		return nil, fmt.Errorf("%s is neither a file nor a git revision", revision)
	}
	tree, err := untar(out)
	if err != nil {
		return nil, err
	}
	return loadTree(revision, tree)
}

func untar(archive []byte) (fs.FS, error) {
	tree := fstest.MapFS{}
	for r := tar.NewReader(bytes.NewReader(archive)); ; {
		head, err := r.Next()
		if err == io.EOF {
			return tree, nil
		}
		if err != nil {
			return nil, err
		}
		if data, err := io.ReadAll(r); err != nil {
			return nil, err
		} else if head.Typeflag == tar.TypeReg {
			tree[head.Name] = &fstest.MapFile{Data: data}
		}
	}
}

// loadTree reads the documents of a checkout and the Go that was generated from them.
func loadTree(name string, tree fs.FS) (*Side, error) {
	s := &Side{Name: name, Documents: map[string]*Document{}, Packages: map[string]map[string][]byte{}}
	files, err := fs.Glob(tree, distFolder+"/*.json")
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("%s has no documents in %s", name, distFolder)
	}
	for _, file := range files {
		if stem := strings.TrimSuffix(path.Base(file), ".json"); !strings.Contains(stem, ".") {
			if err := s.addDocument(tree, stem); err != nil {
				return nil, fmt.Errorf("%s: %s: %w", name, file, err)
			}
		}
	}
	return s, nil
}

func (s *Side) addDocument(tree fs.FS, name string) error {
	data, err := fs.ReadFile(tree, path.Join(distFolder, name+".json"))
	if err != nil {
		return err
	}
	doc := new(Document)
	if doc.Root, err = parseJSON(data); err != nil {
		return err
	}
	if chinese, err := fs.ReadFile(tree, path.Join(distFolder, name+".zh-CN.yaml")); err == nil {
		if doc.Chinese, err = parseYAML(chinese); err != nil {
			return err
		}
	}
	s.Documents[name] = doc
	client := name
	if row := documents.Find(name); row != nil {
		client = row.Root
	}
	return errors.Join(s.addPackage(tree, typesFolder(name)), s.addPackage(tree, client))
}

// typesFolder returns the folder with the generated types of a document.
func typesFolder(name string) string {
	if row := documents.Find(name); row != nil {
		return row.Generated()
	}
	return "generated/" + name
}

// addPackage reads the Go files of a folder, if there are any.
func (s *Side) addPackage(tree fs.FS, dir string) error {
	files, err := fs.Glob(tree, path.Join(dir, "*.go"))
	if err != nil {
		return err
	}
	sources := map[string][]byte{}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") || path.Base(file) == "tools.go" {
			continue
		}
		if sources[file], err = fs.ReadFile(tree, file); err != nil {
			return err
		}
	}
	if len(sources) > 0 {
		s.Packages[path.Join(modulePath, dir)] = sources
	}
	return nil
}

// Version returns what the documents state about themselves; the first that says something counts.
func (s *Side) Version() string {
	for _, name := range slices.Sorted(maps.Keys(s.Documents)) {
		if v, ok := child(s.Documents[name].Root, "info")["version"].(string); ok {
			return v
		}
	}
	return ""
}
