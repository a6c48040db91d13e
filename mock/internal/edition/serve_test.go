package edition

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/go-ali1688/ali1688/internal/params"
	"github.com/go-ali1688/ali1688/mock/internal/exchange"
	"github.com/go-ali1688/ali1688/mock/internal/reply"
	"github.com/go-ali1688/ali1688/mock/internal/splice"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// serve sends a request for an operation through the routes of an edition.
func serve(o *Edition, api string, next http.HandlerFunc) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	r = r.WithContext(exchange.WithCall(r.Context(), &exchange.Call{API: api}))
	w := httptest.NewRecorder()
	New(&reply.Responder{Observer: exchange.Silent{}}, o).Serve(next).ServeHTTP(w, r)
	return w
}

// TestAddedToResponses adds members to successes. A failure, and a body that is not JSON, stay as they are.
func TestAddedToResponses(t *testing.T) {
	added := additions(with(t, `{}`), with(t, `{"properties":{"gift":{"example":"a mug"}}}`))
	for _, tt := range []struct {
		name, api, body string
		status          int
		want            string
	}{
		{"success", "a", `{"a":1.50}`, 0, `{"a":1.50,"gift":"a mug"}`},
		{"another success", "a", `{}`, 206, `{"gift":"a mug"}`},
		{"a redirection", "a", `{}`, 399, `{"gift":"a mug"}`},
		{"the first failure", "a", `{}`, 400, `{}`},
		{"a failure", "a", `{"a":1}`, 502, `{"a":1}`},
		{"cut off", "a", `{"a":`, 0, `{"a":`},
		{"nothing", "a", ``, 204, ``},
		{"another operation", "b", `{}`, 201, `{}`},
	} {
		w := serve(&Edition{additions: added}, tt.api, func(w http.ResponseWriter, _ *http.Request) {
			if tt.status != 0 {
				w.WriteHeader(tt.status)
			}
			_, _ = io.WriteString(w, tt.body)
		})
		assert.Equal(t, tt.want, w.Body.String(), tt.name)
		assert.Equal(t, max(tt.status, 200), w.Code, tt.name)
	}
	w := serve(nil, "a", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusTeapot) })
	assert.Equal(t, http.StatusTeapot, w.Code, "no edition")
}

// TestAddedOperations prefers a recording to the examples, and has a failure if there is neither.
func TestAddedOperations(t *testing.T) {
	template := func(body string) *reply.Template {
		out, err := reply.ParseTemplate([]byte(body))
		require.NoError(t, err)
		return out
	}
	none := func(*exchange.Call) *reply.Template { return nil }
	example := map[string]*reply.Template{"own": template(`{"from":"example"}`)}
	for _, tt := range []struct {
		name string
		o    Edition
		want string
	}{
		{"an example", Edition{Recorded: none, examples: example}, `{"from":"example","error":"",`},
		{"a recording", Edition{Recorded: func(*exchange.Call) *reply.Template { return template(`{"from":"file"}`) },
			examples: example}, `{"from":"file","error":"",`},
		{"neither", Edition{Recorded: none}, `"reason":"the mock has no response for own","error_code":"5000",`},
	} {
		tt.o.operations = map[string]params.Operation{"own": {}}
		w := serve(&tt.o, "own", func(http.ResponseWriter, *http.Request) { assert.Fail(t, "it is not ours", tt.name) })
		assert.Contains(t, w.Body.String(), tt.want, tt.name)
		assert.NotContains(t, w.Body.String(), "}{", tt.name)
	}
}

// TestHostileRows adds to rows with a name twice or GBK, as to objects outside of lists.
func TestHostileRows(t *testing.T) {
	added := additions(with(t, `{"properties":{"l":{"items":{"properties":{}}}}}`),
		with(t, `{"properties":{"l":{"items":{"properties":{"gift":{"example":1}}}}}}`))["a"]
	for body, want := range map[string]string{
		`{"l":[{"a":1,"a":2}]}`:          `{"l":[{"a":1,"a":2,"gift":1}]}`,
		"{\"l\":[{\"a\":\"\xd6\xd0\"}]}": "{\"l\":[{\"a\":\"\xd6\xd0\",\"gift\":1}]}",
		`{"l":[]}`:                       `{"l":[]}`,
	} {
		got, err := added.addTo([]byte(body))
		require.NoError(t, err)
		assert.Equal(t, want, string(got))
	}
	_, err := splice.MapElements([]byte(`[{"a":1},`), added.addTo)
	assert.True(t, errors.Is(err, io.ErrUnexpectedEOF), err)
}
