// Command generate makes everything that is made from the hand-written documents: the bundles, the bindings, and
// what the small generator adds. With -check it writes nothing and names what is stale.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"sync"

	"github.com/go-ali1688/ali1688/internal/bundle"
	"github.com/go-ali1688/ali1688/internal/cmd/exit"
	"github.com/go-ali1688/ali1688/internal/codegen"
	"github.com/go-ali1688/ali1688/internal/codegen/personal"
	"github.com/go-ali1688/ali1688/internal/codegen/render"
	"github.com/go-ali1688/ali1688/internal/documents"
	"github.com/go-ali1688/ali1688/internal/filetree"
	"github.com/go-ali1688/ali1688/internal/mcpserver/toolset"
	"github.com/go-ali1688/ali1688/internal/translate"
)

func main() {
	check := flag.Bool("check", false, "write nothing; exit 1 and name every file that is stale")
	flag.Parse()
	stale, err := run(*check)
	exit.On(err, "generate", 2)
	for _, path := range stale {
		fmt.Printf("%s is stale: run `make generate` and commit it\n", path)
	}
	if len(stale) > 0 {
		os.Exit(1)
	}
}

// run makes all files, and writes those that changed unless it only checks. It returns the paths that were stale in
// that case.
func run(check bool) ([]string, error) {
	made, errs := make([]map[string][]byte, len(documents.Rows)), make([]error, len(documents.Rows))
	var all sync.WaitGroup
	for i := range documents.Rows {
		all.Go(func() { made[i], errs[i] = generate(&documents.Rows[i]) })
	}
	all.Wait()
	files := map[string][]byte{}
	for i := range documents.Rows {
		if errs[i] != nil {
			return nil, fmt.Errorf("%s: %w", documents.Rows[i].Folder(), errs[i])
		}
		maps.Copy(files, made[i])
	}
	if err := common(files); err != nil {
		return nil, err
	}
	return settle(files, check)
}

// common makes the files that are made from all documents together.
func common(files map[string][]byte) error {
	var bundles [][]byte
	named := map[string][]byte{}
	for i := range documents.Rows {
		bundles = append(bundles, files[documents.Rows[i].Bundle()+".json"])
		named[documents.Rows[i].Name] = bundles[i]
	}
	var err error
	if files["internal/redact/personal.gen.go"], err = personal.Render(bundles...); err != nil {
		return err
	}
	if files["openapi/zz_documents.gen.go"], err = render.Documents(documents.Rows); err != nil {
		return err
	}
	files["internal/mcpserver/toolset/tools.gen.json"], err = toolset.Render(named)
	return err
}

// generate makes everything of one document, by its path.
func generate(row *documents.Row) (map[string][]byte, error) {
	files, err := bundled(row.Folder(), row.Bundle())
	if err != nil {
		return nil, err
	}
	yaml, json := files[row.Bundle()+".yaml"], files[row.Bundle()+".json"]
	if err := translated(files, row); err != nil {
		return nil, fmt.Errorf("%s: %w", row.Chinese, err)
	}
	source := codegen.Source{Row: row, Tree: os.DirFS("."), YAML: yaml, JSON: json, Strict: true}
	code, err := source.Files()
	maps.Copy(files, code)
	return files, err
}

// bundled makes the three forms of the document in dir.
func bundled(dir, out string) (map[string][]byte, error) {
	doc, err := bundle.Dir(dir)
	if err != nil {
		return nil, err
	}
	yaml, err := doc.YAML()
	if err != nil {
		return nil, err
	}
	json, positions, err := doc.Located()
	return map[string][]byte{out + ".yaml": yaml, out + ".json": json, out + ".positions.json": positions}, err
}

// translated makes the document in Chinese, if it has Chinese texts. Stale and missing ones are found by `make lint`.
func translated(files map[string][]byte, row *documents.Row) error {
	if row.Chinese == "" {
		return nil
	}
	texts, err := translate.Read(os.DirFS("."), row.Chinese, files[row.Bundle()+".yaml"])
	if err != nil {
		return err
	}
	files[row.Bundle()+".zh-CN.yaml"], err = texts.Apply()
	return err
}

// settle writes the files that differ from what is on disk, or only names them.
func settle(files map[string][]byte, check bool) (stale []string, err error) {
	for path, content := range files {
		if old, err := os.ReadFile(path); err == nil && bytes.Equal(old, content) {
			continue
		}
		if check {
			stale = append(stale, path)
		} else if err := filetree.Write(path, content); err != nil {
			return nil, err
		}
	}
	slices.Sort(stale)
	return stale, nil
}
