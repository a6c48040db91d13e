package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/ledger"
)

// TestEndpointsFields lists members with what was seen, and counts recordings of the user.
func TestEndpointsFields(t *testing.T) {
	r := do(t, "", "endpoints", "--fields")
	assert.Equal(t, exitFine, r.status, r.err)
	assert.Regexp(t, `(?m)^item_get +item\.num +\w+ +[1-9][0-9]* +20[0-9-]+ … 20[0-9-]+ +integer, string`, r.out)
	assert.Regexp(t, `(?m)^trade\.order\.buyerdelete +result\.success +official +0 `, r.out, "nobody has seen it")

	folder := filepath.Join(t.TempDir(), "item_review")
	require.NoError(t, os.MkdirAll(folder, 0o750))
	require.NoError(t, os.WriteFile(filepath.Join(folder, "1.json"), []byte(`{"mine":[1.5]}`), 0o600))
	r = do(t, "", "endpoints", "--fields", "--json", folder)
	var list []ledger.Field
	require.NoError(t, json.Unmarshal([]byte(r.out), &list))
	var mine []string
	for _, f := range list {
		if f.Path == "mine" {
			mine = append(mine, f.Operation, strings.Join(f.Kinds, ","))
			assert.False(t, f.Documented)
		}
	}
	assert.Equal(t, []string{"item_review", "array"}, mine)
}

// TestFieldsOfUnreadableFiles counts what can be read, and names what cannot.
func TestFieldsOfUnreadableFiles(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.Mkdir(filepath.Join(dir, "item_review"), 0o755))
	broken := "\x1f\x8b"
	for name, content := range map[string]string{"a.json.gz": broken, "b.json": `{"mine":1}`, "c.json.gz": broken} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, "item_review", name), []byte(content), 0o600))
	}
	r := do(t, "", "endpoints", "--fields", dir)
	assert.Equal(t, exitUsage, r.status)
	assert.Regexp(t, `item_review +mine +undocumented +1 `, r.out)
	assert.Regexp(t, `^cannot read \S+c.json.gz: .*\n`+
		`ali1688: not all responses could be counted; the first: cannot read \S+a.json.gz: .*\n$`, r.err)
}

// TestCheckExpect reports a member that all recordings have, if asked for.
func TestCheckExpect(t *testing.T) {
	recorded, err := os.ReadFile("../../evidence/recordings/seller_info/01-nick-shop1432227742608-2019.json")
	require.NoError(t, err)
	var body map[string]any
	require.NoError(t, json.Unmarshal(recorded, &body))
	delete(body, "secache")
	less, err := json.Marshal(body)
	require.NoError(t, err)
	r := do(t, string(less), "check", "--strict", "--api", "seller_info", "-")
	assert.Equal(t, exitFine, r.status, r.out)
	r = do(t, string(less), "check", "--expect", "--api", "seller_info", "-")
	assert.Equal(t, exitFindings, r.status)
	assert.Contains(t, r.out, "/secache: expected: want the member, which all of 1 recordings have, got nothing")
	file := filepath.Join(t.TempDir(), "a.har")
	archive := `{"log":{"entries":[{"request":{"url":"http://h/1688/seller_info/"},"response":{"status":%d,"content":` +
		`{"text":"{}"}}}]}}`
	for status, expects := range map[int]bool{200: true, 503: false} {
		require.NoError(t, os.WriteFile(file, fmt.Appendf(nil, archive, status), 0o600))
		r = do(t, "", "check", "--expect", file)
		assert.Equal(t, expects, strings.Contains(r.out, "expected:"), "%d: %s", status, r.out)
	}
	for api, body := range map[string]string{
		"seller_info": `{"error":"","reason":"","error_code":"2000"}`, "item_get": `{"error":"","error_code":"7777"}`,
		"item_search": `{"error":"","error_code":"0000","page":`, "item_fee": "<html>",
	} {
		r = do(t, body, "check", "--expect", "--api", api, "-")
		assert.NotContains(t, r.out, "expected:", "a failure has no payload")
	}
}
