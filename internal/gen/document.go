package gen

import (
	"encoding/json"
	"fmt"
	"strings"
)

// schema is as much of a JSON schema as the generators need.
type schema struct {
	Ref                  string            `json:"$ref"`
	Type                 string            `json:"type"`
	Format               string            `json:"format"`
	Enum                 []any             `json:"enum"`
	Pattern              string            `json:"pattern"`
	Example              any               `json:"example"`
	Minimum              *float64          `json:"minimum"`
	Maximum              *float64          `json:"maximum"`
	MinLength            int               `json:"minLength"`
	MaxLength            int               `json:"maxLength"`
	MaxItems             int               `json:"maxItems"`
	Required             []string          `json:"required"`
	AllOf                []schema          `json:"allOf"`
	AnyOf                []schema          `json:"anyOf"`
	Items                *schema           `json:"items"`
	Properties           map[string]schema `json:"properties"`
	RequiredOnSuccess    []string          `json:"x-required-on-success"`
	ErrorCodes           refusals          `json:"x-error-codes"`
	Outcome              *outcome          `json:"x-outcome"`
	EnumOpen             map[string]code   `json:"x-enum-open"`
	Personal             bool              `json:"x-personal"`
	AdditionalProperties any               `json:"additionalProperties"`
	EnumDescriptions     map[string]string `json:"x-enum-descriptions"`
}

// outcome names the members of a response that state what became of the call. Each is a dotted path; [] stands for
// every row of a list.
type outcome struct {
	Success []string `json:"success"` // booleans
	Code    []string `json:"code"`
	Message []string `json:"message"`
	Failed  []string `json:"failed"` // what is there only if something failed
	Proof   []string `json:"proof"`  // what is there, or true, only if the deed was done
	Aside   []string `json:"aside"`  // what is neither the payload nor a statement
}

type code struct {
	EN string `json:"en"`
	ZH string `json:"zh"`
}

type parameter struct {
	Ref         string `json:"$ref"`
	Name        string `json:"name"`
	In          string `json:"in"`
	Required    bool   `json:"required"`
	Description string `json:"description"`
	Schema      schema `json:"schema"`
	Example     any    `json:"example"`
}

type media struct {
	Schema   schema `json:"schema"`
	Encoding map[string]struct {
		ContentType string `json:"contentType"`
		Style       string `json:"style"`
		Explode     bool   `json:"explode"`
	} `json:"encoding"`
}

type operation struct {
	OperationID   string            `json:"operationId"`
	Summary       string            `json:"summary"`
	Description   string            `json:"description"`
	Family        string            `json:"x-family"`
	Service       string            `json:"x-service"`
	Effect        string            `json:"x-effect"`
	Credentials   string            `json:"x-credentials"`
	Identity      map[string]string `json:"x-identity"`
	Security      *[]security       `json:"security"`
	RequiresOneOf []string          `json:"x-requires-one-of"`
	Evidence      evidence          `json:"x-evidence"`
	Pagination    *pagination       `json:"x-pagination"`
	Parameters    []parameter       `json:"parameters"`
	RequestBody   *struct {
		Content map[string]media `json:"content"`
	} `json:"requestBody"`
	Responses map[string]struct {
		Content map[string]media `json:"content"`
	} `json:"responses"`
}

// security is one way to be allowed a call: the names of the schemes that it takes.
type security map[string][]string

type evidence struct {
	Level   string   `json:"level"`
	Sources []string `json:"sources"`
	Seen    string   `json:"seen"`
}

type pagination struct {
	Page  string   `json:"page"`
	Size  string   `json:"size"`
	Total string   `json:"total"`
	Items []string `json:"items"`
	Pages []string `json:"pages"`
	First int      `json:"first"`
}

type document struct {
	ErrorCodes   refusals                        `json:"x-error-codes"`
	SuccessCodes []string                        `json:"x-success-codes"`
	Paths        map[string]map[string]operation `json:"paths"`
	Components   struct {
		Schemas    map[string]schema    `json:"schemas"`
		Parameters map[string]parameter `json:"parameters"`
	} `json:"components"`
}

func parseDocument(bundled []byte) (*document, error) {
	doc := new(document)
	if err := json.Unmarshal(bundled, doc); err != nil {
		return nil, fmt.Errorf("read the bundled document: %w", err)
	}
	return doc, nil
}

// name is the last part of a reference, and empty for none.
func name(ref string) string {
	return ref[strings.LastIndex(ref, "/")+1:]
}

// schema follows the reference of s, if it is one.
func (d *document) schema(s schema) schema {
	if s.Ref == "" {
		return s
	}
	return d.Components.Schemas[name(s.Ref)]
}

// parameter follows the reference of p, if it is one.
func (d *document) parameter(p parameter) parameter {
	if p.Ref == "" {
		return p
	}
	return d.Components.Parameters[name(p.Ref)]
}

// property finds a property of s, in s itself or in what it is made of.
func (d *document) property(s schema, key string) (schema, bool) {
	s = d.schema(s)
	if p, ok := s.Properties[key]; ok {
		return p, true
	}
	for _, part := range s.AllOf {
		if p, ok := d.property(part, key); ok {
			return p, true
		}
	}
	return schema{}, false
}

// items is the schema of the members of the list s.
func (d *document) items(s schema) schema {
	s = d.schema(s)
	if s.Items == nil {
		return schema{}
	}
	return *s.Items
}
