package lint

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/internal/document"
)

// shown is an example and the schema it must conform to.
type shown struct {
	pointer string
	value   any
	schema  document.Found[*document.Schema]
}

// checkExamplesConform validates every example by its schema. The verdicts are those of kin-openapi.
func checkExamplesConform(d *inputs, report report) {
	all := d.allShown()
	schemas, err := d.load(all)
	if err != nil {
		report("", "kin-openapi does not read the document: %v", err)
		return
	}
	for i, s := range all {
		if err := schemas[checked(i)].Value.VisitJSON(s.value, openapi3.EnableFormatValidation()); err != nil {
			report(s.pointer, "correct the example or its schema: %s", reason(err))
		}
	}
}

func (d *inputs) allShown() []shown {
	var all []shown
	for _, s := range d.Schemas {
		if s.Value.Example != nil {
			all = append(all, shown{s.At("example"), decoded(s.Value.Example), s.Found})
		}
	}
	for _, p := range d.Parameters {
		all = append(all, d.shownBy(p.Pointer, p.Value.Schema, p.Value.Example, p.Value.Examples)...)
	}
	for _, m := range slices.Concat(d.Contents, d.MessageForms) {
		all = append(all, d.shownBy(m.Pointer, m.Value.Schema, m.Value.Example, m.Value.Examples)...)
	}
	return all
}

// shownBy returns the examples that stand beside a schema.
func (d *inputs) shownBy(
	at string, schema *document.Schema, example jsontext.Value, named document.Map[*document.Example],
) []shown {
	if schema == nil {
		return nil
	}
	var all []shown
	of := document.Found[*document.Schema]{Pointer: at + "/schema", Value: schema}
	if example != nil {
		all = append(all, shown{at + "/example", decoded(example), of})
	}
	for name, e := range named.All() {
		if value := d.Document.Value(e); value != nil {
			all = append(all, shown{at + document.Pointer("examples", name), decoded(value), of})
		}
	}
	return all
}

// decoded returns a value as kin-openapi takes it, and nil for none.
func decoded(value jsontext.Value) any {
	var v any
	_ = json.Unmarshal(value, &v) // it was read from a document
	return v
}

// load lets kin-openapi read the document with the schema of each example added under
// a name of its own, which is how a schema deep inside gets its references resolved.
func (d *inputs) load(all []shown) (openapi3.Schemas, error) {
	schemas := document.Object{}
	for _, s := range d.Document.Components.Schemas.Names() {
		schemas[s] = document.At(d.tree, document.SchemaPointer(s))
	}
	for i, s := range all {
		schemas[checked(i)] = document.At(d.tree, s.schema.Pointer)
	}
	components, _ := d.tree["components"].(document.Object)
	components = maps.Clone(components)
	if components == nil {
		components = document.Object{}
	}
	components["schemas"] = schemas
	data, err := json.Marshal(document.Object{"openapi": "3.0.3", "info": d.tree["info"], "paths": document.Object{},
		"components": components})
	if err != nil {
		return nil, err
	}
	doc, err := openapi3.NewLoader().LoadFromData(data)
	if err != nil {
		return nil, err
	}
	return doc.Components.Schemas, nil
}

func checked(i int) string { return fmt.Sprintf("checked.%d", i) }

// reason returns what is wrong, and where in the example, without the schema and the
// value that kin-openapi prints with it.
func reason(err error) string {
	var wrong *openapi3.SchemaError
	for inner := err; errors.As(inner, &wrong) && wrong.Origin != nil; {
		inner = wrong.Origin
	}
	if wrong == nil {
		return err.Error()
	}
	if at := wrong.JSONPointer(); len(at) > 0 {
		return wrong.Reason + " at /" + strings.Join(at, "/")
	}
	return wrong.Reason
}
