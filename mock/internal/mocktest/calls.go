package mocktest

import (
	"net/url"
	"slices"
	"testing"

	"github.com/go-ali1688/ali1688/internal/document"
	"github.com/go-ali1688/ali1688/openapi"
)

// Requests returns a query for every operation of the gateway: what it requires, with the values of the document's
// examples.
func Requests(t *testing.T) map[string]string {
	t.Helper()
	doc, err := document.Parse(openapi.Gateway().JSON)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, op := range doc.Operations() {
		out[op.ID] = query(doc, op).Encode()
	}
	return out
}

func query(doc *document.Document, op *document.Operation) url.Values {
	out := url.Values{}
	for _, p := range op.Parameters {
		p = doc.Parameter(p)
		if p.Example != nil && (p.Required || slices.Contains(op.RequiresOneOf, p.Name)) {
			out.Set(p.Name, document.Text(p.Example))
		}
	}
	if form := op.Form(); form != nil {
		schema := doc.Resolve(form.Schema)
		for _, name := range schema.Required {
			out.Set(name, document.Text(doc.Property(schema, name).Example))
		}
	}
	return out
}
