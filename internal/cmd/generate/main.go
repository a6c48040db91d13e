// Command generate makes everything that is made from the hand-written documents: the bundles, the bindings, and
// what the small generator adds. With -check it writes nothing and names what is stale.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"

	"github.com/go-ali1688/ali1688/internal/bundle"
	"github.com/go-ali1688/ali1688/internal/gen"
	"github.com/go-ali1688/ali1688/internal/translate"
)

func main() {
	check := flag.Bool("check", false, "write nothing; exit 1 and name every file that is stale")
	flag.Parse()
	stale, err := run(*check)
	if err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(2)
	}
	for _, path := range stale {
		fmt.Printf("%s is stale: run `make generate` and commit it\n", path)
	}
	if len(stale) > 0 {
		os.Exit(1)
	}
}

const bindings = "generated/gateway/gateway.gen.go"

// run makes all files, and writes those that changed unless it only checks. It returns the paths that were stale in
// that case.
func run(check bool) ([]string, error) {
	files, err := bundled("openapi/gateway", "openapi/dist/gateway")
	if err != nil {
		return nil, err
	}
	if files[bindings], err = oapiCodegen("generated/gateway.config.yaml", files["openapi/dist/gateway.yaml"]); err != nil {
		return nil, err
	}
	if err := translated(files, "openapi/overlays/zh-CN.yaml", "openapi/dist/gateway.yaml", "openapi/dist/gateway.zh-CN.yaml"); err != nil {
		return nil, err
	}
	model, err := gen.Build(files["openapi/dist/gateway.json"], files[bindings])
	if err != nil {
		return nil, err
	}
	rendered, err := gen.Render(model)
	if err != nil {
		return nil, err
	}
	for path, content := range rendered {
		files[path] = content
	}
	return settle(files, check)
}

// bundled makes the three forms of the document in dir.
func bundled(dir, out string) (map[string][]byte, error) {
	doc, err := bundle.Dir(dir)
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for suffix, make := range map[string]func() ([]byte, error){".yaml": doc.YAML, ".json": doc.JSON, ".positions.json": doc.Positions} {
		if files[out+suffix], err = make(); err != nil {
			return nil, err
		}
	}
	return files, nil
}

// translated makes the document in another language. What is stale or missing is for `make lint` to say.
func translated(files map[string][]byte, overlay, english, out string) error {
	source, err := os.ReadFile(overlay)
	if err != nil {
		return err
	}
	texts, err := translate.Parse(source, files[english])
	if err != nil {
		return err
	}
	files[out], err = texts.Apply()
	return err
}

// oapiCodegen runs oapi-codegen on a document that may not be on disk yet.
func oapiCodegen(config string, document []byte) ([]byte, error) {
	dir, err := os.MkdirTemp("", "ali1688-generate")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	in, out := filepath.Join(dir, "gateway.yaml"), filepath.Join(dir, "gateway.gen.go")
	if document, err = gen.Ordered(document); err != nil {
		return nil, err
	}
	if err := os.WriteFile(in, document, 0o600); err != nil {
		return nil, err
	}
	cmd := exec.Command("go", "tool", "oapi-codegen", "-config", config, "-o", out, in)
	if text, err := cmd.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("oapi-codegen: %w\n%s", err, text)
	}
	source, err := os.ReadFile(out)
	if err != nil {
		return nil, err
	}
	return gen.Commented(source)
}

// settle writes the files that differ from what is on disk, or only names them.
func settle(files map[string][]byte, check bool) (stale []string, err error) {
	for path, content := range files {
		if old, err := os.ReadFile(path); err == nil && bytes.Equal(old, content) {
			continue
		}
		if check {
			stale = append(stale, path)
		} else if err := os.WriteFile(path, content, 0o644); err != nil {
			return nil, err
		}
	}
	slices.Sort(stale)
	return stale, nil
}
