package main

import (
	"os/exec"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/testkit/testenv"
)

// TestFleet runs the script, with Redis, the mock and four workers.
func TestFleet(t *testing.T) {
	if testing.Short() {
		t.Skip("SKIPPED: -short leaves out what builds whole programs")
	}
	testenv.Program(t, "redis-server", "bash", "redis-server")
	out, err := exec.Command("./run.sh", "60").CombinedOutput()
	require.NoError(t, err, "%s", out)
	assert.Contains(t, string(out), "60 added\n")
	assert.Contains(t, string(out), "60 lines, 60 offers, 0 errors\n")
}
