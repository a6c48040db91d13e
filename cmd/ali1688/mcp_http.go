//go:build !lean

package main

import (
	"errors"
	"fmt"
	"net"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/go-ali1688/ali1688/internal/mcpserver"
)

// shortestToken is how many characters the token of a server has at least.
const shortestToken = 16

// serveHTTP serves until the command is interrupted. Other machines need the token.
func (a *assistant) serveHTTP(e *env, server *mcp.Server) error {
	token := e.account.mcpToken
	switch {
	case token != "" && len(token) < shortestToken:
		return fmt.Errorf("ALI1688_MCP_TOKEN must have at least %d characters", shortestToken)
	case token == "" && !isLoopback(a.http):
		return errors.New(
			"set ALI1688_MCP_TOKEN to a token that clients must send: --http is an address that other machines " +
				"reach; without a token serve 127.0.0.1:8080")
	}
	listener, err := listen(a.http)
	if err != nil {
		return err
	}
	fmt.Fprintf(e.out, "listening on http://%s/mcp\n", listener.Addr())
	return serve(e.ctx, mcpserver.HTTP(server, token), listener)
}

// isLoopback reports whether only this machine reaches an address.
func isLoopback(address string) bool {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return false
	}
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
