package reference

import (
	"strings"

	"go.yaml.in/yaml/v3"
)

// source is a bundled document as it is written, as far as pages need it.
type source struct {
	Info struct {
		Title, Version, Description string
	}
	Tags       []Tag
	Security   []map[string]any
	ErrorCodes ordered[Code] `yaml:"x-error-codes"`
	// The paths keep their order.
	Paths      ordered[ordered[operation]]
	Components struct {
		Schemas    map[string]*schema
		Parameters map[string]*parameter
	}
}

type operation struct {
	OperationID          string `yaml:"operationId"`
	Summary, Description string
	Tags                 []string
	Parameters           []*parameter
	RequestBody          struct {
		Content map[string]struct{ Schema *schema }
	} `yaml:"requestBody"`
	Responses map[string]struct {
		Content map[string]struct{ Schema *schema }
	}
	Security []map[string]any
	Family   string   `yaml:"x-family"`
	Service  string   `yaml:"x-service"`
	Effect   string   `yaml:"x-effect"`
	Methods  []string `yaml:"x-methods"`
	Evidence Evidence `yaml:"x-evidence"`
	OneOf    []string `yaml:"x-requires-one-of"`
	Paged    *struct {
		Page string
	} `yaml:"x-pagination"`
}

type parameter struct {
	Ref         string `yaml:"$ref"`
	Name, In    string
	Description string
	Required    bool
	Schema      *schema
	Example     yaml.Node
	Evidence    Evidence `yaml:"x-evidence"`
	Unit        string   `yaml:"x-unit"`
}

type schema struct {
	Ref               string `yaml:"$ref"`
	Type, Format      string
	Description       string
	Pattern           string
	Enum              []yaml.Node
	Example           yaml.Node
	Nullable          bool
	Required          []string
	AllOf             []*schema `yaml:"allOf"`
	AnyOf             []*schema `yaml:"anyOf"`
	OneOf             []*schema `yaml:"oneOf"`
	Items             *schema
	Properties        ordered[*schema]
	Additional        yaml.Node     `yaml:"additionalProperties"`
	Evidence          Evidence      `yaml:"x-evidence"`
	Unit              string        `yaml:"x-unit"`
	ErrorCodes        ordered[Code] `yaml:"x-error-codes"`
	Outcome           Outcome       `yaml:"x-outcome"`
	RequiredOnSuccess []string      `yaml:"x-required-on-success"`
}

// ordered is a map that keeps the order it was written in.
type ordered[T any] []entry[T]

type entry[T any] struct {
	Key   string
	Value T
}

func (o *ordered[T]) UnmarshalYAML(node *yaml.Node) error {
	for i := 0; i+1 < len(node.Content); i += 2 {
		e := entry[T]{Key: node.Content[i].Value}
		if err := node.Content[i+1].Decode(&e.Value); err != nil {
			return err
		}
		*o = append(*o, e)
	}
	return nil
}

// component is the last word of a reference.
func component(ref string) string { return ref[strings.LastIndexByte(ref, '/')+1:] }
