package doclint

import "slices"

// checkContentIsNamed asks that requests and responses refer to named schemas: for an
// inline one the generated code invents a type, and every new member breaks it.
func checkContentIsNamed(d *document, report report) {
	for _, content := range d.contents {
		if !isRef(obj(content.value["schema"])) {
			report(content.at("schema"), "move the schema to schemas/, under a name, and refer to it with $ref")
		}
	}
}

// checkParameterEnums asks that parameters refer to named enums: of inline ones every
// operation gets a type of its own.
func checkParameterEnums(d *document, report report) {
	for _, s := range d.schemas {
		if s.inParameter && has(s.value, "enum") {
			report(s.at("enum"), "move the enum to schemas/, under a name, and refer to it with $ref")
		}
	}
}

// checkUnionBranches asks for branches that have a name, in Go and in a finding.
func checkUnionBranches(d *document, report report) {
	for _, s := range d.schemas {
		if s.role == unionBranch && !isRef(s.value) && !isBareScalar(s.value) && !isEmptyArray(s.value) {
			report(s.pointer, "refer to a named schema; only bare scalars and arrays of maxItems 0 may stand in a union themselves")
		}
	}
}

func isBareScalar(s object) bool {
	compound := slices.ContainsFunc([]string{"allOf", "anyOf", "oneOf", "not", "properties", "items"}, func(key string) bool { return has(s, key) })
	return !compound && slices.Contains([]string{"string", "number", "integer", "boolean"}, text(s["type"]))
}

func isEmptyArray(s object) bool { return s["type"] == "array" && s["maxItems"] == 0.0 }

// checkOpenStructs refuses what turns a Go struct into a map. Undocumented members
// are allowed without it.
func checkOpenStructs(d *document, report report) {
	for _, s := range d.schemas {
		open := s.value["additionalProperties"]
		anything, isObject := open.(object)
		if has(s.value, "properties") && (open == true || isObject && len(anything) == 0) {
			report(s.at("additionalProperties"), "remove additionalProperties: an object with properties is open without it")
		}
	}
}

// checkNullable asks for `nullable` beside `type` only: elsewhere the validators
// disagree about what it means.
func checkNullable(d *document, report report) {
	for _, s := range d.schemas {
		if has(s.value, "nullable") && !has(s.value, "type") {
			report(s.at("nullable"), "put nullable beside a type: here that is a branch {type: string, nullable: true, enum: [null]} of an anyOf")
		}
	}
}
