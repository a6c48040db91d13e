package admin_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/go-ali1688/ali1688/mock/internal/mocktest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock"
)

// TestAdmin does over HTTP what programs in other languages do.
func TestAdmin(t *testing.T) {
	handler, err := mock.NewHandler()
	require.NoError(t, err)
	server := httptest.NewServer(handler.Admin())
	t.Cleanup(server.Close)
	send := func(method, path, body string) (int, string) {
		req, err := http.NewRequest(method, server.URL+path, strings.NewReader(body))
		require.NoError(t, err)
		rsp, err := http.DefaultClient.Do(req)
		require.NoError(t, err)
		content, err := io.ReadAll(rsp.Body)
		require.NoError(t, err)
		require.NoError(t, rsp.Body.Close())
		return rsp.StatusCode, string(content)
	}
	steps := []struct {
		name, method, path, body string
		status                   int
		want                     string
	}{
		{"alive", "GET", "/healthz", "", 200, "ok"},
		{"the document as YAML", "GET", "/openapi.yaml", "", 200, "openapi: 3.0.3"},
		{"the document as JSON", "GET", "/openapi.json", "", 200, `"openapi": "3.0.3"`},
		{"an operation", "GET", mocktest.SomeOffer + "&lang=en", "", 200, `"0000"`},
		{"what was received, without secrets", "GET", "/__admin/requests", "", 200, `"REDACTED"`},
		{"the faults", "GET", "/__admin/faults", "", 200, `"code-4013": "Number of calls`},
		{"a fault near to another", "POST", "/__admin/faults", `{"fault":"silense"}`, 400,
			`there is no fault "silense"; did you mean silence?`},
		{"a fault far from all others", "POST", "/__admin/faults", `{"fault":"the dog ate my homework"}`, 400,
			`there is no fault "the dog ate my homework"; ali1688 mock --list-faults and mock.Faults list them`},
		{"a rule that is none", "POST", "/__admin/faults", `{"fault":"quota"}`, 400,
			"the rule cannot be set: there is no fault"},
		{"no JSON", "POST", "/__admin/faults", `{`, 400, "the rule cannot be set"},
		{"a rule", "POST", "/__admin/faults", `{"fault":"code-4013","api":"item_get"}`, 200, ""},
		{"it goes wrong", "GET", mocktest.SomeOffer, "", 200, `"4013"`},
		{"the rules that are set", "GET", "/__admin/faults", "", 200, `"api": "item_get"`},
		{"the state", "GET", "/__admin/state", "", 200, `"done": 1`},
		{"a state of another seed", "PUT", "/__admin/state", `{"seed":"2"}`, 400, "start it with that seed"},
		{"a state", "PUT", "/__admin/state", `{"seed":"1688","calls":7,"rules":[{"fault":"code-2000"}]}`, 200, ""},
		{"it goes wrong as it says", "GET", mocktest.SomeOffer, "", 200, `"2000"`},
		{"reset", "POST", "/__admin/reset", "", 200, ""},
		{"it is well again", "GET", mocktest.SomeOffer, "", 200, `"0000"`},
	}
	for _, s := range steps {
		status, got := send(s.method, s.path, s.body)
		assert.Equal(t, s.status, status, s.name)
		assert.Contains(t, got, s.want, s.name)
	}
	_, got := send("GET", "/__admin/requests", "")
	assert.Equal(t, 1, strings.Count(got, `"Method"`), "only what came after the reset")
}
