package mcpserver

import (
	"context"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/document"
	"github.com/go-ali1688/ali1688/internal/lists"
	"github.com/go-ali1688/ali1688/internal/mcpserver/toolset"
	"github.com/go-ali1688/ali1688/internal/params"
	"github.com/go-ali1688/ali1688/internal/plain"
	"github.com/go-ali1688/ali1688/internal/suggest"
	"github.com/go-ali1688/ali1688/openapi"
)

// addOpen adds the tools for the operations that were opened by name.
func (c *Config) addOpen(s *mcp.Server) error {
	parsed := map[string]*document.Document{}
	for _, pattern := range c.Open {
		names, err := opened(pattern)
		if err != nil {
			return err
		}
		for _, name := range names {
			if err := c.open(s, parsed, name, name != pattern); err != nil {
				return err
			}
		}
	}
	return nil
}

// opened returns the operations of a name or pattern.
func opened(pattern string) ([]string, error) {
	named := func(op *platform.Operation) string { return op.Name }
	all := slices.Concat(slices.Sorted(maps.Keys(params.Operations)), lists.Map(platform.Operations, named), plain.Names())
	var names []string
	for _, name := range all {
		if ok, err := path.Match(pattern, name); err != nil {
			return nil, fmt.Errorf("--tools: %q is not a pattern: %w", pattern, err)
		} else if ok {
			names = append(names, name)
		}
	}
	if len(names) > 0 {
		return names, nil
	}
	if near := suggest.To(pattern, all); near != "" {
		return nil, fmt.Errorf("--tools: there is no operation %q; did you mean %s?", pattern, near)
	}
	return nil, fmt.Errorf("--tools: there is no operation %q; `ali1688 endpoints` lists them", pattern)
}

// open adds the tool of an operation. By a pattern only those are opened that may be used.
func (c *Config) open(s *mcp.Server, parsed map[string]*document.Document, name string, byPattern bool) error {
	if err := c.mayOpen(name); err != nil {
		if byPattern {
			return nil
		}
		return err
	}
	d, op, err := find(parsed, name)
	if err != nil {
		return err
	}
	definition, err := toolset.Open(d, op)
	if err != nil {
		return err
	}
	reads := effectOf(name) == platform.EffectRead
	s.AddTool(describe(definition, reads), c.checked(definition, name, c.whole(name, reads)))
	return nil
}

// mayOpen returns why an operation is no tool, or nil.
func (c *Config) mayOpen(name string) error {
	effect, op := effectOf(name), platform.Find(name)
	switch {
	case name == "custom":
		return fmt.Errorf("--tools: custom calls anything; open the operation itself")
	case !c.serves(name):
		return fmt.Errorf("--tools: there are no credentials for %s", name)
	case op != nil && effect == platform.EffectCreate && op.Family == "order":
		return fmt.Errorf("--tools: %s places orders without a preview; use --allow-orders, with order_preview and "+
			"order_create", name)
	case effect != platform.EffectRead && c.Orders == nil:
		return fmt.Errorf("--tools: %s changes something (%s); add --allow-orders to open it", name, effect)
	}
	return nil
}

// effectOf returns what an operation does to the world. Those of the gateway read, but for custom.
func effectOf(name string) platform.Effect {
	if op := platform.Find(name); op != nil {
		return op.Effect
	}
	if op := plain.Find(name); !ofGateway(name) && op != nil && changes(op) {
		return platform.Effect(op.Effect)
	}
	return platform.EffectRead
}

// find returns an operation with its document, which is parsed once.
func find(parsed map[string]*document.Document, name string) (*document.Document, *document.Operation, error) {
	source := sourceOf(name)
	if parsed[source.Name] == nil {
		d, err := document.Parse(source.JSON)
		if err != nil {
			return nil, nil, err
		}
		parsed[source.Name] = d
	}
	d := parsed[source.Name]
	for _, op := range d.Operations() {
		if op.ID == name {
			return d, op, nil
		}
	}
	return nil, nil, fmt.Errorf("the document %s has no operation %s", source.Name, name)
}

// sourceOf returns the document of an operation.
func sourceOf(name string) openapi.Document {
	if op := plain.Find(name); op != nil && !ofGateway(name) && platform.Find(name) == nil {
		if d := lists.Find(openapi.Documents(), func(d *openapi.Document) bool { return d.Name == op.Document }); d != nil {
			return *d
		}
	}
	if platform.Find(name) != nil {
		return openapi.OpenPlatform()
	}
	return openapi.Gateway()
}

// How much of a response the result of an opened operation has.
const (
	openRows       = 5
	openCharacters = 200
	openEverything = 1 << 20
)

// whole returns what the tool of an opened operation does.
func (c *Config) whole(name string, reads bool) run {
	return func(ctx context.Context, req *mcp.CallToolRequest, args values) (*mcp.CallToolResult, error) {
		rows, characters := openRows, openCharacters
		if args.text(toolset.Whole) == "true" {
			rows, characters = openEverything, openEverything
		}
		delete(args, toolset.Whole)
		if !reads {
			question := fmt.Sprintf("Call %s, which changes something (%s), with %s?", name, effectOf(name), args)
			if asked := c.confirm(req, question); asked != nil {
				return asked, nil
			}
		}
		body, err := c.call(ctx, name, args)
		if err != nil {
			return nil, err
		}
		result, cut, err := toolset.Cut(body, rows, characters)
		if err != nil {
			return nil, fmt.Errorf("the response cannot be read: %w", err)
		}
		out := c.mark(toolset.Result{"result": result, "cut": cut}, name)
		text, err := encode(result)
		if err != nil {
			return nil, err
		}
		return finish(out, strings.Join([]string{c.notice(), c.source(name), string(text)}, "\n"))
	}
}
