package site

import (
	"bytes"
	"fmt"
	"os"

	"github.com/go-ali1688/ali1688/openapi"
)

// What npm installs below docs.
const (
	scalar     = "docs/node_modules/@scalar/api-reference/dist/browser/standalone.js" // renders the reference
	highlight  = "docs/node_modules/@highlightjs/cdn-assets"                          // colours code
	minisearch = "docs/node_modules/minisearch"                                       // searches
)

// assets copies what pages load.
func (b *builder) assets() error {
	err := b.bundle("site.css", "", "docs/assets/site.css", "docs/assets/pictures.css", "docs/assets/versions.css")
	if err != nil {
		return err
	}
	for _, name := range []string{"site.js", "versions.js", "reference.js", "icon.svg"} {
		if err := b.bundle(name, "", "docs/assets/"+name); err != nil {
			return err
		}
	}
	if err := b.bundle("highlight.js", "", highlight+"/highlight.min.js", highlight+
		"/languages/matlab.min.js"); err != nil {
		return err
	}
	if err := b.bundle("highlight.LICENSE.txt", "", highlight+"/LICENSE"); err != nil {
		return err
	}
	const licence = "/* MiniSearch, MIT licence, Copyright Luca Ongaro, https://github.com/lucaong/minisearch */\n"
	if err := b.bundle("search.js", licence, minisearch+"/dist/umd/index.js", "docs/assets/search.js"); err != nil {
		return err
	}
	return b.bundle("scalar.js",
		"/* Scalar API Reference, MIT licence, Copyright Scalar, https://github.com/scalar/scalar */\n", scalar)
}

// bundle writes files of the checkout as one asset. Source maps stay behind.
func (b *builder) bundle(name, notice string, files ...string) error {
	out := []byte(notice)
	for _, file := range files {
		code, err := os.ReadFile(b.path(file))
		if err != nil {
			return fmt.Errorf("read what pages load: %w", err)
		}
		if at := bytes.LastIndex(code, []byte("//# sourceMappingURL=")); at >= 0 {
			code = code[:at]
		}
		out = append(append(out, code...), '\n')
	}
	return b.write("assets/"+name, out)
}

// download is a file that readers take with them.
type download struct {
	Document, Name, Format, Language string
	Kind                             string // a word of the page; "" of a document
	Size                             int
	Sum                              string // SHA-256, hex
}

// downloads copies the documents.
func (b *builder) downloads() error {
	for _, doc := range openapi.Documents() {
		chinese := b.translated(doc.Name)
		if b.own != nil && doc.Name == ownName {
			doc.YAML, doc.JSON, chinese = b.own.yaml, b.own.json, b.own.chinese
		}
		files := []struct {
			name, format, language string
			content                []byte
		}{
			{doc.Name + ".yaml", "YAML", "en", doc.YAML},
			{doc.Name + ".json", "JSON", "en", doc.JSON},
			{doc.Name + ".zh-CN.yaml", "YAML", "zh-CN", chinese},
		}
		for _, f := range files {
			if f.content == nil {
				continue
			}
			d := download{Document: doc.Name, Name: f.name, Format: f.format, Language: f.language}
			if err := b.offer(d, "", f.content); err != nil {
				return err
			}
		}
	}
	return b.forTools()
}

// translated returns the Chinese document, or nil where there is none.
func (b *builder) translated(name string) []byte {
	content, err := os.ReadFile(b.path("openapi", "dist", name+".zh-CN.yaml"))
	if err != nil {
		return nil
	}
	return content
}
