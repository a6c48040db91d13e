package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/conformance"
	"github.com/go-ali1688/ali1688/record"
	"github.com/go-ali1688/ali1688/transport"
)

// TestRecordRefusesStrangers refuses what a browser sends to the proxy for a page of another site, and names that a
// stranger leads here: nothing of it reaches the upstream, and nothing is recorded.
func TestRecordRefusesStrangers(t *testing.T) {
	var reached atomic.Int64
	upstream := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		reached.Add(1)
		_, _ = io.WriteString(w, `{"items":{},"error":"","reason":"","error_code":"0000","success":1}`)
	}))
	t.Cleanup(upstream.Close)
	dir := t.TempDir()
	url, stop := serving(t, "record", "--to", dir, "--upstream", upstream.URL)
	cases := []struct {
		name   string
		host   string
		header map[string]string
		ok     bool
	}{
		{"a program", "", nil, true},
		{"by name", "localhost", nil, true},
		{"a page of its own", "", map[string]string{"Origin": url}, true},
		{"a stranger's name", "gateway.example.org", nil, false},
		{"a stranger's name with a port", "gateway.example.org:16880", nil, false},
		{"a stranger's page", "", map[string]string{"Origin": "https://example.org"}, false},
		{"a page from a file", "", map[string]string{"Origin": "null"}, false},
		{"a picture on a stranger's page", "", map[string]string{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"},
			false},
	}
	want := int64(0)
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url+"/1688/cat_get/?key=k&secret=s&cid=0", nil)
			require.NoError(t, err)
			if tt.host != "" {
				r.Host = tt.host
			}
			for name, value := range tt.header {
				r.Header.Set(name, value)
			}
			rsp, err := http.DefaultClient.Do(r)
			require.NoError(t, err)
			require.NoError(t, rsp.Body.Close())
			if tt.ok {
				want++
				assert.Equal(t, http.StatusOK, rsp.StatusCode)
			} else {
				assert.Equal(t, http.StatusForbidden, rsp.StatusCode)
			}
			assert.Equal(t, want, reached.Load())
		})
	}
	stop()
	recorded, err := os.ReadDir(dir + "/cat_get")
	require.NoError(t, err)
	assert.Len(t, recorded, 1, "the same body is written once")
}

// TestSay prints the result of an exchange. One that was not recorded may not have been validated.
func TestSay(t *testing.T) {
	for _, tt := range []struct {
		exchange record.Exchange
		err      error
		want     string
	}{
		{record.Exchange{API: "item_get", File: "item_get/1.json", Status: 200, OK: true}, nil,
			"item_get item_get/1.json: HTTP 200, conforms\n"},
		{record.Exchange{API: "item_get", File: "item_get/1.json", Status: 503,
			Deviations: []record.Deviation{{Text: "q is\nunknown"}},
			Findings:   []conformance.Finding{{Rule: "not-json", Want: "JSON", Got: "text"}}}, nil,
			"item_get item_get/1.json: HTTP 503, does not conform\n  request: q is unknown\n" +
				"  (body): not-json: want JSON, got text\n"},
		{record.Exchange{API: "item_get", Status: 200}, transport.ErrBodyTooLarge,
			"item_get: HTTP 200, not recorded: the response is larger than 24 MiB\n"},
	} {
		var out strings.Builder
		say(&out, tt.exchange, tt.err)
		assert.Equal(t, tt.want, out.String())
	}
}
