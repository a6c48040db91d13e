package lint

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"

	"github.com/go-ali1688/ali1688/openapi"
	"github.com/go-ali1688/ali1688/openapi/dist"
)

func TestCalledUndescribed(t *testing.T) {
	const where = "small/paths/item_get.yaml:4: described: item_get is described"
	runRuleTests(t, []ruleTest{
		{"described since", op("Everything about one offer.", "See item_get, which is not described here yet."), where},
		{"another", op("Everything about one offer.", "See item.get, which is not described."), ""},
		{"another sentence", op("Everything about one offer.", "See item_get. What is in it is not described."), ""},
		{"in Chinese", op("Everything about one offer.", "Everything, see item_get，本文档尚未描述该接口。"), where},
		{"parameter", op("The offer's id (商品ID).", "The id, of item_get, which is not described."),
			"small/paths/item_get.yaml:11: described: item_get is described"},
		{"property", prop("title: {type: string, example: '1', description: 'As item_get, which is not described.'}"),
			"small/schemas/item.yaml:4: described: item_get is described"},
	})
}

// TestChineseCalledUndescribed applies the rule to the Chinese texts, which the other rules do not read.
func TestChineseCalledUndescribed(t *testing.T) {
	for _, d := range openapi.Documents() {
		var tree any
		require.NoError(t, yaml.Unmarshal(dist.Chinese(d.Name), &tree))
		data, err := json.Marshal(tree)
		require.NoError(t, err)
		problems, err := Check(data, nil)
		require.NoError(t, err)
		for _, p := range problems {
			assert.NotEqual(t, "described", p.Rule, p.String())
		}
	}
}
