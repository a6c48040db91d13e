package patch_test

import (
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/conformance/bodies"
	"github.com/go-ali1688/ali1688/internal/bundle"
	"github.com/go-ali1688/ali1688/internal/documents"
	"github.com/go-ali1688/ali1688/internal/drift/patch"
	"github.com/go-ali1688/ali1688/internal/lint"
	"github.com/go-ali1688/ali1688/internal/translate"
)

// planted are changes of real documents: the value of a member, or "" to leave it out.
var planted = []struct{ api, member, value string }{
	{"item_get", "/item/brand_new", `"5.40"`},
	{"item_get", "/item/new_object", `{"a":1,"rows":[{"order_id":2207146052740123456}]}`},
	{"item_get", "/item/title", `null`},
	{"item_get", "/item/sales", `"124"`},
	{"item_get", "/item/seller_info", `[]`},
	{"item_get", "/item/skus/sku/0/price", `[]`},
	{"item_get", "/item/desc_img", `""`},
	{"item_get", "/newTop", `true`},
	{"alibaba.trade.get.buyerView", "/result/baseInfo/newMember", `"x"`},
	{"alibaba.trade.get.buyerView", "/result/baseInfo/status", `3`},
	{"alibaba.trade.get.buyerView", "/result/baseInfo/totalAmount", `"5.40"`},
	{"alibaba.trade.get.buyerView", "/result/newList", `[{"a":"x"}]`},
	{"alibaba.trade.get.buyerView", "/result/nativeLogistics", `[]`},
	{"alibaba.trade.get.buyerView", "/success", `[]`},
}

// base are responses that conform.
var base = map[string]string{
	"item_get":                    "../../../evidence/recordings/item_get/01-639741530227-lang-ko-2021.json",
	"alibaba.trade.get.buyerView": "../../../evidence/openplatform/excerpts/alibaba.trade.get.buyerView/01-shipped-2024.json",
}

// plantedBodies returns one body for each change.
func plantedBodies(t *testing.T) []bodies.Body {
	t.Helper()
	var out []bodies.Body
	for _, p := range planted {
		content, err := os.ReadFile(base[p.api])
		require.NoError(t, err)
		var body any
		require.NoError(t, json.Unmarshal(content, &body))
		at, last := filepath.Split(p.member)
		holder := body
		for name := range strings.SplitSeq(strings.Trim(at, "/"), "/") {
			switch inner := holder.(type) {
			case map[string]any:
				if name != "" {
					holder = inner[name]
				}
			case []any:
				holder = inner[0]
			}
		}
		holder.(map[string]any)[last] = jsontext.Value(p.value)
		content, err = json.Marshal(body)
		require.NoError(t, err)
		out = append(out, bodies.Body{File: p.api + p.member, API: p.api, Content: content})
	}
	return out
}

// TestDocuments plants changes in responses of both APIs, and finds that the edited documents are silent about them,
// keep the rules and have their Chinese.
func TestDocuments(t *testing.T) {
	all := plantedBodies(t)
	read := func() iter.Seq[bodies.Part] {
		return slices.Values([]bodies.Part{func(yield func(bodies.Body, error) bool) {
			for _, body := range all {
				if !yield(body, nil) {
					return
				}
			}
		}})
	}
	result, err := patch.Sources(os.DirFS("../../.."), documents.Rows[:2], read)
	require.NoError(t, err)
	require.Empty(t, result.Failures)
	for _, open := range result.Open {
		t.Errorf("%v", open.Why)
	}
	assert.Len(t, result.Changes, len(planted))

	dir := t.TempDir()
	require.NoError(t, os.CopyFS(filepath.Join(dir, "openapi"), os.DirFS("../../../openapi")))
	for name, content := range result.Files {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), content, 0o600))
	}
	again, err := patch.Sources(os.DirFS(dir), documents.Rows[:2], read)
	require.NoError(t, err)
	assert.Empty(t, again.Changes)
	assert.Empty(t, again.Files)
	for i := range documents.Rows[:2] {
		checkRules(t, os.DirFS(dir), &documents.Rows[i])
	}
}

func checkRules(t *testing.T, tree fs.FS, row *documents.Row) {
	t.Helper()
	sources, err := fs.Sub(tree, row.Folder())
	require.NoError(t, err)
	bundled, err := bundle.FS(sources, row.Folder())
	require.NoError(t, err)
	document, positions, err := bundled.Located()
	require.NoError(t, err)
	problems, err := lint.Check(document, positions)
	require.NoError(t, err)
	assert.Empty(t, problems)
	open, err := lint.Open(document, positions)
	require.NoError(t, err)
	assert.NotEmpty(t, open, "a person must describe what was added")

	english, err := bundled.YAML()
	require.NoError(t, err)
	texts, err := translate.Read(tree, row.Chinese, english)
	require.NoError(t, err)
	assert.Empty(t, texts.Check())
}
