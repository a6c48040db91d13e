package change

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestRenamedComponents has a member refer to a component of another name.
func TestRenamedComponents(t *testing.T) {
	const member = `{"properties": {"a": {"description": "x", "allOf": [{"$ref": "#/components/schemas/Old"}]}}}`
	const renamed = `{"properties": {"a": {"description": "x", "allOf": [{"$ref": "#/components/schemas/New"}]}}}`
	for name, c := range map[string]struct{ old, new, want string }{
		"the same members": {
			`{"properties": {"description": {"type": "string"}, "next": {"$ref": "#/components/schemas/Old"}}}`,
			`{"description": "y", "properties": {"description": {"type": "string"},
				"next": {"$ref": "#/components/schemas/New"}}}`,
			"S a retyped [Old] [New] none",
		},
		"a member of another kind": {
			`{"properties": {"id": {"type": "string"}}}`, `{"properties": {"id": {"type": "integer"}}}`,
			"S a retyped [Old] [New] warns",
		},
		"a member less": {
			`{"properties": {"id": {"type": "string"}, "description": {"type": "string"}}}`,
			`{"properties": {"id": {"type": "string"}}}`,
			"S a retyped [Old] [New] warns",
		},
		"a list of others": {
			`{"properties": {"id": {"enum": ["a"]}}}`, `{"properties": {"id": {"enum": ["a", "b"]}}}`,
			"S a retyped [Old] [New] warns",
		},
	} {
		t.Run(name, func(t *testing.T) {
			got := walked(t, documentWith(member, `, "Old": `+c.old), documentWith(renamed, `, "New": `+c.new))
			assert.Contains(t, got, c.want)
		})
	}
}
