package mock_test

import (
	"context"
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/internal/testkit/testenv"
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
			testenv.Program(t, peer.name, peer.program)
			out, err := exec.Command(peer.program, "testdata/peers/"+peer.script, gw.URL()).CombinedOutput()
			require.NoError(t, err, "%s", out)
			assert.Equal(t, want, strings.TrimSpace(string(out)))
		})
	}
}
