package params

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// Read makes the table of a document that was not there when this package was generated. The document is bundled, as
// JSON.
func Read(document []byte) (map[string]Operation, error) {
	var doc docFile
	if err := json.Unmarshal(document, &doc); err != nil {
		return nil, fmt.Errorf("the document: %w", err)
	}
	out := map[string]Operation{}
	for _, methods := range doc.Paths {
		for method, op := range methods {
			if op.ID == "" {
				continue
			}
			read, err := doc.operation(op)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", op.ID, err)
			}
			read.Method = strings.ToUpper(method)
			out[op.ID] = read
		}
	}
	return out, nil
}

// docFile is what a table is made of.
type docFile struct {
	Paths      map[string]map[string]docOperation `json:"paths"`
	Components struct {
		Parameters map[string]docParameter `json:"parameters"`
		Schemas    map[string]docSchema    `json:"schemas"`
	} `json:"components"`
}

type docOperation struct {
	ID         string         `json:"operationId"`
	OneOf      []string       `json:"x-requires-one-of"`
	Parameters []docParameter `json:"parameters"`
	Body       struct {
		Content map[string]struct {
			Schema docSchema `json:"schema"`
		} `json:"content"`
	} `json:"requestBody"`
}

type docParameter struct {
	Ref      string    `json:"$ref"`
	Name     string    `json:"name"`
	In       string    `json:"in"`
	Required bool      `json:"required"`
	Schema   docSchema `json:"schema"`
}

type docSchema struct {
	Ref        string               `json:"$ref"`
	AllOf      []docSchema          `json:"allOf"`
	Type       string               `json:"type"`
	Enum       []jsontext.Value     `json:"enum"`
	Pattern    string               `json:"pattern"`
	Minimum    *float64             `json:"minimum"`
	Maximum    *float64             `json:"maximum"`
	MinLength  int                  `json:"minLength"`
	MaxLength  int                  `json:"maxLength"`
	Required   []string             `json:"required"`
	Properties map[string]docSchema `json:"properties"`
}

func (d *docFile) operation(op docOperation) (Operation, error) {
	out := Operation{OneOf: op.OneOf}
	for _, p := range op.Parameters {
		if p.Ref != "" {
			p = d.Components.Parameters[lastOf(p.Ref)]
		}
		if p.In != "query" {
			continue
		}
		read, err := d.param(p.Name, p.Required, false, p.Schema)
		if err != nil {
			return out, err
		}
		out.Params = append(out.Params, read)
	}
	return out, d.form(op, &out)
}

func (d *docFile) form(op docOperation, out *Operation) error {
	form := d.schema(op.Body.Content["application/x-www-form-urlencoded"].Schema)
	var names []string
	for name := range form.Properties {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		read, err := d.param(name, slices.Contains(form.Required, name), true, form.Properties[name])
		if err != nil {
			return err
		}
		out.Params = append(out.Params, read)
	}
	return nil
}

// schema follows references, also wrapped ones, as far as a document can sensibly go.
func (d *docFile) schema(s docSchema) docSchema {
	for range 8 {
		switch {
		case s.Ref != "":
			s = d.Components.Schemas[lastOf(s.Ref)]
		case len(s.AllOf) == 1:
			s = s.AllOf[0]
		default:
			return s
		}
	}
	return s
}

func (d *docFile) param(name string, required, form bool, s docSchema) (Param, error) {
	s = d.schema(s)
	out := Param{
		Name: name, Form: form, Required: required, kind: s.Type,
		min: s.Minimum, max: s.Maximum, minLength: s.MinLength, maxLength: s.MaxLength,
	}
	for _, v := range s.Enum {
		out.enum = append(out.enum, strings.Trim(string(v), `"`))
	}
	if s.Pattern != "" {
		if _, err := regexp.Compile(s.Pattern); err != nil {
			return out, fmt.Errorf("the pattern of %s: %w", name, err)
		}
		out.pattern = regex(s.Pattern)
	}
	return out, nil
}

func lastOf(ref string) string { return ref[strings.LastIndexByte(ref, '/')+1:] }
