package main

import (
	"bytes"
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestTour calls every operation and finds no fault.
func TestTour(t *testing.T) {
	var out bytes.Buffer
	ok, err := tour(context.Background(), &out)
	require.NoError(t, err)
	assert.True(t, ok, out.String())
	assert.Regexp(t, `(\d+) of (\d+) operations answered`, out.String())
}
