// Package document reads bundled OpenAPI 3.0 documents, in the order in which they are written. Every other package
// that reads one reads it here: what $ref, allOf and the x- extensions mean is known nowhere else.
package document

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/internal/lists"
)

// Components that mean the same in every document that has them.
const (
	Envelope      = "Envelope"      // the members that every response has beside its payload
	PlatformError = "PlatformError" // the open platform's own error, which it returns in place of a response
)

// Document is a bundled document.
type Document struct {
	OpenAPI      string         `json:"openapi"`
	Info         Info           `json:"info"`
	Tags         []Tag          `json:"tags"`
	Security     []Security     `json:"security"`
	SuccessCodes []string       `json:"x-success-codes"`
	ErrorCodes   Map[ErrorCode] `json:"x-error-codes"` // of several operations
	Paths        Map[*Path]     `json:"paths"`
	Webhooks     Map[*Path]     `json:"x-webhooks"` // by topic
	Components   Components     `json:"components"`

	schemas    map[string]*Schema
	parameters map[string]*Parameter
}

// Info describes the API.
type Info struct {
	Title       string `json:"title"`
	Version     string `json:"version"`
	Description string `json:"description"`
}

// Tag is a group of operations.
type Tag struct {
	Name        string `json:"name"`
	Description string `json:"description"`
}

// Components are the named parts of a document.
type Components struct {
	Schemas    Map[*Schema]    `json:"schemas"`
	Parameters Map[*Parameter] `json:"parameters"`
	Responses  Map[*Body]      `json:"responses"`
	Bodies     Map[*Body]      `json:"requestBodies"`
	Headers    Map[*Parameter] `json:"headers"`
	Examples   Map[*Example]   `json:"examples"`
}

// Parse reads a bundled document in JSON.
func Parse(bundled []byte) (*Document, error) {
	d := new(Document)
	if err := json.Unmarshal(bundled, d); err != nil {
		return nil, fmt.Errorf("read the document: %w", err)
	}
	d.schemas, d.parameters = d.Components.Schemas.index(), d.Components.Parameters.index()
	d.name(d.Paths, "paths")
	d.name(d.Webhooks, XWebhooks)
	return d, nil
}

// name tells the operations of a section where they stand.
func (d *Document) name(items Map[*Path], section string) {
	for path, item := range items.All() {
		for _, op := range item.Operations {
			op.Path, op.section = path, section
			if op.Security == nil {
				op.Security = d.Security
			}
		}
	}
}

// Operations returns all operations in the order of the document.
func (d *Document) Operations() []*Operation { return operationsOf(d.Paths) }

func operationsOf(items Map[*Path]) []*Operation {
	return slices.Concat(lists.Map(items, func(item Member[*Path]) []*Operation { return item.Value.Operations })...)
}

// Sorted returns all operations by name.
func (d *Document) Sorted() []*Operation {
	all := d.Operations()
	slices.SortFunc(all, func(a, b *Operation) int { return strings.Compare(a.ID, b.ID) })
	return all
}

// Schema returns the named schema, or nil.
func (d *Document) Schema(name string) *Schema { return d.schemas[name] }

// Parameter follows the reference of a parameter, if it is one. It returns nil where the reference leads nowhere.
func (d *Document) Parameter(p *Parameter) *Parameter {
	if p.Ref == "" {
		return p
	}
	return d.parameters[p.Ref.Name()]
}

// Body follows the reference of a response or request body, if it is one. It returns nil where the reference leads
// nowhere.
func (d *Document) Body(b *Body) *Body {
	if b == nil || b.Ref == "" {
		return b
	}
	if section, name := b.Ref.Split(); section == "requestBodies" {
		return d.Components.Bodies.Get(name)
	} else if section == "responses" {
		return d.Components.Responses.Get(name)
	}
	return nil
}

// Value returns the value of a named example, whose reference it follows. It returns nil without one.
func (d *Document) Value(e *Example) jsontext.Value {
	if e.Ref != "" {
		e = d.Components.Examples.Get(e.Ref.Name())
	}
	if e == nil {
		return nil
	}
	return e.Value
}

// WrongKind returns where a value in a document that [Parse] refused has the wrong kind, what it is and what is wanted.
// It returns nothing for other errors.
func WrongKind(err error) (pointer, got, want string) {
	wrong := new(json.SemanticError)
	if !errors.As(err, &wrong) || wrong.GoType == nil {
		return "", "", ""
	}
	want = kindNames[wrong.GoType.Kind()]
	if want == "" {
		want = "an object"
	}
	return string(wrong.JSONPointer), valueNames[wrong.JSONKind], want
}

var kindNames = map[reflect.Kind]string{
	reflect.String: "a text", reflect.Bool: "true or false", reflect.Slice: "a list", reflect.Int: "a whole number",
	reflect.Float64: "a number",
}

var valueNames = map[jsontext.Kind]string{
	'"': "a text", 't': "true", 'f': "false", '[': "a list", '{': "an object", '0': "a number", 'n': "null",
}

// Response returns the JSON schema of an operation's response of status 200, or nil.
func (d *Document) Response(op *Operation) *Schema {
	s, _ := d.ResponseAt(op)
	return s
}

// ResponseAt is [Document.Response] with the schema's JSON pointer, or that of the response if it has no schema.
func (d *Document) ResponseAt(op *Operation) (*Schema, string) {
	stated := op.Responses.Get("200")
	pointer := op.Pointer() + "/responses/200"
	if stated != nil && stated.Ref != "" {
		pointer = stated.Ref.Pointer()
	}
	if body := d.Body(stated); body != nil && body.Schema(JSONType) != nil {
		return body.Schema(JSONType), pointer + Pointer("content", JSONType, "schema")
	}
	return nil, pointer
}
