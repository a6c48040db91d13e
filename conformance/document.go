package conformance

import (
	"fmt"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// document is what the checker reads of an OpenAPI 3.0 document.
type document struct {
	Paths      map[string]map[string]jsontext.Value `json:"paths"`
	Components struct {
		Schemas   map[string]*rawSchema   `json:"schemas"`
		Responses map[string]*rawResponse `json:"responses"`
	} `json:"components"`
}

type rawOperation struct {
	ID       string   `json:"operationId"`
	Tags     []string `json:"tags"`
	Family   string   `json:"x-family"`
	Evidence struct {
		Level string `json:"level"`
	} `json:"x-evidence"`
	Responses map[string]*rawResponse `json:"responses"`
}

type rawResponse struct {
	Ref     string `json:"$ref"`
	Content map[string]struct {
		Schema *rawSchema `json:"schema"`
	} `json:"content"`
}

// rawSchema has the keywords of a schema. The last four are those that the checker does
// not know; it refuses a document that uses them rather than overlook them.
type rawSchema struct {
	Ref          string                `json:"$ref"`
	Type         string                `json:"type"`
	Format       string                `json:"format"`
	Nullable     bool                  `json:"nullable"`
	Enum         []jsontext.Value      `json:"enum"`
	AllOf        []*rawSchema          `json:"allOf"`
	AnyOf        []*rawSchema          `json:"anyOf"`
	OneOf        []*rawSchema          `json:"oneOf"`
	Properties   map[string]*rawSchema `json:"properties"`
	Additional   jsontext.Value        `json:"additionalProperties"`
	Required     []string              `json:"required"`
	OnSuccess    []string              `json:"x-required-on-success"`
	Items        *rawSchema            `json:"items"`
	Pattern      string                `json:"pattern"`
	Minimum      *float64              `json:"minimum"`
	Maximum      *float64              `json:"maximum"`
	ExclusiveMin bool                  `json:"exclusiveMinimum"`
	ExclusiveMax bool                  `json:"exclusiveMaximum"`
	MinLength    int                   `json:"minLength"`
	MaxLength    *int                  `json:"maxLength"`
	MinItems     int                   `json:"minItems"`
	MaxItems     *int                  `json:"maxItems"`
	MinProps     int                   `json:"minProperties"`
	MaxProps     *int                  `json:"maxProperties"`

	Not           jsontext.Value `json:"not"`
	MultipleOf    jsontext.Value `json:"multipleOf"`
	UniqueItems   bool           `json:"uniqueItems"`
	Discriminator jsontext.Value `json:"discriminator"`
}

// unsupported names the first keyword of the schema that the checker cannot check.
func (r *rawSchema) unsupported() string {
	switch {
	case r.Not != nil:
		return "not"
	case r.MultipleOf != nil:
		return "multipleOf"
	case r.UniqueItems:
		return "uniqueItems"
	case r.Discriminator != nil:
		return "discriminator"
	}
	return ""
}

// response finds the JSON schema of status 200 and the pointer to it.
func (d *document) response(op *rawOperation, pointer string) (*rawSchema, string, error) {
	pointer += "/responses/200"
	res := op.Responses["200"]
	for hops := 0; res != nil && res.Ref != "" && hops < 8; hops++ {
		pointer = strings.TrimPrefix(res.Ref, "#")
		res = d.Components.Responses[strings.TrimPrefix(pointer, "/components/responses/")]
	}
	if res != nil {
		if media, ok := res.Content["application/json"]; ok && media.Schema != nil {
			return media.Schema, pointer + "/content/application~1json/schema", nil
		}
	}
	return nil, "", fmt.Errorf("%s has no schema for application/json", pointer)
}

// places knows where in the YAML source each part of the document stands.
type places map[string]string

func readPlaces(positions []byte) (places, error) {
	if len(positions) == 0 {
		return nil, nil
	}
	var all map[string]string
	if err := json.Unmarshal(positions, &all); err != nil {
		return nil, fmt.Errorf("positions: %w", err)
	}
	return all, nil
}

// of returns the place of the pointer or of the nearest thing around it. A document
// without positions has its pointers for places.
func (p places) of(pointer string) string {
	for at := pointer; at != ""; at = at[:max(strings.LastIndexByte(at, '/'), 0)] {
		if place, ok := p[at]; ok {
			return place
		}
	}
	return "#" + pointer
}

var pointerEscapes = strings.NewReplacer("~", "~0", "/", "~1")

func escapePointer(name string) string { return pointerEscapes.Replace(name) }
