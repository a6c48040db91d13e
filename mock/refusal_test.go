package mock_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/conformance"
	"github.com/go-ali1688/ali1688/internal/params"
	"github.com/go-ali1688/ali1688/mock"
	"github.com/go-ali1688/ali1688/openapi"
)

// described is as much of the document as says what a request may be.
type described struct {
	Paths map[string]map[string]struct {
		Parameters []struct {
			Ref      string `json:"$ref"`
			Name     string `json:"name"`
			Required bool   `json:"required"`
			Schema   struct {
				Ref     string   `json:"$ref"`
				Type    string   `json:"type"`
				Pattern string   `json:"pattern"`
				Minimum *float64 `json:"minimum"`
			} `json:"schema"`
			Example any `json:"example"`
		} `json:"parameters"`
	} `json:"paths"`
}

// TestRequestsThatBreakTheDocument makes every call of every operation that breaks one rule of one parameter, and others
// that no document foresees. Each gets the documented refusal in a conforming envelope: HTTP 200 with 4014 or 4003.
func TestRequestsThatBreakTheDocument(t *testing.T) {
	var doc described
	require.NoError(t, json.Unmarshal(openapi.Gateway().JSON, &doc))
	n := 0
	for path, methods := range doc.Paths {
		api := strings.Trim(path, "/")
		op := methods["get"]
		fine := url.Values{"key": {"k"}, "secret": {"s"}}
		for _, p := range op.Parameters {
			if p.Required || p.Name != "" && len(params.Operations[api].OneOf) > 0 && params.Operations[api].OneOf[0] == p.Name {
				fine.Set(p.Name, fmt.Sprint(p.Example))
			}
		}
		for _, p := range op.Parameters {
			if p.Required {
				refuse(t, api, without(fine, p.Name), "4014", p.Name)
				n++
			}
			for _, bad := range badValues(p.Schema.Type, p.Schema.Pattern, strings.Contains(p.Schema.Ref, "/"), p.Schema.Minimum) {
				if p.Name == "" || bad == "" {
					continue
				}
				refuse(t, api, with(fine, p.Name, bad), "4003", p.Name)
				n++
			}
		}
	}
	assert.Greater(t, n, 150)
}

func badValues(kind, pattern string, enumerated bool, minimum *float64) []string {
	bad := []string{}
	if pattern != "" {
		bad = append(bad, "\x00 no such pattern \xff")
	}
	if enumerated {
		bad = append(bad, "no such value", strings.Repeat("9", 400))
	}
	if kind == "integer" || kind == "number" {
		bad = append(bad, "one", "1e999", "0x10", "NaN", "１", "1;DROP TABLE", strings.Repeat("9", 40)+"x")
	}
	if minimum != nil {
		bad = append(bad, fmt.Sprint(int(*minimum)-1))
	}
	return bad
}

func with(values url.Values, name, value string) url.Values {
	out := without(values, name)
	out.Set(name, value)
	return out
}

func without(values url.Values, name string) url.Values {
	out := url.Values{}
	for k, v := range values {
		if k != name {
			out[k] = v
		}
	}
	return out
}

func refuse(t *testing.T, api string, query url.Values, code, name string) {
	t.Helper()
	req, err := http.NewRequest(http.MethodGet, "http://gateway.test/1688/"+api+"/?"+query.Encode(), nil)
	require.NoError(t, err)
	rsp, err := shared.RoundTrip(req)
	require.NoError(t, err)
	body, err := io.ReadAll(rsp.Body)
	require.NoError(t, err)
	require.Equal(t, http.StatusOK, rsp.StatusCode, "%s", query)
	conformance.Check(t, api, body)
	var envelope struct {
		Code   string `json:"error_code"`
		Reason string `json:"reason"`
	}
	require.NoError(t, json.Unmarshal(body, &envelope))
	require.Equal(t, code, envelope.Code, "%s %s=%q: %s", api, name, query.Get(name), body)
	assert.Contains(t, envelope.Reason, name)
}

var shared = mock.Transport()

// TestOddRequests sends what no rule is about: all of it is answered, none of it with a 5xx.
func TestOddRequests(t *testing.T) {
	for _, query := range []string{
		"&&key=k&&secret=s&num_iid=1&&", "key=k&secret=s&num_iid=1&extra[]=1&extra[x]=2", "key=k&secret=s&num_iid=%zz",
		"key=k&secret=s&num_iid=1&" + strings.Repeat("a=b&", 2000), "key=k&secret=s&num_iid=1;num_iid=2", "num_iid=1&secret=s&key=",
		"key=k&secret=s&num_iid=" + strings.Repeat("9", 1<<20), "\xff\xfe=1&key=k",
	} {
		for _, method := range []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodOptions} {
			req, err := http.NewRequest(method, "http://gateway.test/1688/item_get/", strings.NewReader(query))
			require.NoError(t, err)
			req.URL.RawQuery = query
			req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			rsp, err := shared.RoundTrip(req)
			require.NoError(t, err)
			body, err := io.ReadAll(rsp.Body)
			require.NoError(t, err)
			assert.Equal(t, http.StatusOK, rsp.StatusCode, "%s %.80q", method, query)
			assert.True(t, json.Valid(body))
		}
	}
}
