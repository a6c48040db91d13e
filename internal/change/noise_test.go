package change

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/openapi"
)

// TestNoise takes one property out of every schema of our own document that has any: the report has one line for
// each, however many operations reach it.
func TestNoise(t *testing.T) {
	old, err := parseJSON(openapi.Gateway().JSON)
	require.NoError(t, err)
	changed := clone(old).(object)
	removed := map[string]string{}
	for name, v := range child(child(changed, "components"), "schemas") {
		if property := takeOne(v.(object)); property != "" {
			removed[name] = property
		}
	}
	require.GreaterOrEqual(t, len(removed), 90)

	others, err := oasdiffChanges(old, changed)
	require.NoError(t, err)
	start := time.Now()
	report, err := Compare(&Side{Documents: map[string]*Document{"gateway": {Root: old}}},
		&Side{Documents: map[string]*Document{"gateway": {Root: changed}}})
	require.NoError(t, err)
	t.Logf("%d edits made, %d lines (oasdiff by itself: %d), in %s", len(removed), len(report.Edits), len(others),
		time.Since(start).Round(time.Millisecond))
	got := map[string]string{}
	for _, e := range report.Edits {
		if e.Kind == Unused {
			continue
		}
		assert.Equal(t, Removed, e.Kind, "%s %s: %v", e.Group, e.Place, e.GoChanges)
		got[e.Group] = e.Place
	}
	assert.Equal(t, removed, got)
	assert.LessOrEqual(t, len(report.Edits), len(removed)+1, "one more for the components that nothing refers to any more")
}

// takeOne takes the first property out of a schema, or out of what it is made of.
func takeOne(schema object) string {
	for _, part := range list(schema["allOf"]) {
		if name := takeOne(part.(object)); name != "" {
			return name
		}
	}
	properties := child(schema, "properties")
	for _, name := range keys(properties, nil) {
		removeProperty(name)(schema)
		return name
	}
	return ""
}

// TestNothing finds no difference between a document and itself, and none in the order of its keys.
func TestNothing(t *testing.T) {
	gateway := openapi.Gateway()
	dir := t.TempDir()
	a, b := filepath.Join(dir, "gateway.yaml"), filepath.Join(dir, "gateway.json")
	root, err := parseJSON(gateway.JSON)
	require.NoError(t, err)
	sorted, err := json.Marshal(root)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(a, gateway.YAML, 0o600))
	require.NoError(t, os.WriteFile(b, sorted, 0o600))
	old, err := Load(a)
	require.NoError(t, err)
	new, err := Load(b)
	require.NoError(t, err)
	report, err := Compare(old, new)
	require.NoError(t, err)
	assert.Empty(t, report.Edits, lines(report))
	assert.Equal(t, NoStep, report.Calls)
}
