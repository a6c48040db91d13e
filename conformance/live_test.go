package conformance_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/conformance"
)

// resold are the excerpts that came through a reseller, who writes absent members as null. The document does not describe
// the nulls: three orders fetched from the platform itself have none.
var resold = map[string]bool{
	"product.search.keywordQuery/02-prices-null.json":                       true,
	"product.search.queryProductDetail/01-ko-2025-nulls-of-a-reseller.json": true,
}

// TestLiveBodies validates real responses of the platform: whole ones, and excerpts that their authors cut.
func TestLiveBodies(t *testing.T) {
	for _, folder := range []string{"live", "excerpts"} {
		files, err := filepath.Glob("testdata/openplatform/" + folder + "/*/*.json")
		require.NoError(t, err)
		require.NotEmpty(t, files)
		for _, file := range files {
			t.Run(file, func(t *testing.T) { checkLive(t, file, folder == "excerpts") })
		}
	}
}

func checkLive(t *testing.T, file string, excerpt bool) {
	body, err := os.ReadFile(file)
	require.NoError(t, err)
	api := filepath.Base(filepath.Dir(file))
	findings, err := conformance.For(api).Check(api, body, conformance.Options{Strict: true, Excerpt: excerpt})
	require.NoError(t, err)
	if !resold[api+"/"+filepath.Base(file)] {
		assert.Empty(t, findings)
		return
	}
	assert.NotEmpty(t, findings, "the nulls of the reseller are described by now")
	for _, f := range findings {
		assert.Equal(t, "null", f.Got, "%s", f)
	}
}

// TestLiveBodiesHaveSources asserts that sources-live.tsv names the source of every body.
func TestLiveBodiesHaveSources(t *testing.T) {
	want := map[string]bool{}
	for _, row := range table(t, "sources-live", 3) {
		assert.FileExists(t, "testdata/openplatform/"+row[0])
		assert.NotEmpty(t, row[1])
		want[row[0]] = true
	}
	files, err := filepath.Glob("testdata/openplatform/*/*/*.json")
	require.NoError(t, err)
	for _, file := range files {
		name := strings.TrimPrefix(filepath.ToSlash(file), "testdata/openplatform/")
		if !strings.HasPrefix(name, "samples/") {
			assert.True(t, want[name], "%s has no line in sources-live.tsv", name)
		}
	}
}
