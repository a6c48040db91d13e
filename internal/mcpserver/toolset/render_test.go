package toolset

import (
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/openapi"
)

func bundles() map[string][]byte {
	return map[string][]byte{"gateway": openapi.Gateway().JSON, "openplatform": openapi.OpenPlatform().JSON}
}

func TestRender(t *testing.T) {
	got, err := Render(bundles())
	require.NoError(t, err)
	want, err := os.ReadFile("tools.gen.json")
	require.NoError(t, err)
	assert.Equal(t, string(want), string(got), "run `make generate`")
}
