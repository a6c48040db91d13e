package edition

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/go-ali1688/ali1688/internal/document"
)

// reference says in Markdown what the edition has more than ours: its operations, its schemas, its members.
func (d *merged) reference() []byte {
	var b bytes.Buffer
	fmt.Fprint(&b, "# What this edition adds\n\nThe whole document is in `openapi/openapi.yaml`, for any tool that "+
		"reads OpenAPI 3.0.\n")
	for _, op := range d.all.Operations() {
		if !d.ours.Paths.Has(op.Path) {
			d.operation(&b, op)
		}
	}
	for name, s := range d.all.Components.Schemas.Sorted() {
		d.schema(&b, name, s)
	}
	return b.Bytes()
}

func (d *merged) operation(b *bytes.Buffer, op *document.Operation) {
	fmt.Fprintf(b, "\n## %s\n\n`%s %s`: %s\n", op.ID, op.Method, op.Path, oneLine(op.Summary))
	if op.Description != "" {
		fmt.Fprintf(b, "\n%s\n", strings.TrimSpace(op.Description))
	}
	fmt.Fprint(b, "\n| parameter | | |\n|---|---|---|\n")
	for _, p := range op.Parameters {
		p := d.all.Parameter(p)
		needed := ""
		if p.Required {
			needed = "required"
		}
		fmt.Fprintf(b, "| `%s` | %s | %s |\n", p.Name, needed, cell(p.Description))
	}
}

// schema lists the members of a schema that ours lacks.
func (d *merged) schema(b *bytes.Buffer, name string, s *document.Schema) {
	heading := fmt.Sprintf("\n## `%s`\n\n| member | | example |\n|---|---|---|\n", name)
	ours := d.ours.Schema(name)
	for _, part := range append([]*document.Schema{s}, s.AllOf...) {
		for member, p := range part.Properties.Sorted() {
			if d.ours.Property(ours, member) == nil {
				fmt.Fprintf(b, "%s| `%s` | %s | `%s` |\n", heading, member, cell(p.Description),
					cell(document.Text(p.Example)))
				heading = ""
			}
		}
	}
}

// cell returns a text for a cell of a table.
func cell(text string) string { return strings.ReplaceAll(oneLine(text), "|", `\|`) }

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
