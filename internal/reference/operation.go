package reference

import (
	"bytes"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

const (
	formType  = "application/x-www-form-urlencoded"
	partsType = "multipart/form-data"
	jsonType  = "application/json"
)

func (s *source) operation(path, method string, op operation) Operation {
	out := Operation{
		Name: op.OperationID, Method: strings.ToUpper(method), Path: path, Summary: op.Summary,
		Description: strings.TrimSpace(op.Description), Family: op.Family, Evidence: op.Evidence, Methods: op.Methods,
		OneOf: op.OneOf, Service: op.Service, Effect: op.Effect, Session: takes(op.Security, "session"),
	}
	security := op.Security
	if security == nil {
		security = s.Security
	}
	out.Token, out.Signed = requires(security, "accessToken"), takes(security, "signature")
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
	for _, mediaType := range []string{formType, partsType} {
		if body := op.RequestBody.Content[mediaType].Schema; body != nil {
			out.Params = append(out.Params, s.form(body)...)
			out.Arguments = s.arguments(body)
		}
	}
	if answer := op.Responses["200"].Content[jsonType].Schema; answer != nil {
		out.Response = component(answer.Ref)
		out.Members = s.members(answer)
		r := s.resolve(answer)
		out.Answer, out.Outcome, out.Codes = jsonText(&r.Example), r.Outcome, numbered(r.ErrorCodes)
	}
	return out
}

// takes says whether one of the ways to authorise has a credential.
func takes(ways []map[string]any, credential string) bool {
	return slices.ContainsFunc(ways, func(way map[string]any) bool { _, ok := way[credential]; return ok })
}

// requires says whether all of them have it.
func requires(ways []map[string]any, credential string) bool {
	for _, way := range ways {
		if _, ok := way[credential]; !ok {
			return false
		}
	}
	return len(ways) > 0
}

func (s *source) param(p *parameter) Param {
	out := Param{
		Name: p.Name, Required: p.Required, Description: p.Description, Example: shown(&p.Example), Evidence: p.Evidence,
		Unit: p.Unit,
	}
	s.describe(&out, p.Schema)
	return out
}

// form is the members of a form as parameters.
func (s *source) form(body *schema) []Param {
	body = s.resolve(body)
	var out []Param
	for _, m := range body.Properties {
		p := Param{
			Name: m.Key, Form: true, Required: slices.Contains(body.Required, m.Key),
			Description: first(m.Value.Description, s.described(m.Value)), Example: shown(&m.Value.Example), Evidence: m.Value.Evidence,
			Unit: m.Value.Unit,
		}
		s.describe(&p, m.Value)
		out = append(out, p)
	}
	return out
}

// arguments are the example of the whole form, or one of the examples of the members that are required.
func (s *source) arguments(body *schema) string {
	body = s.resolve(body)
	example := &body.Example
	if example.Kind != yaml.MappingNode {
		example = &yaml.Node{Kind: yaml.MappingNode}
		for _, m := range body.Properties {
			if slices.Contains(body.Required, m.Key) && !m.Value.Example.IsZero() {
				example.Content = append(example.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: m.Key}, &m.Value.Example)
			}
		}
	}
	return jsonText(example)
}

func jsonText(n *yaml.Node) string {
	var out bytes.Buffer
	WriteJSON(&out, n)
	return out.String()
}

// describe takes from the schema what a reader wants to know of a value.
func (s *source) describe(p *Param, in *schema) {
	w := walker{source: s}
	w.member(entry[*schema]{p.Name, in}, new(schema), "", 0)
	for _, m := range w.found[1:] {
		m.Depth--
		p.Members = append(p.Members, m)
	}
	r := s.resolve(in)
	p.Kind, p.Values, p.File = s.kind(in), values(r), r.Format == "binary"
	p.Free = r.Type == "object" && !p.Form
}

// values are those that a schema lists.
func values(s *schema) []string {
	var out []string
	for i := range s.Enum {
		out = append(out, text(&s.Enum[i]))
	}
	return out
}

// text is a value as it stands in a query.
func text(node *yaml.Node) string {
	if node.Kind == yaml.ScalarNode {
		return node.Value
	}
	return ""
}

// shown is a value as pages show it: of objects and their lists the members have examples.
func shown(node *yaml.Node) string {
	if node.Kind == yaml.SequenceNode && len(node.Content) > 0 && node.Content[0].Kind == yaml.ScalarNode {
		return jsonText(node)
	}
	return text(node)
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
