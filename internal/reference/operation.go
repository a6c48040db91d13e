package reference

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

const (
	formType = "application/x-www-form-urlencoded"
	jsonType = "application/json"
)

func (s *source) operation(path, method string, op operation) Operation {
	out := Operation{
		Name: op.OperationID, Method: strings.ToUpper(method), Path: path, Summary: op.Summary,
		Description: strings.TrimSpace(op.Description), Family: op.Family, Evidence: op.Evidence, Methods: op.Methods,
		OneOf: op.OneOf, Session: op.takesSession(),
	}
	if len(op.Tags) > 0 {
		out.Tag = op.Tags[0]
	}
	if op.Paged != nil {
		out.Page = op.Paged.Page
	}
	for _, p := range op.Parameters {
		if p.Ref != "" {
			out.Common = append(out.Common, s.param(s.Components.Parameters[component(p.Ref)]))
			continue
		}
		out.Params = append(out.Params, s.param(p))
	}
	if body := op.RequestBody.Content[formType].Schema; body != nil {
		out.Params = append(out.Params, s.form(body)...)
	}
	if answer := op.Responses["200"].Content[jsonType].Schema; answer != nil {
		out.Response = component(answer.Ref)
		out.Members = s.members(answer)
	}
	return out
}

func (op *operation) takesSession() bool {
	return slices.ContainsFunc(op.Security, func(scheme map[string]any) bool {
		_, ok := scheme["session"]
		return ok
	})
}

func (s *source) param(p *parameter) Param {
	out := Param{
		Name: p.Name, Required: p.Required, Description: p.Description, Example: text(&p.Example), Evidence: p.Evidence,
	}
	out.describe(s.resolve(p.Schema))
	return out
}

// form is the members of a form as parameters.
func (s *source) form(body *schema) []Param {
	body = s.resolve(body)
	var out []Param
	for _, m := range body.Properties {
		p := Param{
			Name: m.Key, Form: true, Required: slices.Contains(body.Required, m.Key), Description: m.Value.Description,
			Example: text(&m.Value.Example), Evidence: m.Value.Evidence,
		}
		p.describe(s.resolve(m.Value))
		out = append(out, p)
	}
	return out
}

// describe takes from the schema what a reader wants to know of a value.
func (p *Param) describe(s *schema) {
	p.Type, p.Free = s.Type, s.Type == "object"
	for i := range s.Enum {
		p.Values = append(p.Values, text(&s.Enum[i]))
	}
}

// text is a value as it stands in a query.
func text(node *yaml.Node) string {
	if node.Kind == yaml.ScalarNode {
		return node.Value
	}
	return ""
}

// resolve follows references, also one wrapped in an allOf for the sake of its description.
func (s *source) resolve(in *schema) *schema {
	for in != nil {
		switch {
		case in.Ref != "":
			in = s.Components.Schemas[component(in.Ref)]
		case len(in.AllOf) == 1:
			in = in.AllOf[0]
		default:
			return in
		}
	}
	return new(schema)
}
