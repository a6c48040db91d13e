package main

import (
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/documents"
)

const shop = `openapi: 3.0.3
info:
  title: Shop
  description: A shop.
  version: "1"
paths: {}
`

// TestPlaces reports a stale text at its line in the overlay, and a missing one at the line of its English.
func TestPlaces(t *testing.T) {
	t.Chdir(t.TempDir())
	row := &documents.Row{Name: "shop", Chinese: "zh"}
	write := func(path, content string) {
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o750))
		require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
	}
	write("openapi/shop/openapi.yaml", shop)
	write(
		"zh/openapi.yaml",
		"overlay: 1.0.0\nx-speakeasy-jsonpath: rfc9535\ninfo: {title: zh, version: \"1\"}\nactions:\n"+
			"  - target: $.info\n    x-source-hash: old\n    update: {title: 店}\n",
	)
	places := func(stamp bool) []string {
		problems, err := run(row, stamp, io.Discard, func() bool { return true })
		require.NoError(t, err)
		var out []string
		for _, p := range problems {
			out = append(out, p.place)
		}
		return out
	}
	assert.Equal(t, []string{"zh/openapi.yaml:5", "openapi/shop/openapi.yaml:4"}, places(false))
	assert.Equal(t, []string{"openapi/shop/openapi.yaml:4"}, places(true), "stamping updates no missing text")
	assert.Equal(t, []string{"openapi/shop/openapi.yaml:4"}, places(false), "stamped")

	write(
		"zh/paths/item_get.yaml",
		"actions:\n  - target: $.info\n    x-source-hash: old\n    update: {description: 一个店。}\n",
	)
	problems, err := run(row, true, io.Discard, func() bool { return true })
	require.NoError(t, err)
	assert.Equal(t, []problem{{"zh/paths/item_get.yaml:2",
		"$.info belongs into zh/openapi.yaml, as the files of the Chinese mirror those of the document"}}, problems)
}
