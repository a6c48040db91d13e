package measured

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestFill(t *testing.T) {
	values := map[string]string{"score.planted": "7220", "mock.item_get": "40 · 3"}
	cases := []struct{ name, page, want, err string }{
		{"a number", "of <!-- score.planted -->1<!-- --> faults", "of <!-- score.planted -->7220<!-- --> faults", ""},
		{"an empty one", "<!-- mock.item_get --><!-- -->", "<!-- mock.item_get -->40 · 3<!-- -->", ""},
		{"two", "<!-- score.planted -->1<!-- -->, <!-- mock.item_get -->2<!-- -->",
			"<!-- score.planted -->7220<!-- -->, <!-- mock.item_get -->40 · 3<!-- -->", ""},
		{"no number", "plain <!-- a comment --> text", "plain <!-- a comment --> text", ""},
		{"an unknown one", "<!-- score.plantd -->1<!-- -->", "", "no target of the Makefile measures score.plantd"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, err := Fill([]byte(c.page), values)
			if c.err != "" {
				require.EqualError(t, err, c.err)
				return
			}
			require.NoError(t, err)
			assert.Equal(t, c.want, string(got))
		})
	}
}

// TestKeep merges what two measurements found, and keeps nothing where nobody measures.
func TestKeep(t *testing.T) {
	path := filepath.Join(t.TempDir(), "measured.json")
	t.Setenv(Env, "")
	require.NoError(t, Keep(map[string]string{"a.b": "1"}))
	_, err := os.Stat(path)
	require.ErrorIs(t, err, os.ErrNotExist)
	t.Setenv(Env, path)
	require.NoError(t, Keep(map[string]string{"a.b": "1", "a.c": "2"}))
	require.NoError(t, Keep(map[string]string{"a.c": "3"}))
	got, err := Load(path)
	require.NoError(t, err)
	assert.Equal(t, map[string]string{"a.b": "1", "a.c": "3"}, got)
}

// TestPages holds that the front pages quote nothing that no target measures.
func TestPages(t *testing.T) {
	values, err := Load("../../" + File)
	require.NoError(t, err)
	for _, page := range []string{"README.md", "README.zh-CN.md", "openapi/RULES.md"} {
		text, err := os.ReadFile("../../" + page)
		require.NoError(t, err)
		_, err = Fill(text, values)
		assert.NoError(t, err, page)
	}
}
