package change

import (
	"go/types"
	"testing"

	"github.com/stretchr/testify/assert"
	"golang.org/x/exp/apidiff"
)

// TestUsed names the packages whose types stand in declarations: not those of the side, nor those in bodies alone.
func TestUsed(t *testing.T) {
	source := "package a\n\nimport (\n\t\"example.org/b\"\n\t\"example.org/c/v2\"\n" +
		"\tother \"example.org/d\"\n\t\"fmt\"\n\t\"os\"\n)\n\n" +
		"type A struct {\n\tB b.B\n\tC c.Pair[int, string]\n\tD map[string]*other.D\n}\n\nfunc f() { fmt.Println() }\n"
	side := map[string]map[string][]byte{"example.org/a": {"a.go": []byte(source), "broken.go": []byte("package {")},
		"example.org/b": {"b.go": []byte("package b\n\ntype B int\n")}}
	i := &imports{declared: map[string]*types.Package{}}
	assert.ElementsMatch(t, []string{"example.org/c/v2", "example.org/d"}, i.used([]map[string]map[string][]byte{side}))
	for path, want := range map[string]struct {
		name       string
		names      []string
		parameters int
	}{
		"example.org/b": {"b", []string{"B"}, 0}, "example.org/c/v2": {"c", []string{"Pair"}, 2},
		"example.org/d": {"d", []string{"D"}, 0}, "fmt": {"fmt", nil, 0}, "os": {"os", nil, 0},
	} {
		pkg := i.declared[path]
		assert.Equal(t, want.name, pkg.Name(), path)
		assert.ElementsMatch(t, want.names, pkg.Scope().Names(), path)
		for _, name := range want.names {
			assert.Equal(t, want.parameters, pkg.Scope().Lookup(name).Type().(*types.Named).TypeParams().Len(), path)
		}
	}
}

// TestFieldsOfAChangedType are explained by the edit of that type, wherever they are.
func TestFieldsOfAChangedType(t *testing.T) {
	fee := &Edit{Document: "gateway", Group: "Fee", Kind: Retyped}
	r := &Report{Edits: []*Edit{fee}}
	r.give("gateway", []apidiff.Change{{Message: "Order.Total: changed from Fee to int64"},
		{Message: "Fee: changed from Fee to int64"}}, nil)
	assert.Len(t, r.Edits, 1)
	assert.Len(t, fee.GoChanges, 2)
}
