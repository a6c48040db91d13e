package main

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/openapi"
)

// TestKnownNames compares the operations of `endpoints --json`, and the push messages of the document, with every name
// that public sources know: each is described, or is in the list of undescribed names with its reason, and not both.
func TestKnownNames(t *testing.T) {
	described := describedNames(t)
	reasons := map[string]string{}
	for _, row := range evidenceRows(t, "undescribed", 2) {
		reasons[row[0]] = row[1]
		assert.NotEmpty(t, row[1], "the reason of %s", row[0])
	}
	known := map[string]bool{}
	rows := evidenceRows(t, "known", 4)
	require.NotEmpty(t, rows)
	for _, row := range rows {
		namespace, name, version := row[1], row[2], row[3]
		known[name] = true
		want := name
		if row[0] != "topic" {
			want = version + "/" + namespace + "/" + name
		}
		switch isNamed := reasons[name] != ""; {
		case described[want] && isNamed:
			t.Errorf("%s is described: remove its row from undescribed.tsv", want)
		case !described[want] && !isNamed:
			t.Errorf("%s is not described: add it to undescribed.tsv with the reason", want)
		}
	}
	for name := range reasons {
		assert.True(t, known[name], "%s of undescribed.tsv is not in known.tsv", name)
	}
}

// describedNames returns <version>/<namespace>/<name> of every operation of a platform, and the topics of messages.
func describedNames(t *testing.T) map[string]bool {
	t.Helper()
	r := do(t, "", "endpoints", "--json")
	require.Zero(t, r.status, r.err)
	var operations []struct{ Path string }
	require.NoError(t, json.Unmarshal([]byte(r.out), &operations))
	out := map[string]bool{}
	for _, op := range operations {
		// as /param2/1/com.alibaba.trade/alibaba.trade.cancel/{appKey}
		if parts := strings.Split(op.Path, "/"); len(parts) == 6 {
			out[strings.Join(parts[2:5], "/")] = true
		}
	}
	var document struct {
		Webhooks map[string]any `json:"x-webhooks"`
	}
	require.NoError(t, json.Unmarshal(openapi.OpenPlatform().JSON, &document))
	for topic := range document.Webhooks {
		out[topic] = true
	}
	return out
}

// evidenceRows reads a list of the open platform's evidence.
func evidenceRows(t *testing.T, name string, columns int) [][]string {
	t.Helper()
	text, err := os.ReadFile("../../evidence/openplatform/" + name + ".tsv")
	require.NoError(t, err)
	var rows [][]string
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSuffix(line, "\n"); !strings.HasPrefix(line, "#") {
			row := strings.Split(line, "\t")
			require.Len(t, row, columns, "%s.tsv: %q", name, line)
			rows = append(rows, row)
		}
	}
	return rows
}
