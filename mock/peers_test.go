package mock_test

import (
	"context"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/mock"
)

// TestPeers calls the mock from other languages, the way the provider's pages show, and compares with the Go client.
func TestPeers(t *testing.T) {
	gw := mock.New(t)
	client, err := ali1688.New("k", "s", ali1688.WithBaseURL(gw.URL()))
	require.NoError(t, err)
	answer, err := client.ItemGet(context.Background(), &gateway.ItemGetParams{NumIID: "610947572360"})
	require.NoError(t, err)
	want := answer.Item.NumIID.String() + " " + answer.Item.Title
	for _, peer := range []struct{ name, program, script string }{
		{"php", "php", "call.php"}, {"python", "python3", "call.py"}, {"node", "node", "call.mjs"},
	} {
		t.Run(peer.name, func(t *testing.T) {
			needs(t, peer.name, peer.program)
			out, err := exec.Command(peer.program, "testdata/peers/"+peer.script, gw.URL()).CombinedOutput()
			require.NoError(t, err, "%s", out)
			assert.Equal(t, want, strings.TrimSpace(string(out)))
		})
	}
}

// needs skips the test loudly where a program is missing, and fails it where ALI1688_REQUIRE names it.
func needs(t *testing.T, name, program string) {
	t.Helper()
	if _, err := exec.LookPath(program); err == nil {
		return
	}
	if slices.Contains(strings.Split(os.Getenv("ALI1688_REQUIRE"), ","), name) {
		t.Fatalf("ALI1688_REQUIRE names %s, but there is no %s", name, program)
	}
	t.Skipf("SKIPPED: there is no %s here, so nothing was called from it", program)
}
