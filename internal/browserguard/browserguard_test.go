package browserguard_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/go-ali1688/ali1688/internal/browserguard"
)

func TestHost(t *testing.T) {
	guard := browserguard.New("mock.example.com:443")
	for host, want := range map[string]bool{
		"127.0.0.1:1688": true, "[::1]:1688": true, "10.0.0.7": true, "localhost:1688": true, "LOCALHOST": true,
		"mock:1688":   true,
		"a.localhost": true, "host.docker.internal:1688": true, "mock.example.com": true, "Mock.Example.com.:1688": true,
		"evil.example": false, "127.0.0.1.evil.example": false, "localhost.evil.example": false,
		"evil-localhost.example": false, "x.mock.example.com": false,
	} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.Host = host
		if got := guard.Host(r); got != want {
			t.Errorf("%s: got %v, want %v", host, got, want)
		}
		w := httptest.NewRecorder()
		guard.Hosts(http.NotFoundHandler()).ServeHTTP(w, r)
		if forbidden := w.Code == http.StatusForbidden; forbidden == want {
			t.Errorf("%s: HTTP %d", host, w.Code)
		}
	}
}

func TestOrigins(t *testing.T) {
	for _, tt := range []struct {
		method, origin, site, mode string
		same, local                bool
	}{
		{"POST", "", "", "", true, true},
		{"POST", "http://127.0.0.1:1688", "same-origin", "cors", true, true},
		{"GET", "", "same-origin", "cors", true, true},
		{"GET", "", "none", "navigate", true, true},
		{"GET", "", "cross-site", "navigate", true, true}, // a link
		{"GET", "", "cross-site", "no-cors", false, true}, // a picture
		{"POST", "http://localhost:3000", "same-site", "cors", false, true},
		{"POST", "http://127.0.0.1:3000", "cross-site", "cors", false, true},
		{"POST", "https://evil.example", "cross-site", "cors", false, false},
		{"POST", "https://localhost.evil.example", "cross-site", "cors", false, false},
		{"POST", "null", "cross-site", "cors", false, false},
		{"POST", "", "cross-site", "navigate", false, true},
		{"POST", ":", "", "", false, false},
	} {
		r := httptest.NewRequest(tt.method, "/", nil)
		r.Host = "127.0.0.1:1688"
		for name, value := range map[string]string{"Origin": tt.origin, "Sec-Fetch-Site": tt.site, "Sec-Fetch-Mode": tt.mode,
			"Sec-Fetch-Dest": "document"} {
			if value != "" {
				r.Header.Set(name, value)
			}
		}
		if got := browserguard.SameOrigin(r); got != tt.same {
			t.Errorf("SameOrigin %+v: got %v", tt, got)
		}
		if got := browserguard.LocalOrigin(r); got != tt.local {
			t.Errorf("LocalOrigin %+v: got %v", tt, got)
		}
	}
}
