package doclint

import (
	"slices"
	"strings"
)

// outcomeLists are the lists of x-outcome.
var outcomeLists = []string{"success", "code", "message", "failed", "proof", "aside"}

// checkOutcomes asks of every operation that changes something where its response states what became of the call, and
// what proves it: clients decide from that whether an order was made. The paths must exist.
func checkOutcomes(d *document, report report) {
	for _, op := range d.operations {
		effect := text(op.value["x-effect"])
		if effect == "" {
			continue // the document says nothing of effects
		}
		ref := text(obj(obj(obj(obj(obj(op.value["responses"])["200"])["content"])["application/json"])["schema"])["$ref"])
		at := part{strings.TrimPrefix(ref, "#"), d.resolve(ref)}
		outcome := obj(at.value["x-outcome"])
		d.checkOutcomePaths(at, outcome, report)
		if effect == "read" {
			continue
		}
		if !has(outcome, "proof") {
			report(op.at("x-effect"), "name in x-outcome.proof of the response what proves that it was done; [] if nothing but success tells")
		}
		if len(list(outcome["success"])) == 0 && len(list(outcome["proof"])) == 0 {
			report(op.at("x-effect"), "name in x-outcome of the response a member under success or proof: without one the outcome is never known")
		}
	}
}

func (d *document) checkOutcomePaths(response part, outcome object, report report) {
	at := part{response.at("x-outcome"), outcome}
	for key := range outcome {
		if !slices.Contains(outcomeLists, key) {
			report(at.at(key), "x-outcome has the lists %s", strings.Join(outcomeLists, ", "))
			continue
		}
		for _, path := range list(outcome[key]) {
			if !d.reaches(response.value, strings.Split(text(path), ".")) {
				report(at.at(key), "%q is no path of the response's schema: name the members as they are, with [] behind a list", path)
			}
		}
	}
}

// reaches reports whether a path of property names exists in a schema, through references, allOf and every branch of
// a union.
func (d *document) reaches(s object, path []string) bool {
	if isRef(s) {
		return d.reaches(d.resolve(text(s["$ref"])), path)
	}
	if len(path) == 0 {
		return true
	}
	for _, key := range []string{"allOf", "anyOf"} {
		for _, branch := range list(s[key]) {
			if d.reaches(obj(branch), path) {
				return true
			}
		}
	}
	name, isList := strings.CutSuffix(path[0], "[]")
	property, ok := obj(s["properties"])[name].(object)
	if !ok {
		return false
	}
	if !isList {
		return d.reaches(property, path[1:])
	}
	rows := d.rows(property)
	return rows != nil && d.reaches(rows, path[1:])
}

// rows is the schema of the rows of a list, or nil.
func (d *document) rows(s object) object {
	if isRef(s) {
		return d.rows(d.resolve(text(s["$ref"])))
	}
	for _, part := range list(s["allOf"]) {
		if rows := d.rows(obj(part)); rows != nil {
			return rows
		}
	}
	if items, ok := s["items"].(object); ok {
		return items
	}
	return nil
}
