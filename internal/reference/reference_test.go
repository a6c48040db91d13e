package reference

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/openapi"
)

func TestRead(t *testing.T) {
	doc, err := Read("gateway", openapi.Gateway().YAML)
	require.NoError(t, err)
	same, err := Read("gateway", openapi.Gateway().JSON)
	require.NoError(t, err)
	assert.Equal(t, doc, same, "YAML and JSON")

	op := doc.Operation("item_search")
	require.NotNil(t, op)
	assert.Equal(t, []string{"GET", "/item_search/", "product", "page", "ItemSearchResponse"},
		[]string{op.Method, op.Path, op.Tag, op.Page, op.Response})
	assert.Equal(t, "q", op.Params[0].Name, "parameters keep their order")
	assert.True(t, op.Params[0].Required)
	assert.NotEmpty(t, op.Common)
	assert.Nil(t, doc.Operation("item_nothing"))
	assert.True(t, doc.Operation("custom").Session)
	assert.Equal(t, []string{"sid", "seller_id", "shop_url", "nick"}, doc.Operation("seller_info").OneOf)
	assert.True(t, doc.Operation("upload_img").Params[0].Form)
	c := doc.Codes[1]
	assert.Equal(t, []string{"2000", "not_found", "Search success but no result", "接口访问成功，但是搜索没有结果", "yes", "later",
		"tell_customer", "secondary"},
		[]string{c.Number, c.Name, c.EN, c.ZH, c.Charged, c.Retry, c.Action, c.Evidence.Level})
	assert.Equal(t, 200, c.Status)
}

// TestMembers holds what pages list of a response.
func TestMembers(t *testing.T) {
	doc, err := Read("gateway", openapi.Gateway().YAML)
	require.NoError(t, err)
	members := map[string]Member{}
	for _, m := range doc.Operation("item_get").Members {
		_, twice := members[m.Path]
		assert.False(t, twice, "%s is listed twice", m.Path)
		members[m.Path] = m
	}
	for path, kind := range map[string]string{
		"item": "object", "item.price": "LooseDecimal", "item.title": "text", "item.skus.sku[].price": "LooseDecimal",
	} {
		assert.Equal(t, kind, members[path].Kind, "%s", path)
		assert.NotEmpty(t, members[path].Description, "%s", path)
	}
	assert.Equal(t, "yuan", members["item.price"].Unit)
	assert.Equal(t, 3, members["item.skus.sku[].price"].Depth)
	assert.True(t, members["item"].Parent)
	assert.NotContains(t, members, "error_code", "the envelope is apart")

	for _, op := range doc.Operations {
		assert.NotEmpty(t, op.Members, "%s", op.Name)
		for _, m := range op.Members {
			assert.NotEmpty(t, m.Kind, "%s %s", op.Name, m.Path)
			assert.Equal(t, m.Depth, strings.Count(m.Path, "."), "%s %s", op.Name, m.Path)
		}
	}
}

// TestArguments holds what pages list of objects and lists among the arguments, and what samples send.
func TestArguments(t *testing.T) {
	doc, err := Read("openplatform", openapi.OpenPlatform().YAML)
	require.NoError(t, err)
	op := doc.Operation("alibaba.createOrder.preview")
	require.NotNil(t, op)
	params := map[string]Param{}
	for _, p := range op.Params {
		params[p.Name] = p
	}
	assert.Equal(t, []string{"object", "list of object"},
		[]string{params["addressParam"].Kind, params["cargoParamList"].Kind})
	goods := params["cargoParamList"].Members
	require.NotEmpty(t, goods)
	assert.Equal(t, []any{"cargoParamList[].offerId", "integer", 0}, []any{goods[0].Path, goods[0].Kind, goods[0].Depth})
	assert.True(t, strings.HasPrefix(op.Arguments, `{"flow":"general","addressParam":{`),
		"in the order of the document: %s", op.Arguments)
	assert.Equal(t, [][]string{{"success"}, {"errorCode"}}, [][]string{op.Outcome.Success, op.Outcome.Code})
	assert.Equal(t, []any{"trade", "read", true, true, false},
		[]any{op.Service, op.Effect, op.Token, op.Signed, op.File()})
	assert.Equal(t, []bool{false, false}, []bool{doc.Operation("getToken").Token, doc.Operation("getToken").Signed})
	assert.True(t, doc.Operation("alibaba.trade.uploadRefundVoucher").File())
	for _, op := range doc.Operations {
		for _, p := range op.Params {
			assert.NotEmpty(t, p.Kind, "%s %s", op.Name, p.Name)
			assert.Equal(t, strings.Contains(p.Kind, "object"), len(p.Members) > 0, "%s %s is a %s", op.Name, p.Name, p.Kind)
		}
	}
}

// TestOpen counts the members whose kind is unknown, as openapi/RULES.md lists them.
func TestOpen(t *testing.T) {
	doc, err := Read("gateway", openapi.Gateway().YAML)
	require.NoError(t, err)
	open := map[string]int{}
	for _, op := range doc.Operations {
		for _, m := range op.Members {
			if m.Open {
				open[op.Name]++
			}
		}
	}
	for name, want := range map[string]int{"custom": 4, "item_get": 4, "item_get_hy": 6, "img2text": 2, "item_search": 0} {
		assert.Equal(t, want, open[name], "%s", name)
	}
}

func TestValues(t *testing.T) {
	doc, err := Read("gateway", openapi.Gateway().YAML)
	require.NoError(t, err)
	values := map[string][]string{}
	for _, v := range doc.Values {
		values[v.Name] = v.Kinds
	}
	assert.Equal(t, []string{"text", "number"}, values["LooseDecimal"])
	assert.NotContains(t, values, "Item")
}

func TestReadRefuses(t *testing.T) {
	_, err := Read("gateway", []byte("paths: [unclosed"))
	assert.ErrorContains(t, err, "gateway: ")
}

// TestReadAnyDocument keeps a document of another shape from breaking the site: without envelope, codes and evidence.
func TestReadAnyDocument(t *testing.T) {
	doc, err := Read("other",
		[]byte(`{"info": {"title": "t"}, "paths": {"/a/{id}": {"post": {"operationId": "a.b", "tags": ["x"],
		"parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "integer"}, "example": 5}],
		"responses": {"200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/R"}}}}}}}},
		"components": {"schemas": {"R": {"type": "object", "properties": {"self": {"$ref": "#/components/schemas/R"}}}}}}`))
	require.NoError(t, err)
	assert.Equal(t, "a.b", doc.Operations[0].Name)
	assert.Equal(t, "5", doc.Operations[0].Params[0].Example)
	assert.Len(t, doc.Operations[0].Members, 2, "a schema that holds itself is gone into once")
}
