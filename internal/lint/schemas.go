package lint

import (
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688/internal/document"
)

// checkContentIsNamed asks that requests and responses refer to named schemas: for an
// inline one the generated code invents a type, and every new member breaks it.
func checkContentIsNamed(d *inputs, report report) {
	for _, content := range d.Contents {
		if s := content.Value.Schema; s == nil || s.Ref == "" {
			report(content.At("schema"), "move the schema to schemas/, under a name, and refer to it with $ref")
		}
	}
}

// checkParameterEnums asks that parameters refer to named enums: of inline ones every
// operation gets a type of its own.
func checkParameterEnums(d *inputs, report report) {
	for _, s := range d.Schemas {
		if s.InParameter && s.Value.Enum != nil {
			report(s.At("enum"), "move the enum to schemas/, under a name, and refer to it with $ref")
		}
	}
}

// checkUnionBranches asks for branches that have a name, in Go and in a finding.
func checkUnionBranches(d *inputs, report report) {
	for _, s := range d.Schemas {
		if s.Role == document.UnionBranch && s.Value.Ref == "" && !isBareScalar(s.Value) && !s.Value.IsEmptyList() {
			report(s.Pointer, "refer to a named schema; only bare scalars and arrays of maxItems 0 may stand in a union "+
				"themselves")
		}
	}
}

func isBareScalar(s *document.Schema) bool {
	compound := s.IsComposed() || s.Not != nil || s.Properties != nil || s.Items != nil
	return !compound && slices.Contains([]string{"string", "number", "integer", "boolean"}, s.Type)
}

// checkOpenStructs refuses what turns a Go struct into a map. Undocumented members
// are allowed without it.
func checkOpenStructs(d *inputs, report report) {
	for _, s := range d.Schemas {
		if s.Value.Properties != nil && s.Value.Additional.IsAnything() {
			report(s.At("additionalProperties"), "remove additionalProperties: an object with properties is open without it")
		}
	}
}

// checkNullable asks for `nullable` beside `type` only: elsewhere the validators
// disagree about what it means.
func checkNullable(d *inputs, report report) {
	for _, s := range d.Schemas {
		if s.Value.Nullable && s.Value.Type == "" {
			report(s.At("nullable"),
				"put nullable beside a type: here that is a branch {type: boolean, nullable: true, enum: [null]} of an anyOf")
		}
	}
}

// checkTwins refuses two members of a schema that generators for Go give one name, unless one has a Go name of its own.
func checkTwins(d *inputs, report report) {
	for _, s := range d.Schemas {
		first := map[string]string{}
		for member, value := range s.Value.Properties.All() {
			if value.GoName != "" {
				continue
			}
			name := stockGoName(member)
			if twin := first[name]; twin != "" {
				report(s.At("properties/"+member), "generators for Go give %s and %s one name: add x-go-name to the older one, "+
					"and x-ogen-properties to the schema", twin, member)
			}
			first[name] = member
		}
	}
}

// stockGoName returns a member's name as oapi-codegen and ogen write it without options: a capital after every sign.
func stockGoName(member string) string {
	var out strings.Builder
	for _, word := range strings.FieldsFunc(member, func(r rune) bool { return strings.ContainsRune("_-. $", r) }) {
		out.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	return out.String()
}
