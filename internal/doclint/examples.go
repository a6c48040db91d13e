package doclint

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// shown is an example and the schema it must conform to.
type shown struct {
	pointer string
	value   any
	schema  object
}

// checkExamplesConform holds every example against its schema. The verdicts are those
// of kin-openapi.
func checkExamplesConform(d *document, report report) {
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

func (d *document) allShown() []shown {
	var all []shown
	for _, s := range d.schemas {
		if has(s.value, "example") {
			all = append(all, shown{s.at("example"), s.value["example"], s.value})
		}
	}
	for _, p := range d.parameters {
		all = append(all, d.shownBy(p)...)
	}
	for _, content := range d.contents {
		all = append(all, d.shownBy(content)...)
	}
	return all
}

// shownBy returns the examples of something that has a schema beside them.
func (d *document) shownBy(p part) []shown {
	var all []shown
	schema, ok := p.value["schema"].(object)
	if !ok {
		return nil
	}
	if has(p.value, "example") {
		all = append(all, shown{p.at("example"), p.value["example"], schema})
	}
	for _, named := range parts(p.at("examples"), p.value["examples"]) {
		example := named.value
		if isRef(example) {
			example = d.resolve(text(example["$ref"]))
		}
		if has(example, "value") {
			all = append(all, shown{named.pointer, example["value"], schema})
		}
	}
	return all
}

// load lets kin-openapi read the document with the schema of each example added under
// a name of its own, which is how a schema deep inside gets its references resolved.
func (d *document) load(all []shown) (openapi3.Schemas, error) {
	components := maps.Clone(obj(d.root["components"]))
	if components == nil {
		components = object{}
	}
	schemas := object{}
	maps.Copy(schemas, obj(components["schemas"]))
	for i, s := range all {
		schemas[checked(i)] = bare(s.schema)
	}
	components["schemas"] = schemas
	data, err := json.Marshal(object{"openapi": "3.0.3", "info": d.root["info"], "paths": object{}, "components": components})
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

// bare takes away what may stand beside a reference, which says nothing about values.
func bare(s object) object {
	if isRef(s) {
		return object{"$ref": s["$ref"]}
	}
	return s
}

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
