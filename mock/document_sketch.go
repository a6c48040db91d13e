package mock

import (
	"maps"
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-json-experiment/json/jsontext"
)

// sketch is as much of a document as examples are made of.
type sketch struct {
	schemas map[string]*sketched
	answers map[string]*sketched // by operation
}

// sketched is as much of a schema.
type sketched struct {
	Ref        string               `json:"$ref"`
	Type       string               `json:"type"`
	AllOf      []*sketched          `json:"allOf"`
	AnyOf      []*sketched          `json:"anyOf"`
	OneOf      []*sketched          `json:"oneOf"`
	Properties map[string]*sketched `json:"properties"`
	Items      *sketched            `json:"items"`
	Example    jsontext.Value       `json:"example"`
	Enum       []jsontext.Value     `json:"enum"`
}

func readSketch(document []byte) (*sketch, error) {
	var doc struct {
		Paths map[string]map[string]struct {
			ID        string `json:"operationId"`
			Responses map[string]struct {
				Content map[string]struct {
					Schema *sketched `json:"schema"`
				} `json:"content"`
			} `json:"responses"`
		} `json:"paths"`
		Components struct {
			Schemas map[string]*sketched `json:"schemas"`
		} `json:"components"`
	}
	if err := loose.Unmarshal(document, &doc); err != nil {
		return nil, err
	}
	out := &sketch{schemas: doc.Components.Schemas, answers: map[string]*sketched{}}
	for _, methods := range doc.Paths {
		for _, op := range methods {
			out.answers[op.ID] = op.Responses["200"].Content["application/json"].Schema
		}
	}
	return out, nil
}

// parts are the schemas that one consists of: what it refers to, what it is all of, and the branches it has.
func (k *sketch) parts(s *sketched) []*sketched {
	if s == nil {
		return nil
	}
	out := append(append(slices.Clone(s.AllOf), s.AnyOf...), s.OneOf...)
	if s.Ref != "" {
		out = append(out, k.schemas[s.Ref[strings.LastIndexByte(s.Ref, '/')+1:]])
	}
	return out
}

// deepest is how far into a document anything here goes: schemas may hold themselves.
const deepest = 12

// example makes an answer of the examples of the members. The envelope is left to whoever serves it.
func (k *sketch) example(s *sketched) jsontext.Value { return k.exampleAt(s, 0) }

func (k *sketch) exampleAt(s *sketched, depth int) jsontext.Value {
	if s == nil || depth > deepest {
		return nil
	}
	if s.Example != nil {
		return s.Example
	}
	if len(s.Enum) > 0 {
		return s.Enum[0]
	}
	if members := k.members(s, depth); len(members) > 0 {
		return joined(members)
	}
	if s.Items != nil {
		return slices.Concat(jsontext.Value("["), k.exampleAt(s.Items, depth+1), jsontext.Value("]"))
	}
	for _, part := range k.parts(s) {
		if v := k.exampleAt(part, depth+1); v != nil {
			return v
		}
	}
	return nil
}

// members are the examples of the properties of an object, also of what it is all of.
func (k *sketch) members(s *sketched, depth int) []member {
	var out []member
	for _, part := range s.AllOf {
		if strings.HasSuffix(part.Ref, "/Envelope") {
			continue
		}
		if o, err := parseObject(k.exampleAt(part, depth+1)); err == nil {
			out = append(out, o...)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(s.Properties)) {
		if v := k.exampleAt(s.Properties[name], depth+1); v != nil {
			out = append(out, newMember(name, v))
		}
	}
	return out
}

// properties are those of an object, wherever in it they are said.
func (k *sketch) properties(s *sketched, depth int) map[string]*sketched {
	out := map[string]*sketched{}
	if s == nil || depth > deepest {
		return out
	}
	for _, part := range k.parts(s) {
		maps.Copy(out, k.properties(part, depth+1))
	}
	maps.Copy(out, s.Properties)
	return out
}

// elements is the schema of a list's elements, or nil.
func (k *sketch) elements(s *sketched, depth int) *sketched {
	if s == nil || depth > deepest || s.Items != nil {
		if s != nil {
			return s.Items
		}
		return nil
	}
	for _, part := range k.parts(s) {
		if e := k.elements(part, depth+1); e != nil {
			return e
		}
	}
	return nil
}
