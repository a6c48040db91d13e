package mcpserver

import (
	"context"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/internal/lists"
	"github.com/go-ali1688/ali1688/internal/mcpserver/toolset"
	"github.com/go-ali1688/ali1688/loose"
)

// compact is how many bytes of JSON an offer has unless all of it is asked for.
const compact = 2000

// item gets an offer, and the fields of a tool from it.
func (c *Config) item(ctx context.Context, t *toolset.Tool, id string) (*gateway.Item, toolset.Result, error) {
	ctx, cancel := c.context(ctx)
	defer cancel()
	response, err := c.Gateway.ItemGet(ctx, &gateway.ItemGetParams{NumIID: id})
	if err != nil {
		return nil, nil, err
	}
	body := c.Redactor.For(t.Operation, nil).JSON(slices.Clone(response.Raw))
	out, err := t.Result(body, 0)
	if err != nil {
		return nil, nil, fmt.Errorf("the response cannot be read: %w", err)
	}
	return &response.Item, c.mark(out, t.Operation), nil
}

// offer returns an offer with its tiers and variants, as many as fit.
func (c *Config) offer(t *toolset.Tool) run {
	return func(ctx context.Context, _ *mcp.CallToolRequest, args values) (*mcp.CallToolResult, error) {
		item, out, err := c.item(ctx, t, args.text("num_iid"))
		if err != nil {
			return nil, err
		}
		tiers := []toolset.Result{}
		for _, tier := range ali1688.Tiers(item) {
			tiers = append(tiers, toolset.Result{"from": tier.From, "price_yuan": toolset.Amount(tier.Price)})
		}
		out["tiers"] = tiers
		all := ali1688.Variants(item)
		out["variants_total"] = len(all)
		if n := stockOf(all); n >= 0 {
			out["stock"] = n
		}
		if err := fit(out, all, args.text("full") == "true"); err != nil {
			return nil, err
		}
		return finish(out, textOf(t, out))
	}
}

// stockOf returns how many pieces are in stock, or -1 if no variant says so.
func stockOf(all []ali1688.Variant) int64 {
	sum := int64(-1)
	for _, v := range all {
		if v.Stock >= 0 {
			sum = max(sum, 0) + v.Stock
		}
	}
	return sum
}

// fit adds the variants, only as many as a compact result has room for.
func fit(out toolset.Result, all []ali1688.Variant, full bool) error {
	rows := []toolset.Result{}
	out["variants"] = rows
	out["left_out"] = len(all)
	size, err := encode(out)
	if err != nil {
		return err
	}
	room := compact - len(size)
	for i := range all {
		row := variantRow(&all[i])
		encoded, err := encode(row)
		if err != nil {
			return err
		}
		if room -= len(encoded) + 1; room < 0 && !full {
			break
		}
		rows = append(rows, row)
	}
	out["variants"], out["left_out"] = rows, len(all)-len(rows)
	return nil
}

func variantRow(v *ali1688.Variant) toolset.Result {
	row := toolset.Result{"sku_id": v.SKUID, "properties": propertiesOf(v)}
	if v.SpecID != "" {
		row["spec_id"] = v.SpecID
	}
	if price := toolset.Amount(v.Price); price != nil {
		row["price_yuan"] = price
	}
	if v.Stock >= 0 {
		row["stock"] = v.Stock
	}
	return row
}

func propertiesOf(v *ali1688.Variant) string {
	all := lists.Map(v.Properties, func(p ali1688.Property) string { return p.Value })
	return toolset.Clean(strings.Join(all, " / "))
}

// quote returns what a quantity costs.
func (c *Config) quote(t *toolset.Tool) run {
	return func(ctx context.Context, _ *mcp.CallToolRequest, args values) (*mcp.CallToolResult, error) {
		item, out, err := c.item(ctx, t, args.text("num_iid"))
		if err != nil {
			return nil, err
		}
		quantity := args.number("quantity")
		out["quantity"] = quantity
		variant, problem := choose(ali1688.Variants(item), args.text("spec_id"))
		if variant != nil {
			out["spec_id"], out["variant"] = variant.SpecID, propertiesOf(variant)
			if variant.Stock >= 0 {
				out["stock"] = variant.Stock
			}
		}
		if problem == "" {
			problem = price(out, item, quantity, variant)
		}
		if problem != "" {
			out["problem"] = problem
		}
		return finish(out, textOf(t, out))
	}
}

// choose returns the variant that is meant, nil for an offer without any.
func choose(all []ali1688.Variant, specID string) (*ali1688.Variant, string) {
	if specID == "" {
		if best, ok := ali1688.Cheapest(all); ok {
			return &best, ""
		}
		if len(all) > 0 {
			return nil, "No variant is in stock."
		}
		return nil, ""
	}
	if v := lists.Find(all, func(v *ali1688.Variant) bool { return v.SpecID == specID }); v != nil {
		return v, ""
	}
	return nil, "The offer has no variant with this spec_id; the tool offer lists them."
}

// price adds the price of a quantity, and returns why it cannot be bought, or "".
func price(out toolset.Result, item *gateway.Item, quantity int64, variant *ali1688.Variant) string {
	unit, ok := ali1688.PriceFor(item, quantity, variant)
	if !ok {
		return "There is no price for this quantity: it is less than the offer sells, or the offer states none."
	}
	out["unit_price_yuan"], out["sum_yuan"] = toolset.Amount(unit), times(unit, quantity)
	if variant != nil && variant.Stock >= 0 && variant.Stock < quantity {
		return fmt.Sprintf("Only %d pieces of the variant are in stock.", variant.Stock)
	}
	return ""
}

func times(unit loose.Yuan, quantity int64) jsontext.Value {
	rat, _ := unit.Rat()
	return jsontext.Value(new(big.Rat).Mul(rat, new(big.Rat).SetInt64(quantity)).FloatString(2))
}
