package document

import (
	"cmp"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// The content types of requests and responses.
const (
	JSONType  = "application/json"
	FormType  = "application/x-www-form-urlencoded"
	PartsType = "multipart/form-data"
)

// methods are the members of a path that are operations.
var methods = []string{"get", "put", "post", "delete", "options", "head", "patch", "trace"}

// Path is a path with its operations.
type Path struct {
	Parameters []*Parameter
	Operations []*Operation
}

// UnmarshalJSONFrom implements [json.UnmarshalerFrom].
func (p *Path) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	return eachMember(dec, func(name string) error {
		switch {
		case name == "parameters":
			return json.UnmarshalDecode(dec, &p.Parameters)
		case !slices.Contains(methods, name):
			return dec.SkipValue()
		}
		op := &Operation{Method: strings.ToUpper(name)}
		p.Operations = append(p.Operations, op)
		return json.UnmarshalDecode(dec, op)
	})
}

// Operation is one operation.
type Operation struct {
	Path   string `json:"-"` // of a message, the topic
	Method string `json:"-"` // in capitals

	section string // of the document

	ID            string       `json:"operationId"`
	Tags          []string     `json:"tags"`
	Summary       string       `json:"summary"`
	Description   string       `json:"description"`
	Parameters    []*Parameter `json:"parameters"`
	Request       *Body        `json:"requestBody"`
	Responses     Map[*Body]   `json:"responses"`
	Security      []Security   `json:"security"` // that of the document, unless the operation has its own
	Family        string       `json:"x-family"`
	Service       string       `json:"x-service"`
	Effect        string       `json:"x-effect"`
	Credentials   string       `json:"x-credentials"`
	Methods       []string     `json:"x-methods"`         // that work, the documented one first
	Identity      Map[string]  `json:"x-identity"`        // a parameter and the member of the response that echoes it
	RequiresOneOf []string     `json:"x-requires-one-of"` // at least one of these parameters must be sent
	Evidence      Evidence     `json:"x-evidence"`
	Pagination    *Pagination  `json:"x-pagination"` // nil of an operation without pages
	GoName        string       `json:"x-go-name"`    // of a message, from the overlay for Go
}

// Pointer returns the JSON pointer of the operation.
func (o *Operation) Pointer() string {
	return Pointer(cmp.Or(o.section, "paths"), o.Path, strings.ToLower(o.Method))
}

// At returns the JSON pointer of a member of the operation.
func (o *Operation) At(key string) string { return o.Pointer() + "/" + key }

// Takes reports whether some way to authorize the operation uses the security scheme.
func (o *Operation) Takes(scheme string) bool {
	return slices.ContainsFunc(o.Security, func(s Security) bool { return s.requires(scheme) })
}

// Requires reports whether every way to authorize the operation uses the security scheme.
func (o *Operation) Requires(scheme string) bool {
	return len(o.Security) > 0 && !slices.ContainsFunc(o.Security, func(s Security) bool { return !s.requires(scheme) })
}

// Form returns the media type of the form that the operation takes, or nil.
func (o *Operation) Form() *Media {
	if o.Request == nil {
		return nil
	}
	for _, form := range []string{FormType, PartsType} {
		if m := o.Request.Content.Get(form); m != nil {
			return m
		}
	}
	return nil
}

// Security is one way to authorize an operation: the names of the security schemes that it combines.
type Security map[string][]string

func (s Security) requires(scheme string) bool {
	_, ok := s[scheme]
	return ok
}

// Parameter is a parameter or a header, or a reference to one.
type Parameter struct {
	Ref         Ref            `json:"$ref"`
	Name        string         `json:"name"`
	In          string         `json:"in"`
	Required    bool           `json:"required"`
	Description string         `json:"description"`
	Schema      *Schema        `json:"schema"`
	Example     jsontext.Value `json:"example"`
	Examples    Map[*Example]  `json:"examples"`
	Evidence    Evidence       `json:"x-evidence"`
	Unit        string         `json:"x-unit"`
	Personal    *bool          `json:"x-personal"` // nil if nobody has decided
}

// Body is a request body or a response, or a reference to one.
type Body struct {
	Ref         Ref             `json:"$ref"`
	Description string          `json:"description"`
	Content     Map[*Media]     `json:"content"`
	Headers     Map[*Parameter] `json:"headers"`
}

// Schema returns the schema of a content type, or nil.
func (b *Body) Schema(contentType string) *Schema {
	if m := b.Content.Get(contentType); m != nil {
		return m.Schema
	}
	return nil
}

// Media is the content of one type.
type Media struct {
	Schema   *Schema        `json:"schema"`
	Example  jsontext.Value `json:"example"`
	Examples Map[*Example]  `json:"examples"`
	Encoding Map[Encoding]  `json:"encoding"`
}

// Encoding says how a member of a form is written.
type Encoding struct {
	ContentType string `json:"contentType"`
	Style       string `json:"style"`
	Explode     bool   `json:"explode"`
}

// Example is a named example, or a reference to one.
type Example struct {
	Ref   Ref            `json:"$ref"`
	Value jsontext.Value `json:"value"`
}
