package reference

import (
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/internal/document"
)

func (s *source) operation(op *document.Operation) Operation {
	out := Operation{
		Name: op.ID, Method: op.Method, Path: op.Path, Summary: op.Summary, Description: strings.TrimSpace(op.Description),
		Family: op.Family, Evidence: op.Evidence, Methods: op.Methods, OneOf: op.RequiresOneOf, Service: op.Service,
		Effect: op.Effect, Session: op.Takes("session"), Token: op.Requires("accessToken"), Signed: op.Takes("signature"),
	}
	if len(op.Tags) > 0 {
		out.Tag = op.Tags[0]
	}
	if op.Pagination != nil {
		out.Page = op.Pagination.Page
	}
	for _, p := range op.Parameters {
		if p.Ref != "" {
			out.Common = append(out.Common, s.param(s.Parameter(p)))
			continue
		}
		out.Params = append(out.Params, s.param(p))
	}
	if form := op.Form(); form != nil {
		out.Params = append(out.Params, s.form(form.Schema)...)
		out.Arguments = s.arguments(form.Schema)
	}
	if answer := s.Response(op); answer != nil {
		out.Response = answer.Ref.Name()
		out.Members = s.members(answer)
		r := s.Unwrap(answer)
		out.Answer, out.Codes = compact(r.Example), numbered(r.ErrorCodes)
		if r.Outcome != nil {
			out.Outcome = *r.Outcome
		}
	}
	return out
}

func (s *source) param(p *document.Parameter) Param {
	out := Param{
		Name: p.Name, Required: p.Required, Description: p.Description, Example: shown(p.Example), Evidence: p.Evidence,
		Unit: p.Unit,
	}
	s.describe(&out, p.Schema)
	return out
}

// form returns the members of a form as parameters.
func (s *source) form(body *document.Schema) []Param {
	body = s.Unwrap(body)
	var out []Param
	for name, m := range body.Properties.All() {
		p := s.param(&document.Parameter{
			Name: name, Required: slices.Contains(body.Required, name), Schema: m, Example: m.Example, Evidence: m.Evidence,
			Description: strings.TrimSpace(s.Description(m)), Unit: m.Unit,
		})
		p.Form, p.Free = true, false
		out = append(out, p)
	}
	return out
}

// arguments returns the example of the whole form, or one of the examples of the members that are required.
func (s *source) arguments(body *document.Schema) string {
	body = s.Unwrap(body)
	if body.Example != nil {
		return compact(body.Example)
	}
	var required []string
	for name, m := range body.Properties.All() {
		if slices.Contains(body.Required, name) && m.Example != nil {
			required = append(required, strconv.Quote(name)+":"+compact(m.Example))
		}
	}
	return "{" + strings.Join(required, ",") + "}"
}

func compact(value jsontext.Value) string {
	value = slices.Clone(value)
	_ = value.Compact() // it was read from a document
	return string(value)
}

// describe takes from the schema what a reader wants to know of a value.
func (s *source) describe(p *Param, in *document.Schema) {
	w := walker{source: s}
	w.member(p.Name, in, new(document.Schema), "", 0)
	for _, m := range w.found[1:] {
		m.Depth--
		p.Members = append(p.Members, m)
	}
	r := s.Unwrap(in)
	p.Kind, p.Values, p.File = s.kind(in), document.Texts(r.Enum), r.Format == "binary"
	p.Meanings, p.OpenValues = s.meanings(r)
	p.Free = r.Type == "object"
}

// shown returns a value as pages show it: of objects and their lists the members have examples.
func shown(value jsontext.Value) string {
	if value = slices.Clone(value); value.Compact() != nil || value.Kind() == '{' {
		return ""
	}
	if value.Kind() == '[' && strings.ContainsRune("{[]", rune(value[1])) {
		return ""
	}
	return document.Text(value)
}
