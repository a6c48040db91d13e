package lint

import (
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestPersonalDecisions(t *testing.T) {
	named := func(name, schema string) files {
		return files{"schemas/item.yaml": "Item:\n  properties:\n    " + name +
			":\n      description: Text.\n      example: '1'\n      " + schema + "\n"}
	}
	const wanted = "small/schemas/item.yaml:3: personal: state whether"
	runRuleTests(t, []ruleTest{
		{"a name", named("toFullName", "type: string"), wanted + " toFullName"},
		{"a phone", named("receiver_phone", "type: string"), wanted},
		{"a street", named("streetAddress", "type: string"), wanted},
		{"a memo", named("sellerMemo", "type: string"), wanted},
		{"a login id", named("loginId", "type: string"), wanted},
		{"yes", named("toFullName", "type: string\n      x-personal: true"), ""},
		{"no", named("carrierName", "type: string\n      x-personal: false # a carrier"), ""},
		{"neither", named("title", "type: string\n      x-personal: maybe"),
			"small/schemas/item.yaml:7: kind: write true or false at x-personal, not a text"},
		{"a flag", named("hasPhone", "type: string"), ""},
		{"a container", named("receiveAddress", "type: object\n      properties: {}").and("schemas/item.yaml",
			"Item:\n  properties:\n    receiveAddress:\n      type: object\n      description: Where to.\n      example: {}\n"),
			""},
		{"another thing", named("namespace", "type: string"), ""},
		{"a parameter", op("name: num_iid", "name: buyer_phone"),
			"small/paths/item_get.yaml:9: personal: state whether buyer_phone"},
	})
}

var undecided = regexp.MustCompile(`(?m)^\s*x-personal: false[ \t]*$`)

// The bundle in JSON has no comments, so the files are read.
func TestDecisionsAgainstPersonalHaveReasons(t *testing.T) {
	documents := os.DirFS("../../openapi")
	require.NoError(t, fs.WalkDir(documents, ".", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".yaml") || strings.HasPrefix(path, "dist/") {
			return err
		}
		text, err := fs.ReadFile(documents, path)
		assert.Empty(t, undecided.FindAllString(string(text), -1), "%s: a comment must say why it is not personal", path)
		return err
	}))
}
