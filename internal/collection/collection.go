// Package collection makes collections of requests from a document, for programs that people send requests with by
// hand. A request has the document's examples; what is optional and not in the example of the call is there, switched
// off, because the gateway charges for parameters. Objects and lists in fields of forms are JSON text, as the API takes
// them, and requests of the open platform are signed by a script of the collection.
package collection

import (
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/internal/document"
	"github.com/go-ali1688/ali1688/internal/lists"
	"github.com/go-ali1688/ali1688/internal/platformsign"
)

// Request is one request of a collection.
type Request struct {
	Name, Folder, About string
	Method, Path        string // the path has {{appKey}} for the key of an application
	Query, Form         []Field
	Parts               bool // the form is multipart
	Signed              bool
}

// Field is a parameter of the query or a member of the form.
type Field struct {
	Name, Value, About string
	On                 bool
	File               bool // the value is a file, which is not included
}

// variables are the values of an account, which a collection has as variables.
var variables = map[string]string{
	"key": "{{key}}", "secret": "{{secret}}", "client_id": "{{appKey}}", "client_secret": "{{appSecret}}",
}

// Requests returns the requests of a document in its order.
func Requests(bundled []byte) ([]Request, error) {
	d, err := document.Parse(bundled)
	if err != nil {
		return nil, err
	}
	return lists.Map(d.Operations(), func(op *document.Operation) Request { return request(d, op) }), nil
}

// folder is the requests that belong together.
type folder struct {
	name     string
	requests []Request
}

// folders returns the requests of a document in their folders, in the order of the document.
func folders(bundled []byte) ([]*folder, error) {
	requests, err := Requests(bundled)
	var all []*folder
	for _, r := range requests {
		i := slices.IndexFunc(all, func(f *folder) bool { return f.name == r.Folder })
		if i < 0 {
			i, all = len(all), append(all, &folder{name: r.Folder})
		}
		all[i].requests = append(all[i].requests, r)
	}
	return all, err
}

func request(d *document.Document, op *document.Operation) Request {
	r := Request{Name: op.ID, About: op.Description, Method: op.Method, Signed: op.Requires("signature"),
		Path: strings.ReplaceAll(op.Path, "{appKey}", "{{appKey}}")}
	if len(op.Tags) > 0 {
		r.Folder = op.Tags[0]
	}
	if op.Requires("key") {
		for _, name := range []string{"key", "secret"} {
			r.Query = append(r.Query, Field{Name: name, Value: variables[name], On: true})
		}
	}
	if op.Takes("accessToken") {
		r.Query = append(r.Query, Field{Name: platformsign.AccessToken, Value: "{{accessToken}}", On: true})
	}
	if r.Signed {
		r.Query = append(r.Query, Field{Name: platformsign.Signature, Value: "SIGNATURE", On: true})
	}
	for _, p := range op.Parameters {
		if p = d.Parameter(p); p != nil && p.In == "query" {
			r.Query = append(r.Query, parameter(op, p))
		}
	}
	if form := op.Form(); form != nil {
		r.Parts = op.Request.Content.Get(document.PartsType) == form
		r.Form = fields(d, form)
	}
	return r
}

func parameter(op *document.Operation, p *document.Parameter) Field {
	first := len(op.RequiresOneOf) > 0 && op.RequiresOneOf[0] == p.Name
	f := Field{Name: p.Name, Value: document.Text(p.Example), About: p.Description, On: p.Required || first}
	if p.Name == platformsign.Timestamp {
		f.Value = "{{$timestamp}}000"
	}
	return f
}

// fields returns the members of a form: those of its example are on.
func fields(d *document.Document, form *document.Media) []Field {
	schema := d.Resolve(form.Schema)
	example := form.Example
	if example == nil {
		example = d.Example(schema)
	}
	var sent document.Map[jsontext.Value]
	_ = json.Unmarshal(example, &sent) // lint validates the example; without one nothing is on
	var all []Field
	for name, property := range schema.Properties.All() {
		f := Field{Name: name, About: d.Resolve(property).Description, File: d.Resolve(property).Format == "binary"}
		value, on := sent.Find(name)
		if !on {
			value = d.Example(property)
		}
		f.On = on || slices.Contains(schema.Required, name)
		f.Value = text(value, form.Encoding.Get(name))
		if account := variables[name]; account != "" {
			f.Value = account
		}
		all = append(all, f)
	}
	return all
}

// text returns a value as a form has it: an object is JSON, and so is a list, unless commas separate it.
func text(value jsontext.Value, encoding document.Encoding) string {
	value = value.Clone()
	_ = value.Compact() // the document is written in lines
	if value.Kind() != '[' || encoding.ContentType != "" {
		return document.Text(value)
	}
	var elements []jsontext.Value
	if json.Unmarshal(value, &elements) != nil {
		return string(value)
	}
	return strings.Join(document.Texts(elements), ",")
}
