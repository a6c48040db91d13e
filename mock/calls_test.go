package mock_test

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/go-ali1688/ali1688/openapi"
)

// document is as much of the document as it takes to make calls from its examples.
type document struct {
	Paths      map[string]map[string]documentCall
	Components struct {
		Parameters map[string]documentParam
		Schemas    map[string]struct {
			Properties map[string]struct{ Example any }
			Required   []string
		}
	}
}

type documentCall struct {
	OperationID string
	OneOf       []string `json:"x-requires-one-of"`
	Parameters  []documentParam
	RequestBody struct {
		Content map[string]struct {
			Schema struct {
				Ref string `json:"$ref"`
			}
		}
	}
}

type documentParam struct {
	Ref      string `json:"$ref"`
	Name     string
	Required bool
	Example  any
}

// calls are a query for every operation: what it requires, with the values of the document's examples.
func calls(t *testing.T) map[string]string {
	t.Helper()
	decoder := json.NewDecoder(strings.NewReader(string(openapi.Gateway().JSON)))
	decoder.UseNumber()
	var doc document
	if err := decoder.Decode(&doc); err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, methods := range doc.Paths {
		for _, c := range methods {
			out[c.OperationID] = doc.query(c).Encode()
		}
	}
	return out
}

func (d *document) query(c documentCall) url.Values {
	out := url.Values{}
	for _, p := range c.Parameters {
		if p.Ref != "" {
			p = d.Components.Parameters[last(p.Ref)]
		}
		if p.Example != nil && (p.Required || slices.Contains(c.OneOf, p.Name)) {
			out.Set(p.Name, fmt.Sprint(p.Example))
		}
	}
	for _, content := range c.RequestBody.Content {
		form := d.Components.Schemas[last(content.Schema.Ref)]
		for _, name := range form.Required {
			out.Set(name, fmt.Sprint(form.Properties[name].Example))
		}
	}
	return out
}

func last(ref string) string { return ref[strings.LastIndex(ref, "/")+1:] }
