package replay

import (
	"errors"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/go-ali1688/ali1688/mock/internal/exchange"
	"github.com/go-ali1688/ali1688/mock/internal/reply"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestEqualMatches prefers the first of recordings that agree with the same number of parameters. The offer in a
// response counts as one parameter, and only if the recording does not state its request.
func TestEqualMatches(t *testing.T) {
	for _, tt := range []struct {
		name  string
		files map[string]string
		query string
		want  string
	}{
		{"the request before the offer", map[string]string{"a": `{"call_args":{"num_iid":"61"}}`,
			"b": `{"item":{"num_iid":"61"}}`}, "num_iid=61", "a"},
		{"the offer before the request", map[string]string{"a": `{"item":{"num_iid":"61"}}`,
			"b": `{"call_args":{"num_iid":"61"}}`}, "num_iid=61", "a"},
		{"two parameters before the offer", map[string]string{"a": `{"item":{"num_iid":"61"}}`,
			"b": `{"call_args":{"num_iid":"61","is_promotion":"1"}}`}, "num_iid=61&is_promotion=1", "b"},
		{"another request with that offer", map[string]string{"a": `{"call_args":{"num_iid":"62"},"item":{"num_iid":"61"}}`},
			"num_iid=61", ""},
		{"an offer as a number", map[string]string{"a": `{"item":{"num_iid":61}}`}, "num_iid=61", "a"},
		{"no offer in the request", map[string]string{"a": `{"item":{"num_iid":"61"}}`}, "", ""},
		{"an offer without an id", map[string]string{"a": `{"item":{"title":"x"}}`}, "num_iid=61", "a"},
	} {
		files := map[string]string{}
		for name, body := range tt.files {
			files["item_get/"+name+".json"] = body
		}
		library, err := Read(folder(files), false)
		require.NoError(t, err)
		assert.Equal(t, tt.want, nameOf(library.Find(call("item_get", tt.query))), tt.name)
	}
}

// TestNextOnce hands a request on once, with and without wishes that are not for an example.
func TestNextOnce(t *testing.T) {
	for _, prefer := range []string{"", "code=4013", "wait=1"} {
		times := 0
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		if prefer != "" {
			r.Header.Set("Prefer", prefer)
		}
		r = r.WithContext(exchange.WithCall(r.Context(), call("item_get", "")))
		w := httptest.NewRecorder()
		New(&reply.Responder{Observer: exchange.Silent{}}, nil).ServeExample(
			http.HandlerFunc(func(http.ResponseWriter, *http.Request) { times++ })).ServeHTTP(w, r)
		assert.Equal(t, 1, times, prefer)
		assert.Empty(t, w.Body.String(), prefer)
	}
}

// unreadable is a folder whose file fails at one operation.
type unreadable struct {
	fs.FS
	stat bool
}

var errPlanted = errors.New("planted")

func (u unreadable) Open(name string) (fs.File, error) {
	if name == "item_get/1.json" {
		return nil, errPlanted
	}
	return u.FS.Open(name)
}

func (u unreadable) Stat(name string) (fs.FileInfo, error) {
	if u.stat && name == "item_get/1.json" {
		return nil, errPlanted
	}
	return fs.Stat(u.FS, name)
}

// TestUnreadableFiles names the file that cannot be read.
func TestUnreadableFiles(t *testing.T) {
	for _, stat := range []bool{true, false} {
		from := unreadable{folder(map[string]string{"item_get/1.json": `{}`, "item_get/2.json": `{}`}), stat}
		library, err := Read(from, false)
		assert.EqualError(t, err, "mock: item_get/1.json: planted")
		assert.Nil(t, library)
		library, n, err := ReadOperations([]fs.FS{from}, isDocumented)
		require.ErrorIs(t, err, errPlanted)
		assert.Nil(t, library)
		assert.Zero(t, n)
	}
}
