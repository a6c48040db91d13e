package mcpserver

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"strings"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/go-ali1688/ali1688/internal/lists"
	"github.com/go-ali1688/ali1688/internal/mcpserver/ordering"
	"github.com/go-ali1688/ali1688/internal/mcpserver/toolset"
)

const (
	previewOperation = "alibaba.createOrder.preview"
	createOperation  = "alibaba.trade.createCrossOrder"
)

var previewTool = toolset.Definition{
	Name:  "order_preview",
	Title: "Preview an order",
	Description: "Compute what an order costs with freight, without ordering. The result has a token, with which " +
		"order_create orders exactly this. Operation " + previewOperation + ". It changes nothing.",
	Input: jsontext.Value(`{"type":"object","additionalProperties":false,"required":["lines"],"properties":{
"lines":{"type":"array","minItems":1,"maxItems":50,"description":"What is bought, of one supplier.",
"items":{"type":"object",
"additionalProperties":false,"required":["num_iid","quantity"],"properties":{
"num_iid":{"type":["string","integer"],"pattern":"^[0-9]{1,19}$","description":"The offer's id.",
"examples":["610947572360"]},
"spec_id":{"type":"string","description":"The variant, from the tool offer. Without it an offer without variants.",
"examples":["b266e0726506185beaf205cbae88530d"]},
"quantity":{"type":"integer","minimum":1,"maximum":1000000,"description":"How many pieces.","examples":[200]}}}},
"address_id":{"type":["string","integer"],"pattern":"^[0-9]{1,19}$",
"description":"A saved address of the account. Without it the account's default."}}}`),
	Output: orderSchema(map[string]any{
		"token":        of("string", "The token for order_create."),
		"number":       of("string", "The number by which the order will be found."),
		"sum_yuan":     of("number", "The sum with freight. Unit: yuan (元)."),
		"goods_yuan":   of("number", "The sum of the goods. Unit: yuan (元)."),
		"freight_yuan": of("number", "The freight. Unit: yuan (元)."),
		"pieces":       of("integer", "How many pieces."),
		"orders":       of("integer", "How many orders it makes."),
		"expires":      of("string", "Until when the token is valid."),
	}, "token", "sum_yuan", "expires"),
}

var createTool = toolset.Definition{
	Name:  "order_create",
	Title: "Place an order",
	Description: "Place the order of a preview, once, after the user has agreed to its sum. The person is asked to " +
		"confirm. A second call with the token never orders again: it returns the result of the first. Operation " +
		createOperation + ". It changes something: it orders. It does not pay.",
	Input: jsontext.Value(`{"type":"object","additionalProperties":false,"required":["token"],"properties":{
"token":{"type":"string","description":"The token of order_preview.","examples":["order-EXAMPLE"]}}}`),
	Output: orderSchema(map[string]any{
		"status": map[string]any{"type": "string", "enum": []ordering.Status{ordering.Created, ordering.Unknown,
			ordering.Refused}, "description": "What happened. With unknown the response was lost: never order again, call " +
			"order_create with the same token later, which only looks."},
		"orders":   map[string]any{"type": "array", "items": of("string", "An id."), "description": "The ids of the orders."},
		"sum_yuan": of("number", "The sum by the platform. Unit: yuan (元)."),
		"number":   of("string", "The number of the order."),
		"text":     of("string", "The same in words."),
	}, "status", "orders", "number", "text"),
}

// of returns the schema of a value of a kind.
func of(kind, description string) map[string]any {
	return map[string]any{"type": kind, "description": description}
}

// orderSchema returns the schema of a result with properties of its own.
func orderSchema(own map[string]any, required ...string) jsontext.Value {
	properties, always := toolset.Common()
	maps.Copy(properties, own)
	schema, err := encode(map[string]any{"type": "object", "properties": properties,
		"required": append(always, required...)})
	if err != nil {
		panic(err) // of constants
	}
	return schema
}

// addOrders adds the two steps of an order, if orders are allowed.
func (c *Config) addOrders(s *mcp.Server) error {
	if c.Orders == nil {
		return nil
	}
	s.AddTool(describe(previewTool, true), c.checked(previewTool, previewOperation, c.preview))
	s.AddTool(describe(createTool, false), c.checked(createTool, createOperation, c.create))
	return nil
}

