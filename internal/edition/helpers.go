package edition

import (
	"bytes"
	"embed"
	"go/format"
	"text/template"
)

//go:embed templates/*.tmpl
var templates embed.FS

var printed = template.Must(template.ParseFS(templates, "templates/*.tmpl"))

// helpers makes the packages that put the document to use.
func (e *Edition) helpers(files map[string][]byte) error {
	for name, to := range map[string]string{
		"doc.tmpl":         "doc.gen.go",
		"rules.tmpl":       "rules.gen.go",
		"openapi.tmpl":     "openapi/openapi.gen.go",
		"mock.tmpl":        "mock/mock.gen.go",
		"conformance.tmpl": "conformance/conformance.gen.go",
	} {
		var buffer bytes.Buffer
		if err := printed.ExecuteTemplate(&buffer, name,
			map[string]string{"Package": e.name(), "Import": e.Import}); err != nil {
			return err
		}
		source, err := format.Source(buffer.Bytes())
		if err != nil {
			return err
		}
		files[to] = source
	}
	return nil
}
