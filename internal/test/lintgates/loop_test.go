package lintgates

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock"
)

// changed are ten changes of the world: an operation with its arguments, the path of a member, and what it has from
// now on.
var changed = []struct{ call, path, value string }{
	{"item_get?num_iid=610947572360", "item/new_text", `"新"`},
	{"item_get?num_iid=610947572360", "item/new_fee", `"5.40"`},
	{"item_get?num_iid=610947572360", "item/new_rows", `[{"order_id":2207146052740123456,"n":1}]`},
	{"item_get?num_iid=610947572360", "item/seller_info", `[]`},
	{"item_get?num_iid=610947572360", "item/title", `null`},
	{"item_get?num_iid=610947572360", "item/desc_img", `""`},
	{"item_search?q=shirt", "items/page_info", `{"next":2}`},
	{"item_search?q=shirt", "trace_id", `7`},
	{"item_search?q=shirt", "items/item/0/badge", `true`},
	{"seller_info?nick=a", "user/level_text", `"金牌"`},
}

// recordChanged writes a response of the mock with each change.
func recordChanged(t *testing.T, folder string) {
	t.Helper()
	server := mock.New(t)
	for i, change := range changed {
		response, err := http.Get(server.URL() + "/1688/" + strings.Replace(change.call, "?", "/?", 1) +
			"&key=key&secret=secret")
		require.NoError(t, err)
		content, err := io.ReadAll(response.Body)
		require.NoError(t, err)
		require.NoError(t, response.Body.Close())
		var body map[string]any
		decoder := json.NewDecoder(strings.NewReader(string(content)))
		decoder.UseNumber()
		require.NoError(t, decoder.Decode(&body), "%s", content)
		set(t, body, strings.Split(change.path, "/"), json.RawMessage(change.value))
		content, err = json.Marshal(body)
		require.NoError(t, err)
		api, _, _ := strings.Cut(change.call, "?")
		file := filepath.Join(folder, api, fmt.Sprintf("%d.json", i))
		require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o750))
		require.NoError(t, os.WriteFile(file, content, 0o600))
	}
}

func set(t *testing.T, v any, path []string, value json.RawMessage) {
	t.Helper()
	switch v := v.(type) {
	case []any:
		set(t, v[0], path[1:], value)
	case map[string]any:
		if len(path) == 1 {
			v[path[0]] = value
			return
		}
		set(t, v[path[0]], path[1:], value)
	default:
		t.Fatalf("%v leads to %v", path, v)
	}
}

// TestLoop goes from recordings of a changed world to a release: it patches the documents, stops for the texts, the
// changelog and the version, does what it is told to do, and ends.
func TestLoop(t *testing.T) {
	c := newCheckout(t)
	recordings := t.TempDir()
	recordChanged(t, recordings)
	c.write("Makefile", "test:\n\tgo test ./conformance -run TestFields && go test ./internal/ledger && go build .\n")
	for _, args := range [][]string{
		{"git", "init", "-q"}, {"git", "add", "-A"},
		{"git", "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-qm", "x"}, {"git", "tag", "v0.0.1"},
		{"go", "build", "-o", "upgrade", "./internal/cmd/upgrade"},
	} {
		out, _, err := c.run(args...)
		require.NoError(t, err, "%v\n%s", args, out)
	}
	upgrade := func() string {
		out, _, err := c.run("./upgrade", "-from", recordings)
		if err == nil {
			return out
		}
		_, decision, found := strings.Cut(out, "\nTo decide: ")
		require.True(t, found, "%s", out)
		return decision
	}

	texts := upgrade()
	assert.Contains(t, texts, "Write these texts in place of")
	assert.GreaterOrEqual(t, strings.Count(texts, "openapi/gateway/schemas/"), 8, texts)
	c.describe()
	drafted := upgrade()
	require.Contains(t, drafted, "Lines drafted under [Unreleased] of CHANGELOG.md", drafted)
	assert.Contains(t, c.read("CHANGELOG.md"), "new_fee")
	version := upgrade()
	require.Contains(t, version, "Set info.version in openapi/gateway/openapi.yaml", version)
	next := regexp.MustCompile(`step, \S+ → (\S+), and`).FindStringSubmatch(version)
	require.NotNil(t, next, version)
	file := "openapi/gateway/openapi.yaml"
	c.write(file, regexp.MustCompile(`(?m)^  version: .*`).ReplaceAllString(c.read(file), "  version: "+next[1]))
	last := upgrade()
	assert.Contains(t, last, "All is done. Read CHANGELOG.md once more, commit, and tag v"+next[1], last)
	assert.Contains(t, c.read("generated/gateway/gateway.gen.go"), "NewFee")
}

// describe writes the texts that a person would.
func (c *checkout) describe() {
	for _, pattern := range []string{"openapi/gateway/schemas/*.yaml", "openapi/overlays/zh-CN/gateway/schemas/*.yaml"} {
		files, err := filepath.Glob(filepath.Join(c.dir, pattern))
		require.NoError(c.t, err)
		for _, file := range files {
			name, err := filepath.Rel(c.dir, file)
			require.NoError(c.t, err)
			c.write(name, strings.NewReplacer("To be described.", "A new member.", "待补充", "新字段。").Replace(c.read(name)))
		}
	}
	out, _, err := c.run("go", "run", "./internal/cmd/translate", "-stamp", "-yes")
	require.NoError(c.t, err, out)
}
