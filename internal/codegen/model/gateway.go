// Package model joins a bundled document with the Go that oapi-codegen made of it, so that every name on the wire has
// its name in Go. It returns what the templates of package render print.
package model

import (
	"fmt"
	"go/token"
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/internal/document"
	"github.com/go-ali1688/ali1688/internal/lists"
)

// Gateway is what the templates of the gateway print.
type Gateway struct {
	Package    string // the name of the client's package
	Types      string // the import path of the types
	Maker      string // the program that generates, and from what
	Operations []Operation
	Codes      []Refusal
}

// Operation is one operation with its names on the wire and in Go.
type Operation struct {
	Name, Go, Method string
	Family           string
	Summary, Text    string
	Evidence         document.Evidence
	Params           []Param
	OneOf            []Param // of which at least one must be given
	Body, Response   string  // Go types; Body is empty without one
	BodyArg          string  // the Go type of the body as the client takes it
	PayloadErrors    []PayloadError
	Payload          []string // the Go names of the members that hold the payload
	AnyPayload       bool     // one of them is enough
	Identity         *Identity
	Page             *Page
}

// Param is one parameter with the rules for its value.
type Param struct {
	Name, Go             string
	In                   string // query or form
	Required, Pointer    bool
	GoType               string
	Type, Pattern        string
	Enum                 []string
	Minimum, Maximum     *float64
	MinLength, MaxLength int
	Example              string
}

// Text reports whether the parameter is a Go string that can be empty.
func (p Param) Text() bool { return p.Type == "string" && !p.Pointer }

// Needed returns the parameters of one place without which a call is refused: the required ones, and one of a group.
func (o Operation) Needed(in string) []Param {
	return lists.Select(o.Params, func(p Param) bool {
		// custom's two go together
		first := len(o.OneOf) > 0 && (o.OneOf[0].Name == p.Name || o.OneOf[0].Name == "method" && p.Name == "_o_args")
		return p.In == in && (p.Required || first)
	})
}

// Literal returns the parameter's example as Go.
func (p Param) Literal() string {
	value := p.Example
	if p.Type == "string" {
		value = strconv.Quote(value)
	}
	switch {
	case !p.Pointer:
		return value
	case p.GoType == "string":
		return "ali1688.Ptr(" + value + ")"
	}
	typ := p.GoType
	if token.IsExported(typ) { // the document's own; int64 is of no package
		typ = "gateway." + typ
	}
	return "ali1688.Ptr(" + typ + "(" + value + "))"
}

// PayloadError is a member of the payload that tells of a failure.
type PayloadError struct{ Error, Reason string }

// Page says how a list is paged, in Go.
type Page struct {
	Param, Row string
	Lists      []string // of which one holds the rows
	Pages      []string
	First      int
	ID         string // the field of a row that tells it from others, or ""
}

// BuildGateway joins the gateway's bundled document with the Go that oapi-codegen made of it.
func BuildGateway(bundled, generated []byte) (*Gateway, error) {
	b, err := newBuilder(bundled, generated)
	if err != nil {
		return nil, err
	}
	model := &Gateway{Operations: lists.Map(b.doc.Sorted(), b.operation)}
	model.Codes = refusals(b.doc.Resolve(b.doc.Schema("Envelope")).ErrorCodes, "")
	return model, b.err
}

type builder struct {
	doc    *document.Document
	source *goFile
	err    error
}

func newBuilder(bundled, generated []byte) (*builder, error) {
	doc, err := document.Parse(bundled)
	if err != nil {
		return nil, err
	}
	source, err := parseGo(generated)
	if err != nil {
		return nil, fmt.Errorf("read the generated types: %w", err)
	}
	return &builder{doc: doc, source: source}, nil
}

func (b *builder) fail(format string, args ...any) {
	if b.err == nil {
		b.err = fmt.Errorf(format, args...)
	}
}

