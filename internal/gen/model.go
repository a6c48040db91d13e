package gen

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Model is what the templates print.
type Model struct {
	Operations []Operation
	Codes      []Refusal
	Envelope   []string // the Go names of the envelope's fields
}

// Operation is one operation with its names on the wire and in Go.
type Operation struct {
	Name, Go, Method string
	Family           string
	Summary, Text    string
	Evidence         evidence
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

// Text says whether the parameter is a Go string that can be empty.
func (p Param) Text() bool { return p.Type == "string" && !p.Pointer }

// Needed are the parameters of one place without which a call is refused: the required ones, and one of a group.
func (o Operation) Needed(in string) []Param {
	var out []Param
	for _, p := range o.Params {
		first := len(o.OneOf) > 0 && (o.OneOf[0].Name == p.Name || o.OneOf[0].Name == "method" && p.Name == "_o_args") // custom's two go together
		if p.In == in && (p.Required || first) {
			out = append(out, p)
		}
	}
	return out
}

// Literal is the parameter's example as Go.
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
	return "ali1688.Ptr(gateway." + p.GoType + "(" + value + "))"
}

// PayloadError is a member of the payload that tells of a failure.
type PayloadError struct{ Error, Reason string }

// Page says how a list is paged, in Go.
type Page struct {
	Param, Row string
	Lists      []string // of which one holds the rows
	Pages      []string
	First      int
}

// Build joins the bundled document with the Go that oapi-codegen made of it.
func Build(bundled, generated []byte) (*Model, error) {
	doc, err := parseDocument(bundled)
	if err != nil {
		return nil, err
	}
	source, err := parseGo(generated)
	if err != nil {
		return nil, fmt.Errorf("read the generated types: %w", err)
	}
	b := &builder{doc: doc, source: source}
	model := &Model{Operations: b.operations(), Codes: doc.Components.Schemas["Envelope"].ErrorCodes.list(""), Envelope: b.envelope()}
	return model, b.err
}

type builder struct {
	doc    *document
	source *goFile
	err    error
}

func (b *builder) fail(format string, args ...any) {
	if b.err == nil {
		b.err = fmt.Errorf(format, args...)
	}
}

func (b *builder) operations() []Operation {
	var all []Operation
	for path, methods := range b.doc.Paths {
		for method, op := range methods {
			all = append(all, b.operation(path, strings.ToUpper(method), op))
		}
	}
	slices.SortFunc(all, func(x, y Operation) int { return cmp.Compare(x.Name, y.Name) })
	return all
}

func (b *builder) operation(path, method string, op operation) Operation {
	out := Operation{
		Name: op.OperationID, Method: method, Family: op.Family, Evidence: op.Evidence,
		Summary: op.Summary, Text: strings.TrimSpace(op.Description),
		Response: name(op.Responses["200"].Content["application/json"].Schema.Ref),
	}
	out.Go = strings.TrimSuffix(out.Response, "Response")
	if out.Go == "" {
		b.fail("%s: the 200 response is no reference to a component named …Response", path)
	}
	out.Params = b.params(out.Go, op)
	if op.RequestBody != nil {
		out.Body = name(op.RequestBody.Content[formType].Schema.Ref)
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

const formType = "application/x-www-form-urlencoded"

func pick(params []Param, names []string) []Param {
	var out []Param
	for _, p := range params {
		if slices.Contains(names, p.Name) {
			out = append(out, p)
		}
	}
	return out
}

func (b *builder) params(op string, o operation) []Param {
	var out []Param
	for _, p := range o.Parameters {
		p = b.doc.parameter(p)
		out = append(out, b.param(op+"Params", "query", p.Name, p.Required, p.Schema, p.Example))
	}
	return out
}

func (b *builder) formParams(body string) []Param {
	s := b.doc.Components.Schemas[body]
	var out []Param
	for _, key := range sortedKeys(s.Properties) {
		out = append(out, b.param(body, "form", key, slices.Contains(s.Required, key), s.Properties[key], s.Properties[key].Example))
	}
	return out
}

func (b *builder) param(goType, in, key string, required bool, s schema, example any) Param {
	f, ok := b.source.structs[goType][key]
	if !ok {
		b.fail("%s: oapi-codegen made no field for %q", goType, key)
	}
	s = b.doc.schema(s)
	out := Param{
		Name: key, Go: f.Go, In: in, Required: required, Pointer: f.Pointer, GoType: f.Type, Type: s.Type,
		Pattern: s.Pattern, Minimum: s.Minimum, Maximum: s.Maximum, MinLength: s.MinLength, MaxLength: s.MaxLength,
		Example: text(example),
	}
	for _, v := range s.Enum {
		out.Enum = append(out.Enum, text(v))
	}
	return out
}

// text writes a value of the document as it stands in a query.
func text(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	default:
		return fmt.Sprint(v)
	}
}

func (b *builder) payloadErrors(response string) []PayloadError {
	var out []PayloadError
	for _, payload := range []string{"item", "items"} {
		p, ok := b.doc.property(schema{Ref: response}, payload)
		if !ok {
			continue
		}
		if _, ok := b.doc.property(p, "error"); !ok {
			continue
		}
		path := "r." + b.goName(response, payload)
		e := PayloadError{Error: path + "." + b.goNameOf(p, "error")}
		if _, ok := b.doc.property(p, "reason"); ok {
			e.Reason = path + "." + b.goNameOf(p, "reason")
		}
		out = append(out, e)
	}
	return out
}

func (b *builder) goName(goType, key string) string {
	f, ok := b.source.structs[goType][key]
	if !ok {
		b.fail("%s: oapi-codegen made no field for %q", goType, key)
	}
	return f.Go
}

// goNameOf is goName for the struct behind a property.
func (b *builder) goNameOf(s schema, key string) string {
	return b.goName(b.component(s), key)
}

// component is the name of the component that s refers to, also through an allOf of one.
func (b *builder) component(s schema) string {
	if s.Ref == "" && len(s.AllOf) == 1 {
		s = s.AllOf[0]
	}
	return name(s.Ref)
}

func (b *builder) envelope() []string {
	var out []string
	for _, f := range b.source.structs["Envelope"] {
		if f.Go != "Raw" {
			out = append(out, f.Go)
		}
	}
	slices.Sort(out)
	return append(out, "Raw")
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
