package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestTour makes the tour, and holds what the front page says against what it printed.
func TestTour(t *testing.T) {
	var out bytes.Buffer
	ok, err := tour(context.Background(), &out)
	require.NoError(t, err)
	assert.True(t, ok, out.String())
	m := regexp.MustCompile(`(\d+) of \d+ operations answered, \d+ conform; (\d+) places`).FindStringSubmatch(out.String())
	require.NotNil(t, m, out.String())
	readme, err := os.ReadFile("../../../README.md")
	require.NoError(t, err)
	assert.Contains(t, string(readme), fmt.Sprintf("All %s operations", m[1]))
	assert.Contains(t, string(readme), m[2]+" places of their answers have no type")
	for name, sentence := range readmes {
		page, err := os.ReadFile("../../../" + name)
		require.NoError(t, err)
		assert.Contains(t, string(page), sentence.text(operations(), examples()), "run make readme")
	}
	rules, err := os.ReadFile("../../../openapi/RULES.md")
	require.NoError(t, err)
	assert.Contains(t, string(rules), "counts "+m[2]+" places without a type")
}
