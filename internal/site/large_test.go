package site

import (
	"encoding/json"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/testkit/testenv"
)

var prettyFunction = regexp.MustCompile(`(?s)  function pretty\(.*?\n  }\n`)

// TestPretty runs the function that indents a response on the page.
func TestPretty(t *testing.T) {
	node := testenv.Program(t, "node", "node")
	function := prettyFunction.FindString(built(t)["assets/site.js"])
	require.NotEmpty(t, function)
	for text, want := range map[string]string{
		`{"orderId":151267031008969811,"n":[1,-2.50e3]}`: "{\n  \"orderId\": 151267031008969811,\n" +
			"  \"n\": [\n    1,\n    -2.50e3\n  ]\n}",
		`{"a" : [ ], "b":{}}`:       "{\n  \"a\": [],\n  \"b\": {}\n}",
		`{"a":"{\"b\": [1,2]}\\"}`:  "{\n  \"a\": \"{\\\"b\\\": [1,2]}\\\\\"\n}",
		`[[],{"a":null},"x",false]`: "[\n  [],\n  {\n    \"a\": null\n  },\n  \"x\",\n  false\n]",
		"not {JSON":                 "not {JSON",
	} {
		in, err := json.Marshal(text)
		require.NoError(t, err)
		out, err := exec.Command(node, "-e", function+"process.stdout.write(pretty("+string(in)+"))").CombinedOutput()
		require.NoError(t, err, "%s", out)
		assert.Equal(t, want, string(out), "%s", text)
	}
}

// TestReferenceKeepsIDs looks for examples in the documents of the reference that a number of JavaScript would round.
func TestReferenceKeepsIDs(t *testing.T) {
	number := regexp.MustCompile(`"([A-Za-z_]+)":-?(\d{17,})`)
	for name, content := range built(t) {
		if !strings.HasSuffix(name, "/document.js") {
			continue
		}
		for _, m := range number.FindAllStringSubmatch(content, -1) {
			if m[1] != "minimum" && m[1] != "maximum" {
				assert.Fail(t, "a number that JavaScript rounds", "%s has %s", name, m[0])
			}
		}
	}
	assert.Contains(t, built(t)["en/openplatform/document.js"], `"202711458975969812"`)
}
