package reply

import (
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/go-ali1688/ali1688/generated/gateway"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestFactsOfResponses reads what decides for which requests a recorded response is served.
func TestFactsOfResponses(t *testing.T) {
	for _, tt := range []struct {
		name, body string
		want       Facts
	}{
		{"nothing", `{}`, Facts{}},
		{"a success", `{"error":"","error_code":"0000"}`, Facts{}},
		{"a failure", `{"error":"no","error_code":"5000"}`, Facts{Failed: true}},
		{"a code as a number", `{"error_code":5000}`, Facts{Failed: true}},
		{"a text alone", `{"error":"no"}`, Facts{Failed: true}},
		{"a text beside a success", `{"error":"no","error_code":"0000"}`, Facts{}},
		{"arguments", `{"call_args":{"num_iid":61,"q":"包","page":"","x":null,"l":[1],"o":{"a":1}}}`,
			Facts{Args: map[string]string{"num_iid": "61", "q": "包"}}},
		{"no arguments, by PHP", `{"call_args":[]}`, Facts{}},
		{"no arguments", `{"call_args":{}}`, Facts{Args: map[string]string{}}},
		{"arguments as a text", `{"call_args":"num_iid=61"}`, Facts{}},
		{"an offer", `{"item":{"num_iid":"61","title":"x"}}`, Facts{NumIID: "61"}},
		{"an offer as a number", `{"item":{"num_iid":61}}`, Facts{NumIID: "61"}},
		{"a list of offers", `{"item":[{"num_iid":"61"}]}`, Facts{}},
		{"the last of a name", `{"item":{"num_iid":"61"},"item":{"num_iid":"62"}}`, Facts{NumIID: "62"}},
	} {
		got, err := ParseTemplate([]byte(tt.body))
		require.NoError(t, err, tt.name)
		assert.Equal(t, tt.want, got.Facts, tt.name)
	}
	for _, body := range []string{``, `[]`, `null`, `{"a":`, `{}{}`} {
		_, err := ParseTemplate([]byte(body))
		assert.Error(t, err, body)
	}
}

// TestEncodeLeavesJSON hands on a response without a format as it is written, headers and all.
func TestEncodeLeavesJSON(t *testing.T) {
	next := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-A", "1")
		w.WriteHeader(http.StatusAccepted)
		_, _ = io.WriteString(w, `{ "a":1.50}`)
	})
	for query, want := range map[string]struct{ body, header, length string }{
		"":                      {`{ "a":1.50}`, "1", ""},
		"result_type=nothing":   {`{ "a":1.50}`, "1", ""},
		"result_type=json":      {`{"a":1.5}`, "", "9"},
		"result_type=serialize": {`a:1:{s:1:"a";d:1.5;}`, "", "20"},
	} {
		w := httptest.NewRecorder()
		responder().Encode(next).ServeHTTP(w, request(call(query), http.MethodGet))
		assert.Equal(t, http.StatusAccepted, w.Code, query)
		assert.Equal(t, want.body, w.Body.String(), query)
		assert.Equal(t, []string{want.header, want.length}, []string{w.Header().Get("X-A"), w.Header().Get("Content-Length")},
			query)
	}
}

// TestMeanings has a text for each code of the gateway's table, in the failure that names nothing else.
func TestMeanings(t *testing.T) {
	for _, c := range gateway.Codes {
		assert.Equal(t, Error{c.Code, c.Says.EN, c.Says.EN}, Complete(&Error{Code: c.Code}), c.Code)
		assert.Equal(t, Error{c.Code, c.Says.EN, "why"}, Complete(&Error{Code: c.Code, Reason: "why"}), c.Code)
	}
	assert.Equal(t, &Error{}, FailureOf((*Error)(nil)), "a failure without a value is one of the server")
}
