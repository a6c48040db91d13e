package mcpserver

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/go-ali1688/ali1688/internal/lists"
)

// confirmation is the name of the question to the person.
const confirmation = "confirm"

var questionSchema = jsontext.Value(
	`{"type":"object","required":["confirm"],"properties":{"confirm":{"type":"boolean",` +
		`"title":"Do it / 确认","description":"Nothing happens without it."}}}`,
)

// confirm returns nil if a change may be made. Otherwise it returns the result that asks the person, or that tells the
// assistant why nothing was done.
func (c *Config) confirm(req *mcp.CallToolRequest, question string) *mcp.CallToolResult {
	if c.TrustClient {
		return nil
	}
	if response, ok := req.Params.InputResponses[confirmation].(*mcp.ElicitResult); ok {
		if response.Action == "accept" && response.Content["confirm"] == true {
			return nil
		}
		return failed("The person did not confirm. Nothing was sent. Do not ask again unless the person wants it.")
	}
	if can := req.ClientCapabilities(); can == nil || can.Elicitation == nil {
		return failed("Nothing was sent: this program cannot ask the person to confirm (elicitation). Use one that can, or " +
			"start the server with --confirm client if the program itself asks before each call.")
	}
	if c.Mock {
		question = "MOCK, nothing is bought. " + question
	}
	return &mcp.CallToolResult{InputRequests: mcp.InputRequestMap{
		confirmation: &mcp.ElicitParams{Message: question, RequestedSchema: questionSchema},
	}}
}

// String returns the arguments as the person reads them.
func (v values) String() string {
	pair := func(name string) string { return fmt.Sprintf("%s=%.200s", name, v[name]) }
	return strings.Join(lists.Map(slices.Sorted(maps.Keys(v)), pair), ", ")
}
