package site

import (
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/testkit/testenv"
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
	if testing.Short() {
		t.Skip("SKIPPED: a browser takes minutes")
	}
	testenv.Program(t, "node", "node")
	chromium := testenv.Program(t, "chromium", "chromium")
	if _, err := os.Stat("../../docs/node_modules/playwright-core"); err != nil {
		testenv.Missing(t, "chromium", "docs/node_modules: run `npm ci --prefix docs`")
	}
	out := t.TempDir()
	_, err := Build("../..", out)
	require.NoError(t, err)
	handler, err := mock.NewHandler()
	require.NoError(t, err)
	mux := http.NewServeMux()
	mux.Handle("/", handler)
	mux.Handle("/docs/", http.StripPrefix("/docs/", http.FileServer(http.Dir(out))))
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)

	scripts := filepath.Join("..", "..", "docs")
	cmd := exec.Command("node", append(append([]string{"--test", "--test-concurrency=1"}, flags...),
		filepath.Join(scripts, "browser.test.mjs"), filepath.Join(scripts, "search.test.mjs"))...)
	cmd.Env = append(os.Environ(), "ALI1688_SITE="+out, "ALI1688_SITE_URL="+server.URL+"/docs/", "ALI1688_CHROMIUM="+
		chromium)
	output, err := cmd.CombinedOutput()
	assert.NoError(t, err, "%s", output)
	return string(output)
}
