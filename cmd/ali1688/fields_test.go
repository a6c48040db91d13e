package main

import (
	"encoding/json"
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
	r = do(t, `{"error":"","reason":"","error_code":"2000"}`, "check", "--expect", "--api", "seller_info", "-")
	assert.NotContains(t, r.out, "expected:", "a refusal has no payload")
}
