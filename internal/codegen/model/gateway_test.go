package model

import (
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/openapi"
)

// TestModel joins the real document with the real bindings.
func TestModel(t *testing.T) {
	bindings, err := os.ReadFile("../../../generated/gateway/gateway.gen.go")
	require.NoError(t, err)
	model, err := BuildGateway(openapi.Gateway().JSON, bindings)
	require.NoError(t, err)
	byName := map[string]Operation{}
	for _, op := range model.Operations {
		byName[op.Name] = op
	}
	cases := map[string]func(*testing.T, Operation){
		"item_get": func(t *testing.T, op Operation) {
			assert.Equal(t, "ItemGet", op.Go)
			assert.Equal(t, "ItemGetResponse", op.Response)
			assert.Equal(t, Param{Name: "num_iid", Go: "NumIID", In: "query", Required: true, GoType: "string", Type: "string",
				Pattern: "^[0-9]{1,19}$", Example: "610947572360"}, op.Params[0])
			assert.Equal(t, []PayloadError{{Error: "r.Item.Error"}}, op.PayloadErrors)
		},
		"item_search": func(t *testing.T, op Operation) {
			assert.Equal(t, &Page{Param: "Page", Row: "SearchItem", Lists: []string{"Items.Item"},
				Pages: []string{"Items.PageCount", "Items.Pagecount"}, First: 1, ID: "NumIID"}, op.Page)
		},
		"upload_img": func(t *testing.T, op Operation) {
			assert.Equal(t, "POST", op.Method)
			assert.Equal(t, "UploadImgForm", op.Body)
			assert.Equal(t, "form", op.Needed("form")[0].In)
		},
		"seller_info": func(t *testing.T, op Operation) {
			assert.Len(t, op.OneOf, 4)
			assert.Equal(t, `ali1688.Ptr("b2b-2206619673102e9470")`, op.Needed("query")[0].Literal())
		},
	}
	for name, want := range cases {
		t.Run(name, func(t *testing.T) { want(t, byName[name]) })
	}
}

// TestBuildRefuses says what is wrong with a document that the bindings do not fit.
func TestBuildRefuses(t *testing.T) {
	_, err := BuildGateway([]byte(`{"paths":{"/a/":{"get":{"operationId":"a","parameters":[{"name":"q","in":"query"}],
		"responses":{"200":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/AResponse"}}}}}}}}}`),
		[]byte("package gateway"))
	assert.ErrorContains(t, err, `oapi-codegen made no field for "q"`)
}
