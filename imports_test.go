package ali1688_test

import (
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestImports keeps imports running one way: who imports a client compiles neither the mock nor the checker, nor any
// reader of OpenAPI; who uses only the gateway compiles nothing of the open platform; and the whole tour links no
// database.
func TestImports(t *testing.T) {
	cases := map[string][]string{
		".":                        {"kin-openapi", "ali1688/mock", "ali1688/conformance", "ali1688/openapi", "yaml", "oapi-codegen/v2", "testify", "openplatform"},
		"./openplatform":           {"kin-openapi", "ali1688/mock", "ali1688/conformance", "ali1688/openapi", "yaml", "oapi-codegen/v2", "testify"},
		"./loose":                  {"kin-openapi", "ali1688/generated", "oapi-codegen"},
		"./transport":              {"ali1688/generated", "ali1688/mock"},
		"./generated/openplatform": {"oapi-codegen", "net/http", "ali1688/generated/gateway"},
		"./phpwire":                {"ali1688/transport", "ali1688/generated", "ali1688/loose", "phpserialize"},
		"./mock":                   {"kin-openapi", "oasdiff", "testify", "yaml"},
		"./conformance":            {"kin-openapi", "oasdiff", "ali1688/mock", "testify", "yaml"},
		"./internal/cmd/tour":      {"kin-openapi", "oasdiff", "oapi-codegen/v2", "redis"},
		"./cmd/ali1688":            {"kin-openapi", "oasdiff", "oapi-codegen/v2", "testify"}, // as the image has it
	}
	for pkg, forbidden := range cases {
		out, err := exec.Command("go", "list", "-tags", "lean", "-deps", pkg).CombinedOutput()
		require.NoError(t, err, "%s", out)
		for _, dep := range strings.Fields(string(out)) {
			for _, f := range forbidden {
				assert.NotContains(t, dep, f, "%s must not import it", pkg)
			}
		}
	}
}
