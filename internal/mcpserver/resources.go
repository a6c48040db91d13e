package mcpserver

import (
	"context"
	"strings"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/go-ali1688/ali1688/internal/mcpserver/pages"
)

const (
	scheme   = "ali1688://"
	markdown = "text/markdown"
)

// addResources adds the guides, the pages of the operations and the error codes.
func (c *Config) addResources(s *mcp.Server) error {
	guides, err := pages.Guides()
	if err != nil {
		return err
	}
	for _, g := range guides {
		addPage(s, scheme+"guides/"+g.Language+"/"+g.Name, g.Title, "A guide ("+g.Language+").", g.Text)
	}
	addPage(s, scheme+"errors", "Error codes", "What each code of both APIs means, and what to do about it.", pages.Errors)
	addPage(s, scheme+"operations", "Operations", "All operations of the documents.", pages.Operations)
	s.AddResourceTemplate(&mcp.ResourceTemplate{
		URITemplate: scheme + "operations/{name}", Name: "operation", Title: "An operation", MIMEType: markdown,
		Description: "The parameters, the response and the codes of an operation, such as " + scheme + "operations/item_get.",
	}, readOperation)
	return nil
}

// addPage adds a page that is printed when it is read.
func addPage(s *mcp.Server, uri, title, description string, text func() (string, error)) {
	s.AddResource(&mcp.Resource{URI: uri, Name: strings.TrimPrefix(uri, scheme), Title: title, Description: description,
		MIMEType: markdown},
		func(context.Context, *mcp.ReadResourceRequest) (*mcp.ReadResourceResult, error) {
			page, err := text()
			return contents(uri, page), err
		})
}

func readOperation(_ context.Context, req *mcp.ReadResourceRequest) (*mcp.ReadResourceResult, error) {
	uri := req.Params.URI
	page, err := pages.Operation(strings.TrimPrefix(uri, scheme+"operations/"))
	if page == "" && err == nil {
		return nil, mcp.ResourceNotFoundError(uri)
	}
	return contents(uri, page), err
}

func contents(uri, text string) *mcp.ReadResourceResult {
	return &mcp.ReadResourceResult{Contents: []*mcp.ResourceContents{{URI: uri, MIMEType: markdown, Text: text}}}
}
