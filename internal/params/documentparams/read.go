// Package documentparams reads the rules for parameters from a document. It is apart from package params, which every
// program with a client compiles.
package documentparams

import (
	"fmt"
	"regexp"
	"slices"

	"github.com/go-ali1688/ali1688/internal/document"
	"github.com/go-ali1688/ali1688/internal/params"
)

// Read returns the parameters of all operations of a document, by the name of the operation.
func Read(doc *document.Document) (map[string]params.Operation, error) {
	out := map[string]params.Operation{}
	for _, op := range doc.Operations() {
		read, err := readOperation(doc, op)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", op.ID, err)
		}
		out[op.ID] = read
	}
	return out, nil
}

func readOperation(doc *document.Document, op *document.Operation) (params.Operation, error) {
	out := params.Operation{Method: op.Method, OneOf: op.RequiresOneOf}
	for _, p := range op.Parameters {
		if p = doc.Parameter(p); p == nil || p.In != "query" && p.In != "path" {
			continue
		}
		if err := add(&out, params.Rule{Name: p.Name, Required: p.Required}, doc.Unwrap(p.Schema)); err != nil {
			return out, err
		}
	}
	if op.Form() == nil {
		return out, nil
	}
	form := doc.Unwrap(op.Form().Schema)
	for name, s := range form.Properties.Sorted() {
		p := params.Rule{Name: name, Form: true, Required: slices.Contains(form.Required, name)}
		if err := add(&out, p, doc.Unwrap(s)); err != nil {
			return out, err
		}
	}
	return out, nil
}

// add appends a parameter with the rules of its schema.
func add(op *params.Operation, r params.Rule, s *document.Schema) error {
	r.Kind, r.Min, r.Max, r.MinLength, r.Pattern = s.Type, s.Minimum, s.Maximum, s.MinLength, s.Pattern
	if s.MaxLength != nil {
		r.MaxLength = *s.MaxLength
	}
	r.Enum = document.Texts(s.Enum)
	if _, err := regexp.Compile(s.Pattern); err != nil {
		return fmt.Errorf("the pattern of %s: %w", r.Name, err)
	}
	op.Params = append(op.Params, r.Param())
	return nil
}
