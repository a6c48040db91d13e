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
	for _, asset := range []struct {
		name, notice string
		files        []string
	}{
		{"site.css", "", []string{"docs/assets/site.css", "docs/assets/pictures.css", "docs/assets/versions.css"}},
		{"site.js", "", []string{"docs/assets/site.js"}},
		{"versions.js", "", []string{"docs/assets/versions.js"}},
		{"reference.js", "", []string{"docs/assets/reference.js"}},
		{"icon.svg", "", []string{"docs/assets/icon.svg"}},
		{"highlight.js", "", []string{highlight + "/highlight.min.js", highlight + "/languages/matlab.min.js"}},
		{"highlight.LICENSE.txt", "", []string{highlight + "/LICENSE"}},
		{"search.js", "/* MiniSearch, MIT licence, Copyright Luca Ongaro, https://github.com/lucaong/minisearch */\n",
			[]string{minisearch + "/dist/umd/index.js", "docs/assets/search.js"}},
		{"scalar.js", "/* Scalar API Reference, MIT licence, Copyright Scalar, https://github.com/scalar/scalar */\n",
			[]string{scalar}},
	} {
		if err := b.bundle(asset.name, asset.notice, asset.files...); err != nil {
			return err
		}
	}
	return nil
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
