package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/livecheck"
)

// TestPlatform calls what reads on the open platform, too, where an application is given, and records each response
// as its own.
func TestPlatform(t *testing.T) {
	dir, upstream := t.TempDir(), faulty(t, nil)
	account := map[string]string{
		"ALI1688_KEY": key, "ALI1688_SECRET": secret,
		"ALI1688_APP_KEY": "1000000", "ALI1688_APP_SECRET": "t_planted_app_secret_99",
		"ALI1688_ACCESS_TOKEN": "t_planted_token_11",
	}
	args := []string{
		"--yes", "--base-url", upstream, "--platform-url", upstream, "--to", filepath.Join(dir, "recorded"),
		"--report", filepath.Join(dir, "live.md"), "--pause", "0s",
	}
	var out bytes.Buffer
	require.NoError(t, run(context.Background(), args, &out, func(name string) string { return account[name] }))
	report, err := os.ReadFile(filepath.Join(dir, "live.md"))
	require.NoError(t, err)
	assert.Contains(t, string(report), "| alibaba.trade.getBuyerOrderList | conforms | alibaba.trade.getBuyerOrderList/")
	assert.Positive(t, livecheck.PlatformCalls())
	assert.NotContains(t, string(report), "not called")
	assert.NotContains(t, out.String()+string(report), "t_planted")
}
