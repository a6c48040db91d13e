package doclint

import (
	"slices"
	"strconv"
)

var methods = []string{"get", "put", "post", "delete", "options", "head", "patch", "trace"}

// collect takes the document apart.
func (d *document) collect() {
	for _, item := range parts("/paths", d.root["paths"]) {
		d.collectPath(item)
	}
	components := obj(d.root["components"])
	for _, p := range parts("/components/parameters", components["parameters"]) {
		d.collectParameter(p)
	}
	for _, kind := range []string{"requestBodies", "responses"} {
		for _, p := range parts("/components/"+kind, components[kind]) {
			d.collectBody(p)
		}
	}
	for _, p := range parts("/components/headers", components["headers"]) {
		d.collectSchemaOf(p, false)
	}
	for _, p := range parts("/components/schemas", components["schemas"]) {
		d.collectSchema(p, component, false)
	}
}

func (d *document) collectPath(item part) {
	d.collectParameters(item)
	for _, p := range parts(item.pointer, item.value) {
		if slices.Contains(methods, p.key()) {
			d.collectOperation(operation{p, item.key()})
		}
	}
}

func (d *document) collectOperation(op operation) {
	d.operations = append(d.operations, op)
	d.collectParameters(op.part)
	d.collectBody(part{op.at("requestBody"), obj(op.value["requestBody"])})
	for _, response := range parts(op.at("responses"), op.value["responses"]) {
		d.collectBody(response)
	}
}

// collectBody does for requests and responses.
func (d *document) collectBody(body part) {
	for _, content := range parts(body.at("content"), body.value["content"]) {
		d.contents = append(d.contents, content)
		d.collectSchemaOf(content, false)
	}
	for _, header := range parts(body.at("headers"), body.value["headers"]) {
		d.collectSchemaOf(header, false)
	}
}

func (d *document) collectParameters(holder part) {
	for _, p := range elements(holder.at("parameters"), holder.value["parameters"]) {
		d.collectParameter(p)
	}
}

func (d *document) collectParameter(p part) {
	if !isRef(p.value) {
		d.parameters = append(d.parameters, p)
		d.collectSchemaOf(p, true)
	}
}

// collectSchemaOf collects the schema of a parameter, a header or a content.
func (d *document) collectSchemaOf(holder part, inParameter bool) {
	if s, ok := holder.value["schema"].(object); ok {
		d.collectSchema(part{holder.at("schema"), s}, otherRole, inParameter)
	}
}

func (d *document) collectSchema(p part, as role, inParameter bool) {
	d.schemas = append(d.schemas, schema{p, as, inParameter})
	for _, member := range parts(p.at("properties"), p.value["properties"]) {
		d.collectSchema(member, property, inParameter)
	}
	for _, key := range []string{"items", "additionalProperties", "not"} {
		if inner, ok := p.value[key].(object); ok {
			d.collectSchema(part{p.at(key), inner}, otherRole, inParameter)
		}
	}
	for key, as := range map[string]role{"allOf": otherRole, "anyOf": unionBranch, "oneOf": unionBranch} {
		for _, branch := range elements(p.at(key), p.value[key]) {
			d.collectSchema(branch, as, inParameter)
		}
	}
}

// elements returns the objects in a list.
func elements(pointer string, v any) []part {
	var all []part
	for i, element := range list(v) {
		if o, ok := element.(object); ok {
			all = append(all, part{pointer + "/" + strconv.Itoa(i), o})
		}
	}
	return all
}
