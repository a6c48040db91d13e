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

// failing are the real bodies that fail, each with the reason. Whatever is not here conforms strictly.
var failing = map[string]func(t *testing.T, findings []conformance.Finding, err error){
	"openplatform/excerpts/product.search.keywordQuery/02-prices-null.json":                       throughReseller,
	"openplatform/excerpts/product.search.queryProductDetail/01-ko-2025-nulls-of-a-reseller.json": throughReseller,
	"openplatform/live/_push/03-INVENTORY_CHANGE-data.json":                                       contentsAlone,
	"more/item_get/n02-single-objects-fixture-of-another.json":                                    fixtureOfAnother,
}

// throughReseller: a reseller writes absent members as null. The document does not describe the nulls: three orders
// fetched from the platform itself have none.
func throughReseller(t *testing.T, findings []conformance.Finding, err error) {
	require.NoError(t, err)
	assert.NotEmpty(t, findings, "the nulls of the reseller are described by now")
	for _, f := range findings {
		assert.Equal(t, "null", f.Got, "%s", f)
	}
}

// contentsAlone: the file has the contents of a message without the members around it that name the topic. Under the
// topic it conforms.
func contentsAlone(t *testing.T, findings []conformance.Finding, err error) {
	require.NoError(t, err)
	assert.NotEmpty(t, findings)
	body, err := os.ReadFile("../evidence/openplatform/live/_push/03-INVENTORY_CHANGE-data.json")
	require.NoError(t, err)
	const topic = "PRODUCT_PRODUCT_INVENTORY_CHANGE"
	findings, err = conformance.For(topic).Check(topic, body, conformance.Options{Strict: true})
	require.NoError(t, err)
	assert.Empty(t, findings)
}

// fixtureOfAnother: no body shows one object in place of a list; a test of another program does. Our clients read it
// all the same.
func fixtureOfAnother(t *testing.T, findings []conformance.Finding, err error) {
	require.NoError(t, err)
	var got []string
	for _, f := range findings {
		got = append(got, f.Pointer+": want "+f.Want+", got "+f.Got)
	}
	assert.Equal(t, []string{
		"/item/prop_imgs/prop_img: want array, got object", "/item/skus/sku: want array, got object",
	}, got)
}

// TestLiveBodies validates real responses that are in no index: whole ones of the platform in live, and others that
// their authors cut.
func TestLiveBodies(t *testing.T) {
	files := liveBodies(t)
	for _, file := range files {
		t.Run(file, func(t *testing.T) {
			body, err := os.ReadFile("../evidence/" + file)
			require.NoError(t, err)
			api := filepath.Base(filepath.Dir(file))
			options := conformance.Options{Strict: true, Excerpt: !strings.HasPrefix(file, "openplatform/live/")}
			findings, err := conformance.For(api).Check(api, body, options)
			if check := failing[file]; check != nil {
				check(t, findings, err)
				return
			}
			require.NoError(t, err)
			assert.Empty(t, findings)
		})
	}
	for file := range failing {
		assert.Contains(t, files, file)
	}
}

// liveBodies lists the real bodies below testdata that are in no index.
func liveBodies(t *testing.T) []string {
	t.Helper()
	var all []string
	for _, folder := range []string{"openplatform/live", "openplatform/excerpts", "more"} {
		files, err := filepath.Glob("../evidence/" + folder + "/*/*.json")
		require.NoError(t, err)
		require.NotEmpty(t, files)
		for _, file := range files {
			all = append(all, strings.TrimPrefix(filepath.ToSlash(file), "../evidence/"))
		}
	}
	return all
}

// TestLiveBodiesHaveSources asserts that sources-live.tsv names the source of every body.
func TestLiveBodiesHaveSources(t *testing.T) {
	var listed []string
	for _, row := range table(t, "openplatform/sources-live", 3) {
		assert.NotEmpty(t, row[1])
		listed = append(listed, row[0])
	}
	assert.ElementsMatch(t, listed, liveBodies(t))
}