// preview computes an order and issues its token.
func (c *Config) preview(ctx context.Context, _ *mcp.CallToolRequest, args values) (*mcp.CallToolResult, error) {
	lines, err := linesOf(args["lines"])
	if err != nil {
		return nil, err
	}
	ctx, cancel := c.context(ctx)
	defer cancel()
	p, err := c.Orders.Preview(ctx, lines, args.number("address_id"))
	if err != nil {
		return nil, err
	}
	out := c.mark(toolset.Result{
		"token": p.Token, "number": p.Number, "sum_yuan": yuan(p.Sum), "goods_yuan": yuan(p.Goods),
		"freight_yuan": yuan(p.Freight), "pieces": p.Pieces, "orders": p.Orders, "expires": p.Expires.Format(time.RFC3339),
	}, previewOperation)
	return finish(out, fmt.Sprintf("%s\n%s\nNothing is ordered yet. %d pieces cost %s 元, of which freight %s 元, in %d "+
		"orders. The token %s is valid until %s. Show the sum to the user and call order_create only if the user agrees.\n",
		c.notice(), out["source"], p.Pieces, ordering.Yuan(p.Sum), ordering.Yuan(p.Freight), p.Orders, p.Token,
		out["expires"]))
}

func yuan(fen int64) jsontext.Value { return jsontext.Value(ordering.Yuan(fen)) }

func linesOf(sent jsontext.Value) ([]ordering.Line, error) {
	var all []values
	if err := json.Unmarshal(sent, &all); err != nil {
		return nil, err
	}
	return lists.Map(all, func(v values) ordering.Line {
		return ordering.Line{OfferID: v.number("num_iid"), SpecID: v.text("spec_id"), Quantity: v.number("quantity")}
	}), nil
}

// create asks the person, and places the order of a token once.
func (c *Config) create(ctx context.Context, req *mcp.CallToolRequest, args values) (*mcp.CallToolResult, error) {
	token := args.text("token")
	preview, before, err := c.Orders.Look(token)
	if err != nil {
		return failed("%s. Nothing was ordered.", sentence(err)), nil
	}
	if before == nil {
		if asked := c.confirm(req, question(preview)); asked != nil {
			return asked, nil
		}
	}
	ctx, cancel := c.context(ctx)
	defer cancel()
	outcome, err := c.Orders.Place(ctx, token)
	switch {
	case errors.Is(err, ordering.ErrChanged), errors.Is(err, ordering.ErrExpired):
		return failed("%s.", sentence(err)), nil
	case err != nil:
		return nil, err
	}
	return c.report(preview, outcome, before != nil)
}

// question is what the person is asked. It has nothing that sellers write.
func question(p ordering.Preview) string {
	line := func(l ordering.Line) string { return fmt.Sprintf("%d × %d", l.Quantity, l.OfferID) }
	return fmt.Sprintf("Place this order on 1688.com for %s yuan (下单 %s 元, 含运费 %s 元)? Offers: %s. Number %s.",
		ordering.Yuan(p.Sum), ordering.Yuan(p.Sum), ordering.Yuan(p.Freight), strings.Join(lists.Map(p.Lines, line), ", "),
		p.Number)
}

// report returns the result of an order.
func (c *Config) report(p ordering.Preview, o ordering.Outcome, again bool) (*mcp.CallToolResult, error) {
	text := c.describe(p, o)
	if again {
		text = "This token was used before; nothing was ordered again. " + text
	}
	orders := o.Orders
	if orders == nil {
		orders = []string{}
	}
	out := c.mark(toolset.Result{"status": string(o.Status), "orders": orders, "number": p.Number, "text": text},
		createOperation)
	if o.Sum != 0 {
		out["sum_yuan"] = yuan(o.Sum)
	}
	result, err := finish(out, c.notice()+"\n"+text+"\n")
	if err == nil {
		result.IsError = o.Status == ordering.Refused
	}
	return result, err
}

func (c *Config) describe(p ordering.Preview, o ordering.Outcome) string {
	switch o.Status {
	case ordering.Refused:
		return "The order was refused, and nothing was ordered. " + c.explain(createOperation, o.Err)
	case ordering.Unknown:
		return "It is unknown whether the order " + p.Number + " was placed: the response was lost and the order is not " +
			"found so far. Do not order again. Call order_create with the same token in a minute, which only looks the order up."
	}
	text := "Ordered: " + strings.Join(o.Orders, ", ") + ". It is not paid yet."
	if o.Sum != 0 {
		text += " The sum is " + ordering.Yuan(o.Sum) + " 元."
	}
	if o.Looked {
		text = "The response was lost, and the order was found by its number " + p.Number + ". " + text
	}
	if o.Sum != 0 && o.Sum != p.Sum {
		text += " The sum differs from the preview's " + ordering.Yuan(p.Sum) + " 元: tell the user before anything is paid."
	}
	return text
}

// sentence returns an error that begins with a capital.
func sentence(err error) string {
	text := err.Error()
	return strings.ToUpper(text[:1]) + text[1:]
}
