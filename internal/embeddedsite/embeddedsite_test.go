package embeddedsite

import (
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestPack serves a packed site, whole files and parts of them.
func TestPack(t *testing.T) {
	folder, archive := t.TempDir(), filepath.Join(t.TempDir(), "site.zip")
	assert.ErrorContains(t, Pack(folder, archive), "has no index.html")
	require.NoError(t, os.Mkdir(filepath.Join(folder, "en"), 0o755))
	for name, content := range map[string]string{"index.html": "<p>front", "en/a.txt": "0123456789"} {
		require.NoError(t, os.WriteFile(filepath.Join(folder, name), []byte(content), 0o600))
	}
	require.NoError(t, Pack(folder, archive))
	content, err := os.ReadFile(archive)
	require.NoError(t, err)
	files, err := open(content)
	require.NoError(t, err)
	server := http.FileServerFS(files)
	for _, c := range []struct {
		path, part string
		status     int
		want       string
	}{
		{"/", "", 200, "<p>front"},
		{"/en/a.txt", "", 200, "0123456789"},
		{"/en/a.txt", "bytes=2-4", 206, "234"},
		{"/en/b.txt", "", 404, "404 page not found\n"},
	} {
		req := httptest.NewRequest(http.MethodGet, c.path, http.NoBody)
		if c.part != "" {
			req.Header.Set("Range", c.part)
		}
		w := httptest.NewRecorder()
		server.ServeHTTP(w, req)
		body, err := io.ReadAll(w.Result().Body)
		require.NoError(t, err)
		assert.Equal(t, c.status, w.Code, c.path)
		assert.Equal(t, c.want, string(body), c.path)
	}
}

func TestNoArchive(t *testing.T) {
	files, err := open(nil)
	assert.Nil(t, files)
	require.NoError(t, err)
	_, err = open([]byte("not an archive"))
	require.Error(t, err)
}
