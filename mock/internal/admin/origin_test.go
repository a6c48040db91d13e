package admin_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/go-ali1688/ali1688/mock/internal/mocktest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock"
)

// TestStrangers calls the mock as a browser does for pages of strangers, and for those that may.
func TestStrangers(t *testing.T) {
	const state, offer, evil = "/__admin/state", mocktest.SomeOffer, "https://evil.example"
	recordings := mock.WithRecordings(fstest.MapFS{"cat_get/1.json": {Data: []byte(`{"error_code":"0000"}`)}})
	for _, tt := range []struct {
		name, method, host, path, origin, site string
		opts                                   []mock.Option
		status                                 int
		cors                                   string
	}{
		{name: "a program", method: "GET", host: "127.0.0.1:1688", path: state, status: 200},
		{name: "another name", method: "GET", host: "evil.example", path: state, status: 403},
		{name: "another name, an operation", method: "GET", host: "evil.example", path: offer, status: 403},
		{name: "a name that is allowed", method: "GET", host: "mock.example.com", path: state, status: 200,
			opts: []mock.Option{mock.WithAllowedHosts("mock.example.com")}},
		{name: "the public one", method: "GET", host: "mock.example.com", path: state, status: 200,
			opts: []mock.Option{mock.WithPublicURL("https://mock.example.com")}},
		{name: "a container's", method: "GET", host: "mock:1688", path: state, status: 200},
		{name: "a form of a stranger", method: "POST", host: "127.0.0.1:1688", path: "/__admin/reset", origin: evil,
			site: "cross-site", status: 403},
		{name: "a form of another server here", method: "POST", host: "127.0.0.1:1688", path: "/__admin/reset",
			origin: "http://127.0.0.1:3000", site: "same-site", status: 403},
		{name: "a picture of a stranger", method: "GET", host: "127.0.0.1:1688", path: state, site: "cross-site",
			status: 403},
		{name: "the own page", method: "POST", host: "127.0.0.1:1688", path: "/__admin/reset",
			origin: "http://127.0.0.1:1688", site: "same-origin", status: 200},
		{name: "an operation for a stranger", method: "GET", host: "127.0.0.1:1688", path: offer, origin: evil, status: 403},
		{name: "an operation for a page here", method: "GET", host: "127.0.0.1:1688", path: offer,
			origin: "http://localhost:3000", status: 200, cors: "http://localhost:3000"},
		{name: "an operation for a file", method: "GET", host: "127.0.0.1:1688", path: offer, origin: "null", status: 200,
			cors: "null"},
		{name: "recordings for a file", method: "GET", host: "127.0.0.1:1688", path: offer, origin: "null", status: 403,
			opts: []mock.Option{recordings}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			h, err := mock.NewHandler(tt.opts...)
			require.NoError(t, err)
			r := httptest.NewRequest(tt.method, "http://"+tt.host+tt.path, strings.NewReader(""))
			for name, value := range map[string]string{"Origin": tt.origin, "Sec-Fetch-Site": tt.site} {
				if value != "" {
					r.Header.Set(name, value)
				}
			}
			w := httptest.NewRecorder()
			h.Admin().ServeHTTP(w, r)
			assert.Equal(t, tt.status, w.Code, w.Body)
			assert.Equal(t, tt.cors, w.Header().Get("Access-Control-Allow-Origin"))
			if w.Code == http.StatusForbidden {
				assert.Contains(t, w.Body.String(), " ", "a sentence")
			}
		})
	}
}
