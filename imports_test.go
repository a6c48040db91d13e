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
	cases := map[string][]string{ // "$" stands for the end of a path
		".": {"kin-openapi", "ali1688/mock", "ali1688/conformance", "ali1688/openapi", "yaml",
			"oapi-codegen/v2", "testify", "openplatform", "bbolt", "opentelemetry"},
		"./openplatform": {"kin-openapi", "ali1688/mock", "ali1688/conformance", "ali1688/openapi", "yaml",
			"oapi-codegen/v2", "testify", "bbolt", "opentelemetry"},
		"./loose": {"kin-openapi", "ali1688/generated", "oapi-codegen"},
		"./transport": {"ali1688/generated", "ali1688/mock", "opentelemetry", "ali1688/loose",
			"go-json-experiment/json$"},
		"./internal/redact":    {"ali1688/loose", "go-json-experiment/json$"},
		"./refusal":            {"ali1688/loose", "go-json-experiment/json$"},
		"./generated/platform": {"oapi-codegen", "net/http", "ali1688/generated/gateway"},
		"./phpwire": {"ali1688/transport", "ali1688/generated", "ali1688/loose", "phpserialize",
			"go-json-experiment/json$", "encoding/xml"},
		"./mock":              {"kin-openapi", "oasdiff", "testify", "yaml"},
		"./conformance":       {"kin-openapi", "oasdiff", "ali1688/mock", "testify", "yaml"},
		"./internal/cmd/tour": {"kin-openapi", "oasdiff", "oapi-codegen/v2", "redis"},
		"./cmd/ali1688": { // as the image has it
			"kin-openapi", "oasdiff", "oapi-codegen/v2", "testify", "opentelemetry", "modelcontextprotocol"},
	}
	for pkg, forbidden := range cases {
		out, err := exec.Command("go", "list", "-tags", "lean", "-deps", pkg).CombinedOutput()
		require.NoError(t, err, "%s", out)
		for dep := range strings.FieldsSeq(string(out)) {
			for _, f := range forbidden {
				assert.NotContains(t, dep+"$", f, "%s must not import it", pkg)
			}
		}
	}
}

// rooms are the packages of the mock and of the checker, with the only ones of them that each may import. Below all
// rooms of the mock lie splice, exchange and reply; above all lies package mock, which composes them.
var rooms = map[string][]string{
	"mock/internal/splice":     {},
	"mock/internal/exchange":   {},
	"mock/internal/reply":      {"mock/internal/exchange", "mock/internal/splice"},
	"mock/world":               {},
	"mock/orders":              {"mock/internal/exchange", "mock/world"},
	"mock/internal/products":   {"mock/world"},
	"mock/internal/faults":     {"mock/internal/exchange", "mock/internal/reply", "mock/internal/splice"},
	"mock/internal/replay":     {"mock/internal/exchange", "mock/internal/reply"},
	"mock/internal/edition":    {"mock/internal/exchange", "mock/internal/reply", "mock/internal/splice"},
	"mock/internal/gatewayapi": {"mock/internal/exchange", "mock/internal/reply", "mock/world"},
	"mock/internal/platformapi": {"mock/internal/exchange", "mock/internal/reply", "mock/internal/splice",
		"mock/internal/products", "mock/internal/pushes", "mock/orders"},
	"mock/internal/pushes": {"mock/internal/exchange", "mock/internal/faults", "mock/internal/splice",
		"mock/orders"},
	"mock/websocket":           {"mock"},
	"mock/internal/admin":      {"mock/internal/exchange", "mock/orders"},
	"mock/internal/pages":      {"mock/internal/products", "mock/orders", "mock/world"},
	"mock/internal/middleware": {"mock/internal/exchange", "mock/internal/reply"},
	"conformance":              {},
	"conformance/bodies":       {},
	"conformance/report":       {"conformance"},
}

// TestRooms keeps the rooms of the mock from importing one another, and splicing from knowing HTTP.
func TestRooms(t *testing.T) {
	const module = "github.com/go-ali1688/ali1688/"
	out, err := exec.Command("go", "list", "-f", "{{.ImportPath}} {{join .Imports \" \"}}", "./mock/...",
		"./conformance/...").CombinedOutput()
	require.NoError(t, err, "%s", out)
	seen := map[string]bool{}
	for line := range strings.Lines(string(out)) {
		fields := strings.Fields(strings.ReplaceAll(line, module, ""))
		room, imports := fields[0], fields[1:]
		seen[room] = true
		allowed, ok := rooms[room]
		if !ok {
			assert.Contains(t, []string{"mock", "mock/internal/mocktest", "conformance/peers"}, room,
				"add the package to the list of rooms")
			continue
		}
		for _, i := range imports {
			if strings.HasPrefix(i, "mock") || strings.HasPrefix(i, "conformance") {
				assert.Contains(t, allowed, i, "%s must not import it", room)
			}
			assert.False(t, room == "mock/internal/splice" && i == "net/http", "splice must not know HTTP")
		}
	}
	for room := range rooms {
		assert.True(t, seen[room], "there is no package %s", room)
	}
}
