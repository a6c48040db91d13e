package plain

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/documents"
	"github.com/go-ali1688/ali1688/internal/platformsign"
	_ "github.com/go-ali1688/ali1688/openapi/legacy"
)

const toy = `{"paths": {
  "/toy/{id}": {"post": {"operationId": "toy_set",
    "parameters": [{"name": "id", "in": "path", "required": true, "example": 7, "schema": {"type": "integer"}},
      {"name": "lang", "in": "query", "schema": {"type": "string", "enum": ["en"]}}],
    "requestBody": {"content": {"application/x-www-form-urlencoded": {"schema": {"properties": {"color": {"type": "string"}}}}}},
    "responses": {"200": {"content": {"application/json": {"schema": {"properties": {"price": {"type": "string", "example": "5.40"}}}}}}}}}}}`

func toys() *Operation {
	return read(&documents.Row{Server: "https://toy.example", Base: "/toys"}, []byte(toy))["toy_set"]
}

// TestRequest puts every parameter where the document has it.
func TestRequest(t *testing.T) {
	server := &url.URL{Scheme: "http", Host: "mock"}
	r, err := toys().Request(t.Context(), server, url.Values{"id": {"a/b"}, "lang": {"en"}, "color": {"red"}},
		Application{})
	require.NoError(t, err)
	require.NoError(t, r.ParseForm())
	assert.Equal(t, []string{"POST", "http://mock/toys/toy/a%2Fb?lang=en", "red"},
		[]string{r.Method, r.URL.String(), r.PostForm.Get("color")})
	assert.Equal(t, url.Values{"id": {"7"}}, toys().Examples())
}

func TestServe(t *testing.T) {
	cases := map[string]struct {
		target string
		code   int
		body   string
	}{
		"the example":   {"/toys/toy/7?lang=en", http.StatusOK, `{"price":"5.40"}`},
		"a bad value":   {"/toys/toy/7?lang=xx", http.StatusBadRequest, "the parameter lang must be en"},
		"a missing one": {"/toys/toy/", http.StatusBadRequest, "the parameter id is required and must be a whole number"},
	}
	for name, c := range cases {
		w := httptest.NewRecorder()
		toys().respond(w, httptest.NewRequest(http.MethodPost, c.target, nil))
		assert.Equal(t, c.code, w.Code, name)
		assert.Equal(t, c.body, strings.TrimSpace(w.Body.String()), name)
	}
}

// signed is an operation that asks for the open platform's signature.
func signed() *Operation {
	const text = `{"security": [{"accessToken": [], "signature": []}], "paths": {
  "/param2/1/ns/toy.get/{appKey}": {"post": {"operationId": "toy.get",
    "parameters": [{"name": "appKey", "in": "path", "required": true, "schema": {"type": "string"}}],
    "requestBody": {"content": {"application/x-www-form-urlencoded": {"schema": {"properties": {"id": {"type": "integer"}}}}}},
    "responses": {"200": {"content": {"application/json": {"schema": {"properties": {"id": {"example": 7}}}}}}}}}}}`
	return read(&documents.Row{Base: "/openapi"}, []byte(text))["toy.get"]
}

// TestSigned signs the request of an operation that asks for it, in the path and in the form.
func TestSigned(t *testing.T) {
	for name, c := range map[string]struct {
		app       Application
		wantToken string
	}{
		"with a token":    {Application{"1000000", "secret", "token"}, "token"},
		"without a token": {Application{"1000001", "secret", ""}, ""},
	} {
		r, err := signed().Request(t.Context(), &url.URL{Scheme: "http", Host: "mock"}, url.Values{"id": {"7"}}, c.app)
		require.NoError(t, err)
		require.NoError(t, r.ParseForm())
		path := "param2/1/ns/toy.get/" + c.app.Key
		assert.Equal(t, "/openapi/"+path, r.URL.Path, name)
		assert.Equal(t, c.wantToken, r.PostForm.Get(platformsign.AccessToken), name)
		assert.True(t, platformsign.Signed(path, r.PostForm, c.app.Secret), name)
		assert.False(t, platformsign.Signed(path, r.PostForm, "secrets"), name)
	}
}

// TestRow makes a row of the open platform's table of the operations that have its paths.
func TestRow(t *testing.T) {
	assert.Nil(t, toys().Row)
	assert.Equal(t, &platform.Operation{
		Name: "toy.get", Namespace: "ns", Version: "1", Protocol: "param2",
		Params: []platform.Param{{Name: "id", Type: "integer"}},
	}, signed().Row)
	row := Find("trade.order.list.get").Row
	assert.Equal(t, []any{"cn.alibaba.open/trade.order.list.get", "2", false, false},
		[]any{row.API(), row.Version, row.Public, row.Unsigned})
}

// TestFind finds the operations of the included documents that have no client, and leaves those of the open platform to
// the handlers inside.
func TestFind(t *testing.T) {
	assert.Nil(t, Find("item_get"))
	require.NotNil(t, Find("trade.order.list.get"))
	for _, target := range []string{"/openapi/param2/2/cn.alibaba.open/trade.order.list.get/1000000", "/1688/item_get/"} {
		assert.Nil(t, find(rows(), target), target)
	}
	assert.True(t, toys().matches("/toys/toy/7"))
	assert.False(t, toys().matches("/toys/toys/7"))
}