func (b *builder) operation(op *document.Operation) Operation {
	out := Operation{
		Name: op.ID, Method: op.Method, Family: op.Family, Evidence: op.Evidence,
		Summary: op.Summary, Text: strings.TrimSpace(op.Description),
	}
	out.Response, out.Go = b.response(op)
	b.checkEnvelope(op, out.Response)
	out.Params = b.params(out.Go, op)
	if form := op.Form(); form != nil {
		out.Body = form.Schema.Component()
		out.BodyArg = out.Go + "FormdataRequestBody"
		out.Params = append(out.Params, b.formParams(out.Body)...)
	}
	out.OneOf = pick(out.Params, op.RequiresOneOf)
	out.PayloadErrors = b.payloadErrors(out.Response)
	out.Payload, out.AnyPayload = b.payload(out.Response)
	out.Identity = b.identity(out, op.Identity)
	out.Page = b.page(out, op.Pagination)
	return out
}

// response returns the component of the 200 response, and the name that it gives the operation in Go.
func (b *builder) response(op *document.Operation) (component, name string) {
	component = b.doc.Response(op).Component()
	name, ok := strings.CutSuffix(component, "Response")
	if !ok || name == "" {
		b.fail("%s: the schema of the 200 response must be a $ref to a component named …Response", op.Path)
	}
	return component, name
}

// checkEnvelope refuses a response without the members of the envelope: the client reads a failure from them.
func (b *builder) checkEnvelope(op *document.Operation, response string) {
	has := b.propertyNames(response)
	for _, name := range b.propertyNames("Envelope") {
		if !slices.Contains(has, name) {
			b.fail("%s: %s lacks %s of the envelope: begin it with allOf: [{$ref: envelope.yaml#/Envelope}]", op.Path, response,
				name)
		}
	}
}

func pick(params []Param, names []string) []Param {
	return lists.Select(params, func(p Param) bool { return slices.Contains(names, p.Name) })
}

func (b *builder) params(op string, o *document.Operation) []Param {
	return lists.Map(o.Parameters, func(p *document.Parameter) Param {
		p = b.doc.Parameter(p)
		return b.param(op+"Params", "query", p.Name, p.Required, p.Schema, p.Example)
	})
}

func (b *builder) formParams(body string) []Param {
	s := b.doc.Resolve(b.doc.Schema(body))
	var out []Param
	for key, p := range s.Properties.Sorted() {
		out = append(out, b.param(body, "form", key, slices.Contains(s.Required, key), p, p.Example))
	}
	return out
}

func (b *builder) param(goType, in, key string, required bool, s *document.Schema, example jsontext.Value) Param {
	f := b.field(goType, key)
	s = b.doc.Resolve(s)
	return Param{
		Name: key, Go: f.Go, In: in, Required: required, Pointer: f.Pointer, GoType: f.Type, Type: s.Type,
		Pattern: s.Pattern, Minimum: s.Minimum, Maximum: s.Maximum, MinLength: s.MinLength, MaxLength: deref(s.MaxLength),
		Example: document.Text(example), Enum: document.Texts(s.Enum),
	}
}

func deref(n *int) int {
	if n == nil {
		return 0
	}
	return *n
}

func (b *builder) payloadErrors(response string) []PayloadError {
	var out []PayloadError
	for _, payload := range []string{"item", "items"} {
		p := b.doc.Property(b.doc.Schema(response), payload)
		if b.doc.Property(p, "error") == nil {
			continue
		}
		path := "r." + b.goName(response, payload)
		e := PayloadError{Error: path + "." + b.goName(p.Component(), "error")}
		if b.doc.Property(p, "reason") != nil {
			e.Reason = path + "." + b.goName(p.Component(), "reason")
		}
		out = append(out, e)
	}
	return out
}

func (b *builder) field(goType, key string) field {
	f, ok := b.source.structs[goType][key]
	if !ok {
		b.fail("%s: oapi-codegen made no field for %q", goType, key)
	}
	return f
}

func (b *builder) goName(goType, key string) string { return b.field(goType, key).Go }
