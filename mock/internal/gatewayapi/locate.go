package gatewayapi

import (
	"strings"

	"github.com/go-ali1688/ali1688/mock/internal/exchange"

	"github.com/go-ali1688/ali1688/internal/params"
)

// Locate sets the platform and the operation that a path names.
func Locate(c *exchange.Call, path string) {
	c.Platform, c.API, c.Known = splitPath(path)
	if c.API == "" {
		readOlderAddress(c, path)
	}
}

// IsOperation reports whether a path is that of an operation of the gateway.
func IsOperation(path string) bool {
	_, _, known := splitPath(path)
	return known
}

// splitPath splits /1688/item_get/, with or without the outer slashes.
func splitPath(path string) (platform, api string, known bool) {
	platform, api, ok := strings.Cut(strings.Trim(path, "/"), "/")
	if !ok || !exchange.IsName(platform) || !exchange.IsName(api) {
		return "", "", false
	}
	_, isOperation := params.Operations[api]
	return platform, api, isOperation && exchange.IsPlatform(platform)
}

// olderAddress is the last part of the address that the older gateway has for all operations.
const olderAddress = "api_call.php"

// readOlderAddress sets the operation of a request to /<platform>/api_call.php, which is its parameter api_name.
func readOlderAddress(c *exchange.Call, path string) {
	platform, rest, _ := strings.Cut(strings.Trim(path, "/"), "/")
	api := c.Get("api_name")
	if rest != olderAddress || !exchange.IsName(platform) || !exchange.IsName(api) {
		return
	}
	c.OlderAddress = true
	c.Platform, c.API, c.Known = splitPath("/" + platform + "/" + api)
}
