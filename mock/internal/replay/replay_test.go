package replay

import (
	"io/fs"
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/fstest"
	"time"

	"github.com/go-ali1688/ali1688/mock/internal/exchange"
	"github.com/go-ali1688/ali1688/mock/internal/reply"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func folder(files map[string]string) fstest.MapFS {
	out := fstest.MapFS{}
	for name, text := range files {
		out[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return out
}

func call(api, query string) *exchange.Call {
	return &exchange.Call{Number: 1, Time: time.Unix(0, 0), Platform: "1688", API: api, Query: exchange.ParseArgs(query)}
}

func TestRead(t *testing.T) {
	pipe := folder(map[string]string{"item_get/1.json": `{}`})
	pipe["item_get/2.json"] = &fstest.MapFile{Mode: fs.ModeNamedPipe}
	for _, tt := range []struct {
		name    string
		folder  fs.FS
		mayLack bool
		want    string
	}{
		{"one", folder(map[string]string{"item_get/1.json": `{}`}), false, ""},
		{"none", nil, false, "mock: the folder of recordings is nil"},
		{"empty", fstest.MapFS{}, false, "mock: the folder of recordings has no <operation>/*.json; operations are buyer_order_list, "},
		{"empty, allowed", fstest.MapFS{}, true, ""},
		{"too deep", folder(map[string]string{"a/item_get/1.json": `{}`}), false, "has no <operation>/*.json"},
		{"an unknown operation", folder(map[string]string{"item_got/1.json": `[`}), false, "has no <operation>/*.json"},
		{"another ending", folder(map[string]string{"item_get/1.txt": `[`}), false, "has no <operation>/*.json"},
		{"a list", folder(map[string]string{"item_get/1.json": `[]`}), false, "mock: item_get/1.json: want a JSON object"},
		{"cut off", folder(map[string]string{"item_get/1.json": `{"a":`}), false, "mock: item_get/1.json: jsontext: unexpected EOF"},
		{"a pipe", pipe, false, "mock: item_get/2.json: it is not a regular file"},
	} {
		_, err := Read(tt.folder, tt.mayLack)
		if tt.want == "" {
			assert.NoError(t, err, tt.name)
		} else {
			assert.ErrorContains(t, err, tt.want, tt.name)
		}
	}
}

// TestFind prefers the recording that agrees with most parameters, then the later layer, then one that does not state
// its request.
func TestFind(t *testing.T) {
	first, err := Read(folder(map[string]string{
		"item_search/bag.json":      `{"call_args":{"q":"bag"}}`,
		"item_search/bag-2.json":    `{"call_args":{"q":"bag","page":"2"}}`,
		"item_search/bag-2b.json":   `{"call_args":{"q":"bag","page":2}}`,
		"item_search/any.json":      `{}`,
		"item_get/61.json":          `{"item":{"num_iid":"61"}}`,
		"item_get/failure.json":     `{"error_code":"2000"}`,
		"item_get_shop/no.json":     `{"error_code":"2000"}`,
		"item_get_shop/other.json":  `{"error_code":"5000"}`,
		"item_get_shop/z.json":      `{}`,
		"upload_img/img.json":       `{"call_args":{"imgcode":"length4"}}`,
		"item_get_company/1.json":   `{"call_args":{"sid":"1"}}`,
		"item_get_company/old.json": `{"call_args":{}}`,
	}), false)
	require.NoError(t, err)
	second, err := Read(folder(map[string]string{
		"item_search/later.json": `{"call_args":{"q":"bag"}}`, "item_get/late.json": `{}`,
	}), false)
	require.NoError(t, err)
	for _, tt := range []struct{ api, query, one, both string }{
		{"item_search", "q=bag", "bag", "later"},
		{"item_search", "q=bag&page=2", "bag-2", "later"},
		{"item_search", "q=bag&page=3", "bag", "later"},
		{"item_search", "q=hat", "any", "any"},
		{"item_search", "", "any", "any"},
		{"item_get", "num_iid=61", "61", "61"},
		{"item_get", "num_iid=62", "failure", "late"},
		{"item_get_shop", "", "z", "z"},
		{"upload_img", "imgcode=abcd", "img", "img"},
		{"upload_img", "imgcode=abc", "", ""},
		{"item_get_company", "sid=1", "1", "1"},
		{"item_get_company", "sid=2", "old", "old"},
		{"cat_get", "cid=0", "", ""},
	} {
		for _, c := range []struct {
			layers []*Library
			want   string
		}{{[]*Library{first}, tt.one}, {[]*Library{first, second}, tt.both}} {
			got := New(&reply.Responder{}, c.layers).Find(call(tt.api, tt.query))
			assert.Equal(t, c.want, nameOf(got), "%s %s, %d layers", tt.api, tt.query, len(c.layers))
		}
		assert.Equal(t, tt.one, nameOf(first.Find(call(tt.api, tt.query))), "%s %s", tt.api, tt.query)
	}
}

func nameOf(t *reply.Template) string {
	if t == nil {
		return ""
	}
	return t.Name
}

// TestReadOperations reads operations that no document of ours has, from all folders.
func TestReadOperations(t *testing.T) {
	isOwn := func(api string) bool { return api == "item_stock" }
	library, n, err := ReadOperations([]fs.FS{
		folder(map[string]string{"item_stock/1.json": `{"call_args":{"num_iid":"1"}}`, "item_get/1.json": `[`}),
		folder(map[string]string{"item_stock/2.json": `{"call_args":{"num_iid":"2"}}`}),
	}, isOwn)
	require.NoError(t, err)
	assert.Equal(t, 1, n)
	for id, want := range map[string]string{"1": "1", "2": "2", "3": ""} {
		assert.Equal(t, want, nameOf(library.Find(call("item_stock", "num_iid="+id))))
	}
	_, _, err = ReadOperations([]fs.FS{folder(map[string]string{"item_stock/1.json": `[`})}, isOwn)
	assert.ErrorContains(t, err, "mock: item_stock/1.json: ")
}

// TestServeExample serves what the header Prefer asks for.
func TestServeExample(t *testing.T) {
	library, err := Read(folder(map[string]string{"item_get/mine.json": `{"mine":1}`}), false)
	require.NoError(t, err)
	serve := New(&reply.Responder{}, []*Library{library}).ServeExample(http.HandlerFunc(
		func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("next")) }))
	for _, tt := range []struct{ api, prefer, want string }{
		{"item_get", "", "next"},
		{"item_get", "code=2000", "next"},
		{"item_get", "example=mine", `{"mine":1,`},
		{"item_get", `wait=1, example="mine"`, `{"mine":1,`},
		{"item_get", "example=document", `"num_iid": "610947572360"`},
		{"item_get", "example=mime", `item_get has no example \"mime\"; did you mean mine?`},
		{"cat_get", "example=nothing-like-it", `cat_get has no example \"nothing-like-it\"; it has document`},
		{"no_such_operation", "example=document", "next"},
	} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		if tt.prefer != "" {
			r.Header.Set("Prefer", tt.prefer)
		}
		w := httptest.NewRecorder()
		serve.ServeHTTP(w, r.WithContext(exchange.WithCall(r.Context(), call(tt.api, ""))))
		assert.Contains(t, w.Body.String(), tt.want, tt.api+" "+tt.prefer)
	}
	assert.NotEmpty(t, PlatformExample("alibaba.trade.cancel"))
	assert.Nil(t, PlatformExample("nobody knows"))
}
