// Package plain calls and serves the operations of documents that have no client of their own in the table: a
// parameter stands in the path, in the query or in a form. A request carries no credentials, unless the document asks
// for the open platform's signature. The mock serves those of the open platform with its other operations, and responds
// to all others with the document's example.
package plain

import (
	"context"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"

	"github.com/go-json-experiment/json/jsontext"

	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/document"
	"github.com/go-ali1688/ali1688/internal/documents"
	"github.com/go-ali1688/ali1688/internal/lists"
	"github.com/go-ali1688/ali1688/internal/params"
	"github.com/go-ali1688/ali1688/internal/params/documentparams"
	"github.com/go-ali1688/ali1688/openapi"
)

// Operation is an operation of such a document.
type Operation struct {
	*document.Operation
	Rules   params.Operation
	Server  string         // the real server, scheme://host
	Example jsontext.Value // of a response

	Document string // the name of its document

	// Row is the operation as one of the open platform, or nil where its path is not one of that API.
	Row *platform.Operation

	base     string     // the path in front of the document's paths
	examples url.Values // of the parameters that a call needs
}

// rows returns the rows of the documents without a client.
func rows() []*documents.Row {
	var all []*documents.Row
	for i := range documents.Rows {
		if row := &documents.Rows[i]; row.Client == documents.TypesOnly {
			all = append(all, row)
		}
	}
	return all
}

// operations has all operations by name. The documents are read for the first operation that is asked for.
var operations = sync.OnceValue(func() map[string]*Operation {
	all := map[string]*Operation{}
	for _, row := range rows() {
		if d := lists.Find(openapi.Documents(), func(d *openapi.Document) bool { return d.Name == row.Name }); d != nil {
			maps.Copy(all, read(row, d.JSON))
		}
	}
	return all
})

func read(row *documents.Row, bundled []byte) map[string]*Operation {
	doc, err := document.Parse(bundled)
	if err != nil {
		return nil // no document of this module: the tests of package openapi read them
	}
	rules, err := documentparams.Read(doc)
	if err != nil {
		return nil
	}
	all := map[string]*Operation{}
	for _, op := range doc.Operations() {
		o := &Operation{Operation: op, Rules: rules[op.ID], Server: row.Server, Example: doc.Example(doc.Response(op)),
			Document: row.Name, base: row.Base, examples: examples(doc, op)}
		o.Row = o.row()
		all[op.ID] = o
	}
	return all
}

// Find returns the operation of that name, or nil.
func Find(api string) *Operation { return operations()[api] }

// Names returns the names of all operations, sorted.
func Names() []string { return slices.Sorted(maps.Keys(operations())) }

// Request returns the request of a call, to a server's scheme and host. It is signed for the application where the
// document asks for it.
func (o *Operation) Request(ctx context.Context, server *url.URL, values url.Values, app Application) (*http.Request,
	error) {
	path, query, form := o.Path, url.Values{}, url.Values{}
	for name, value := range values {
		inPath := strings.Contains(path, "{"+name+"}")
		inForm := slices.ContainsFunc(o.Rules.Params, func(p params.Param) bool { return p.Form && p.Name == name })
		switch {
		case inPath:
			path = strings.ReplaceAll(path, "{"+name+"}", url.PathEscape(value[0]))
		case inForm || o.Signed():
			form[name] = value
		default:
			query[name] = value
		}
	}
	if o.Signed() {
		path = app.sign(path, form)
	}
	address := server.JoinPath(o.base, path)
	address.RawQuery = query.Encode()
	req, err := http.NewRequestWithContext(ctx, o.Method, address.String(), strings.NewReader(form.Encode()))
	if err == nil && len(form) > 0 {
		req.Header.Set("Content-Type", document.FormType)
	}
	return req, err
}

// Examples returns the parameters that a call needs, with the document's examples.
func (o *Operation) Examples() url.Values { return maps.Clone(o.examples) }

func examples(doc *document.Document, op *document.Operation) url.Values {
	values := url.Values{}
	set := func(name string, value jsontext.Value) {
		if text := document.Text(value); text != "" {
			values.Set(name, text)
		}
	}
	for _, p := range op.Parameters {
		if p.Required {
			set(p.Name, p.Example)
		}
	}
	if op.Form() == nil {
		return values
	}
	form := doc.Unwrap(op.Form().Schema)
	for name, s := range form.Properties.Sorted() {
		if slices.Contains(form.Required, name) {
			set(name, doc.Example(s))
		}
	}
	return values
}
