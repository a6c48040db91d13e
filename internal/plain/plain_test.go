package plain

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/documents"
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
		new(Server).respond(toys(), w, httptest.NewRequest(http.MethodPost, c.target, nil))
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

// TestSigned sends signed requests to servers that know more or less of the application.
func TestSigned(t *testing.T) {
	app := Application{"1000000", "secret", "token"}
	cases := map[string]struct {
		sent, known Application
		want        error
	}{
		"the application":     {app, app, nil},
		"any application":     {app, Application{}, nil},
		"another application": {Application{"1000001", "secret", "token"}, app, ErrUnknownApplication},
		"another secret":      {Application{"1000000", "secrets", "token"}, app, ErrWrongSignature},
		"without a token":     {Application{"1000000", "secret", ""}, app, ErrNoToken},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			r, err := signed().Request(t.Context(), &url.URL{Scheme: "http", Host: "mock"}, url.Values{"id": {"7"}}, c.sent)
			require.NoError(t, err)
			assert.Equal(t, "/openapi/param2/1/ns/toy.get/"+c.sent.Key, r.URL.Path)
			var got error
			s := &Server{App: c.known, Refuse: func(_ http.ResponseWriter, reason error) { got = reason }}
			w := httptest.NewRecorder()
			s.respond(signed(), w, r)
			assert.Equal(t, c.want, got)
			assert.Equal(t, c.want == nil, w.Body.String() == `{"id":7}`)
		})
	}
	var got error
	s := &Server{App: app, Refuse: func(_ http.ResponseWriter, reason error) { got = reason }}
	s.respond(signed(), httptest.NewRecorder(),
		httptest.NewRequest(http.MethodPost, "/openapi/param2/1/ns/toy.get/1000000", nil))
	assert.Equal(t, ErrNoSignature, got)
}

// TestFind finds the operations of the included documents that have no client, and leaves those that another document
// has to the handlers inside.
func TestFind(t *testing.T) {
	assert.Nil(t, Find("item_get"))
	require.NotNil(t, Find("trade.order.list.get"))
	const path = "/openapi/param2/2/cn.alibaba.open/trade.order.list.get/1000000"
	s := &Server{Elsewhere: func(api string) bool { return api == "alibaba.trade.cancel" }}
	for target, want := range map[string]bool{
		path: true,
		"/openapi/param2/1/cn.alibaba.open/trade.order.list.get/1000000":   false, // the version is another
		"/openapi/param2/1/com.alibaba.trade/alibaba.trade.cancel/1000000": false,
		"/1688/item_get/": false,
	} {
		assert.Equal(t, want, s.find(rows(), target) != nil, target)
	}
}
