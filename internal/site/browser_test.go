package site

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock"
)

// TestInChromium builds the site, serves it beside a mock, and has docs/*.test.mjs look at it.
func TestInChromium(t *testing.T) { inChromium(t) }

// TestFirstPaint prints how long pages take to appear.
func TestFirstPaint(t *testing.T) {
	t.Log(inChromium(t, "--test-name-pattern=first paint"))
}

func inChromium(t *testing.T, flags ...string) string {
	t.Helper()
	out := t.TempDir()
	handler, err := mock.NewHandler()
	require.NoError(t, err)
	mux := http.NewServeMux()
	mux.Handle("/", handler)
	mux.Handle("/docs/", http.StripPrefix("/docs/", http.FileServer(http.Dir(out))))
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return lookAt(t, Options{Source: "../..", Out: out},
		append(flags, script("browser.test.mjs"), script("search.test.mjs")), "ALI1688_SITE_URL="+server.URL+"/docs/")
}
