package document

import (
	"reflect"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/internal/lists"
)

// Schema is a schema, or a reference to one.
type Schema struct {
	Ref         Ref              `json:"$ref"`
	Type        string           `json:"type"`
	Format      string           `json:"format"`
	Description string           `json:"description"`
	Nullable    bool             `json:"nullable"`
	Enum        []jsontext.Value `json:"enum"`
	Example     jsontext.Value   `json:"example"` // nil without one

	AllOf []*Schema `json:"allOf"`
	AnyOf []*Schema `json:"anyOf"`
	OneOf []*Schema `json:"oneOf"`

	Properties Map[*Schema] `json:"properties"`
	Required   []string     `json:"required"`
	Additional *Additional  `json:"additionalProperties"`
	Items      *Schema      `json:"items"`

	Pattern      string   `json:"pattern"`
	Minimum      *float64 `json:"minimum"`
	Maximum      *float64 `json:"maximum"`
	ExclusiveMin bool     `json:"exclusiveMinimum"`
	ExclusiveMax bool     `json:"exclusiveMaximum"`
	MinLength    int      `json:"minLength"`
	MaxLength    *int     `json:"maxLength"`
	MinItems     int      `json:"minItems"`
	MaxItems     *int     `json:"maxItems"`
	MinProps     int      `json:"minProperties"`
	MaxProps     *int     `json:"maxProperties"`

	// Keywords that the documents do not use, and that no reader understands.
	Not           *Schema   `json:"not"`
	MultipleOf    *float64  `json:"multipleOf"`
	UniqueItems   bool      `json:"uniqueItems"`
	Discriminator *struct{} `json:"discriminator"`

	RequiredOnSuccess []string       `json:"x-required-on-success"`
	ErrorCodes        Map[ErrorCode] `json:"x-error-codes"`
	Outcome           *Outcome       `json:"x-outcome"`
	KnownValues       Map[Words]     `json:"x-enum-open"`         // others may come
	EnumDescriptions  Map[string]    `json:"x-enum-descriptions"` // in Chinese
	Evidence          Evidence       `json:"x-evidence"`
	Unit              string         `json:"x-unit"`
	GoName            string         `json:"x-go-name"`
	Personal          *bool          `json:"x-personal"` // nil if nobody has decided
}

// Additional is the value of additionalProperties.
type Additional struct {
	Closed bool    // other members are forbidden
	Schema *Schema // of the other members; nil if they may be anything
}

// UnmarshalJSONFrom implements [json.UnmarshalerFrom].
func (a *Additional) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	if dec.PeekKind() == '{' {
		return json.UnmarshalDecode(dec, &a.Schema)
	}
	var open bool
	err := json.UnmarshalDecode(dec, &open)
	a.Closed = !open
	return err
}

// IsAnything reports whether members of any name and value are allowed explicitly.
func (a *Additional) IsAnything() bool {
	return a != nil && !a.Closed && (a.Schema == nil || reflect.ValueOf(*a.Schema).IsZero())
}

// Unsupported returns the first keyword of the schema that no reader understands, or "".
func (s *Schema) Unsupported() string {
	switch {
	case s.Not != nil:
		return "not"
	case s.MultipleOf != nil:
		return "multipleOf"
	case s.UniqueItems:
		return "uniqueItems"
	case s.Discriminator != nil:
		return "discriminator"
	}
	return ""
}

// Text returns a value of a document as it stands in a query: a string without its quotes, anything else as JSON, and
// "" for nil.
func Text(value jsontext.Value) string {
	if value.Kind() != '"' {
		return string(value)
	}
	text, err := jsontext.AppendUnquote(nil, value)
	if err != nil {
		return string(value)
	}
	return string(text)
}

// Texts returns values as [Text] does.
func Texts(values []jsontext.Value) []string { return lists.Map(values, Text) }

// IsComposed reports whether the schema consists of other schemas.
func (s *Schema) IsComposed() bool { return len(s.AllOf)+len(s.AnyOf)+len(s.OneOf) > 0 }

// IsEmptyList reports whether the schema allows the empty list only.
func (s *Schema) IsEmptyList() bool {
	return s.Type == "array" && s.MaxItems != nil && *s.MaxItems == 0
}
