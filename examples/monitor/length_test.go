package main

import (
	"bytes"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestLength keeps the programs that users copy short.
func TestLength(t *testing.T) {
	for _, program := range []string{"monitor", "search", "supplier"} {
		text, err := os.ReadFile("../" + program + "/main.go")
		require.NoError(t, err)
		assert.Less(t, bytes.Count(text, []byte("\n")), 60, program)
	}
}
