package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
)

// scalar is the renderer of the reference, as npm installs it.
const scalar = "docs/node_modules/@scalar/api-reference/dist/browser/standalone.js"

// assets copies what pages load.
func (b *builder) assets() error {
	for _, name := range []string{"site.css", "site.js", "reference.js", "icon.svg"} {
		content, err := os.ReadFile(b.path("docs", "assets", name))
		if err != nil {
			return fmt.Errorf("read an asset: %w", err)
		}
		if err := b.write("assets/"+name, content); err != nil {
			return err
		}
	}
	return b.scalar()
}

func (b *builder) scalar() error {
	code, err := os.ReadFile(b.path(scalar))
	if err != nil {
		return fmt.Errorf("read the browser code of the reference: %w", err)
	}
	if at := bytes.LastIndex(code, []byte("//# sourceMappingURL=")); at >= 0 {
		code = code[:at] // the map stays behind
	}
	notice := []byte("/* Scalar API Reference, MIT licence, Copyright Scalar, https://github.com/scalar/scalar */\n")
	return b.write("assets/scalar.js", append(notice, code...))
}

// download is a file that readers take with them.
type download struct {
	Document, Name, Format, Language string
	Size                             int
	Sum                              string // SHA-256, hex
}

// downloads copies the documents.
func (b *builder) downloads() error {
	for _, p := range documents {
		doc := p.Document()
		files := []struct {
			name, format, language string
			content                []byte
		}{
			{doc.Name + ".yaml", "YAML", "en", doc.YAML},
			{doc.Name + ".json", "JSON", "en", doc.JSON},
			{doc.Name + ".zh-CN.yaml", "YAML", "zh-CN", b.translated(doc.Name)},
			{doc.Name + ".positions.json", "JSON", "", doc.Positions},
		}
		for _, f := range files {
			if f.content == nil {
				continue
			}
			sum := sha256.Sum256(f.content)
			b.files = append(b.files, download{doc.Name, f.name, f.format, f.language, len(f.content), hex.EncodeToString(sum[:])})
			if err := b.write("openapi/"+f.name, f.content); err != nil {
				return err
			}
		}
	}
	return nil
}

// translated is the Chinese document, or nil where there is none.
func (b *builder) translated(name string) []byte {
	content, err := os.ReadFile(b.path("openapi", "dist", name+".zh-CN.yaml"))
	if err != nil {
		return nil
	}
	return content
}
