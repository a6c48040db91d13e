package conformance_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/go-ali1688/ali1688/openapi"
)

// TestLegacyIndex compares the document of earlier calls with the lists of everything that the classes of the official
// SDKs and the public clients name: every argument and every member of a response is described.
func TestLegacyIndex(t *testing.T) {
	doc := loadPlatform(t, openapi.Legacy())
	seen := map[string]bool{}
	for _, list := range []string{"legacy/index", "legacy/index-clients"} {
		for _, row := range table(t, list, 3) {
			c := coverage{}
			c.count(doc, row[0], row[1], row[2])
			assert.Empty(t, c.missing, "%s: %s names it, and the document does not describe it", row[0], list)
			seen[row[0]] = true
		}
	}
	for name := range doc.answers {
		assert.True(t, seen[name], "%s: no list names anything of it", name)
	}
}
