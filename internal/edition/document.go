package edition

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing/fstest"

	"github.com/go-ali1688/ali1688/internal/bundle"
	"github.com/go-ali1688/ali1688/internal/codegen/oapi"
	"github.com/go-ali1688/ali1688/internal/document"
	"github.com/go-ali1688/ali1688/internal/lint"

	"gopkg.in/yaml.v3"
)

// merged is our document with what the user adds.
type merged struct {
	yaml, json, positions []byte
	ours, all             *document.Document
	notes                 []string
}

// sourceFolder is where our sources lie in our module.
const sourceFolder = "openapi/gateway"

// beside are the files of the user's folder that are no part of the document's sources.
var beside = []string{"overlay.yaml", "go.yaml"}

// document merges both folders, bundles them, and lays the user's overlay over it.
func (e *Edition) document() (*merged, error) {
	sources, theirs, err := e.sources()
	if err != nil {
		return nil, err
	}
	bundled, err := bundle.FS(sources, sourceFolder)
	if err != nil {
		return nil, errors.New(e.located(err.Error(), theirs))
	}
	d := new(merged)
	if d.yaml, err = bundled.YAML(); err != nil {
		return nil, err
	}
	d.positions = []byte(e.located(string(bundled.Positions()), theirs))
	if overlay, err := os.ReadFile(filepath.Join(e.With, "overlay.yaml")); err == nil {
		if d.yaml, err = oapi.Apply(overlay, d.yaml, true); err != nil {
			return nil, fmt.Errorf("%s: %w", filepath.Join(e.With, "overlay.yaml"), err)
		}
	}
	return d, d.finish(e)
}

// sources returns a file system with our sources and the user's, and the names of theirs.
func (e *Edition) sources() (fs.FS, []string, error) {
	all := fstest.MapFS{}
	if err := addAll(all, filepath.Join(e.Module, filepath.FromSlash(sourceFolder))); err != nil {
		return nil, nil, err
	}
	ours := maps.Clone(all)
	own := fstest.MapFS{}
	if err := addAll(own, e.With); err != nil {
		return nil, nil, fmt.Errorf("your files cannot be read: %w", err)
	}
	var theirs []string
	for name, file := range own {
		if slices.Contains(beside, name) {
			continue
		}
		if ours[name] != nil && name != "parameters.yaml" {
			return nil, nil, fmt.Errorf(
				"%s is a file of ours: give yours another name, and change what ours says with overlay.yaml",
				filepath.Join(e.With, name))
		}
		if name == "parameters.yaml" { // ours has that name
			name = theirParameters
		}
		all[name] = file
		theirs = append(theirs, name)
	}
	for _, name := range theirs {
		all[name] = &fstest.MapFile{Data: redirected(all[name].Data, own["parameters.yaml"])}
	}
	if len(own) == 0 {
		return nil, nil, fmt.Errorf("%s holds no YAML: put paths/<api_name>.yaml or overlay.yaml there", e.With)
	}
	slices.Sort(theirs)
	root, err := withPaths(all["openapi.yaml"].Data, theirs)
	all["openapi.yaml"] = &fstest.MapFile{Data: root}
	return all, theirs, err
}

// theirParameters is the name of the user's parameters.yaml beside ours.
const theirParameters = "parameters/own.yaml"

var parameterRef = regexp.MustCompile(`parameters\.yaml#/([\w.-]+)`)

// redirected returns a file of the user's with the references to their own parameters.yaml as references to its name
// beside ours.
func redirected(file []byte, parameters *fstest.MapFile) []byte {
	var own map[string]yaml.Node
	if parameters == nil || yaml.Unmarshal(parameters.Data, &own) != nil {
		return file // the bundler reports that it is not YAML
	}
	return parameterRef.ReplaceAllFunc(file, func(ref []byte) []byte {
		name := string(parameterRef.FindSubmatch(ref)[1])
		if _, ok := own[name]; !ok {
			return ref
		}
		return []byte(theirParameters + "#/" + name)
	})
}

func addAll(to fstest.MapFS, dir string) error {
	return filepath.WalkDir(dir, func(file string, entry fs.DirEntry, err error) error {
		if err == nil && path.Ext(file) == ".yml" {
			return fmt.Errorf("%s is not read: give it the ending .yaml", file)
		}
		if err != nil || entry.IsDir() || path.Ext(file) != ".yaml" {
			return err
		}
		name, err := filepath.Rel(dir, file)
		if err != nil {
			return err
		}
		data, err := os.ReadFile(file)
		to[filepath.ToSlash(name)] = &fstest.MapFile{Data: data}
		return err
	})
}

// withPaths adds a line to the paths of the root for each operation of the user's.
func withPaths(root []byte, files []string) ([]byte, error) {
	var lines bytes.Buffer
	for _, file := range files {
		if dir, name := path.Split(file); dir == "paths/" {
			fmt.Fprintf(&lines, "  /%s/:\n    $ref: %s\n", strings.TrimSuffix(name, ".yaml"), file)
		}
	}
	before, after, ok := bytes.Cut(root, []byte("\npaths:\n"))
	if !ok {
		return nil, errors.New("openapi.yaml of our module has no paths")
	}
	return slices.Concat(before, []byte("\npaths:\n"), lines.Bytes(), after), nil
}

// located names the user's files where they lie, in a text that has all files below our folder.
func (e *Edition) located(text string, theirs []string) string {
	for _, name := range theirs {
		real := strings.Replace(name, theirParameters, "parameters.yaml", 1)
		text = strings.ReplaceAll(text, sourceFolder+"/"+name+":", filepath.ToSlash(filepath.Join(e.With, real))+":")
	}
	return text
}

// finish writes the other forms of the document, and asks the rules of our documents about the user's files.
func (d *merged) finish(e *Edition) error {
	var err error
	if d.json, err = bundle.ToJSON(d.yaml); err != nil {
		return err
	}
	if d.all, err = document.Parse(d.json); err != nil {
		return err
	}
	ours, err := os.ReadFile(filepath.Join(e.Module, "openapi", "dist", "gateway.json"))
	if err != nil {
		return err
	}
	if d.ours, err = document.Parse(ours); err != nil {
		return err
	}
	problems, err := lint.Check(d.json, d.positions)
	for _, p := range problems {
		switch {
		case strings.HasPrefix(p.Where, sourceFolder+"/"):
		case p.Rule == "operation-id": // the mock and the checker find an operation by it
			return errors.New(p.String())
		default:
			d.notes = append(d.notes, p.String())
		}
	}
	return err
}
