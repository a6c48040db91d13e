package upgrade

import (
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/documents"
)

// TestFieldsOf reads from the gateway's document what the list of its fields has.
func TestFieldsOf(t *testing.T) {
	t.Chdir("../..")
	fields, err := fieldsOf(&documents.Rows[0])
	require.NoError(t, err)
	list, err := os.ReadFile("evidence/fields.tsv")
	require.NoError(t, err)
	assert.Equal(t, string(list), mergeFields(string(list), fields))
}

func TestMergeFields(t *testing.T) {
	const list = "# operation\tpath\tkinds\tsource\nitem_get\titem\tobject\trecorded\nitem_get\titem.a\tinteger\tlive\n" +
		"item_fee\tfee\tstring\trecorded\n"
	got := mergeFields(list, []field{
		{"item_get", "item", "object"}, {"item_get", "item.a", "integer,null"}, {"item_get", "item.b", "string"},
		{"item_get", "item.c", "any"}, {"item_other", "x", "string"},
	})
	assert.Equal(t, "# operation\tpath\tkinds\tsource\nitem_get\titem\tobject\trecorded\n"+
		"item_get\titem.a\tinteger,null\tlive; recorded as integer,null\nitem_get\titem.b\tstring\trecorded\n"+
		"item_get\titem.c\tany\trecorded\nitem_fee\tfee\tstring\trecorded\n", got)
}
