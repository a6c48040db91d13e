package openplatform

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"github.com/go-ali1688/ali1688/apiclient"
	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/phpjson"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-json-experiment/json/jsontext"
)

// maxCandidates is how many orders FindOrders looks at one by one. More come only from a platform that ignores the
// filter.
const maxCandidates = 100

// FindOrders looks orders up by the outOrderId that their creation was given, which is how one learns after
// [ErrOutcomeUnknown] whether there is an order. There may be several: a call that buys from several suppliers makes
// one for each.
//
// The list's filter is not trusted, for the platform was seen to ignore its like: an order counts if its buyer's view
// names the outOrderId, which costs a request for each order of the list. An error means that it is not known whether
// there are more than those returned beside it. No order and no error means that the platform has none yet: it may
// still be at it, so wait a little and look again before you order anew. The orders are returned as their buyer's
// views show them.
func (s *TradeService) FindOrders(ctx context.Context, outOrderID string) ([]platform.TradeInfo, error) {
	if outOrderID == "" {
		return nil, apiclient.Unsent("alibaba.trade.getBuyerOrderList",
			"the outOrderId is empty, which would find every order")
	}
	f := finder{trade: s, outOrderID: outOrderID, seen: map[string]bool{}}
	err := f.run(WithoutCache(ctx))
	if err != nil {
		err = fmt.Errorf("orders of outOrderId %s: %w", outOrderID, err)
	}
	return f.found, err
}

// finder goes through the list and keeps what belongs to outOrderID.
type finder struct {
	trade      *TradeService
	outOrderID string
	seen       map[string]bool // by the order's id
	found      []platform.TradeInfo
}

func (f *finder) run(ctx context.Context) error {
	for page := int64(1); ; page++ {
		list, err := f.trade.GetBuyerOrderList(ctx, &platform.GetBuyerOrderListRequest{OutOrderID: &f.outOrderID,
			Page: &page})
		if err != nil {
			return err
		}
		before := len(f.seen)
		for _, order := range list.Result {
			if err := f.consider(ctx, &order.BaseInfo); err != nil {
				return err
			}
		}
		total, known := list.TotalRecord.Int64()
		missing := total - int64(len(f.seen))
		switch {
		case known && total > 0 && missing <= 0, missing <= 0 && len(list.Result) == 0:
			return nil
		case len(f.seen) == before && missing > 0:
			return fmt.Errorf("the platform counts %d orders and lists %d of them", total, len(f.seen))
		case len(f.seen) == before:
			return nil
		}
	}
}

// consider keeps an order of the list if its buyer's view names the outOrderId.
func (f *finder) consider(ctx context.Context, order *platform.OrderBaseInfo) error {
	id := orderID(order)
	switch {
	case id == "":
		return errors.New("an order of the list has no id, by which it could be looked at")
	case f.seen[id]:
		return nil
	case len(f.seen) == maxCandidates:
		return fmt.Errorf("the platform lists more than %d orders, which ignores the outOrderId", maxCandidates)
	}
	f.seen[id] = true
	if other := order.OutOrderID; other != "" && other != f.outOrderID {
		return nil
	}
	number, ok := loose.IDOf(id).Int64()
	if !ok {
		return fmt.Errorf("the order's id %q is no number", id)
	}
	view, err := f.trade.GetOrderBuyerView(ctx, &platform.GetOrderBuyerViewRequest{WebSite: platform.WebSiteChina,
		OrderID: number})
	if err != nil {
		return fmt.Errorf("look at order %s: %w", id, err)
	}
	if got := orderID(&view.Result.BaseInfo); got != id {
		return fmt.Errorf("look at order %s: the platform shows order %q", id, got)
	}
	if f.named(view) {
		f.found = append(f.found, view.Result)
	}
	return nil
}

func orderID(order *platform.OrderBaseInfo) string {
	return cmp.Or(order.IDOfStr.String(), order.ID.String())
}

// named reports whether a view names the outOrderId: with the order's basics, or among the attributes that live
// responses have.
func (f *finder) named(view *platform.GetOrderBuyerViewResponse) bool {
	if view.Result.BaseInfo.OutOrderID == f.outOrderID {
		return true
	}
	type attributes struct {
		ExAttributes jsontext.Value `json:"exAttributes"`
	}
	var order struct {
		attributes
		BaseInfo attributes `json:"baseInfo"`
	}
	var body struct {
		Result jsontext.Value `json:"result"`
	}
	full := f.trade.c.route.rewrap(view.Operation(), view.Raw)
	if loose.Unmarshal(full, &body) != nil || loose.Unmarshal(body.Result, &order) != nil {
		return false
	}
	return attribute(order.ExAttributes, "outOrderId") == f.outOrderID ||
		attribute(order.BaseInfo.ExAttributes, "outOrderId") == f.outOrderID
}

// attribute returns the value of a name in an object, in an object as JSON text, or in a list of pairs of key and
// value; "" without it.
func attribute(v jsontext.Value, name string) string {
	switch v.Kind() {
	case '{':
		var members map[string]loose.Text
		_ = loose.Unmarshal(v, &members)
		return members[name].String()
	case '"':
		inner := jsontext.Value(phpjson.Member{Value: v}.Text())
		if inner.IsValid(loose.Options()) && inner.Kind() != '"' {
			return attribute(inner, name)
		}
	case '[':
		var pairs []struct {
			Key   loose.Text `json:"key"`
			Value loose.Text `json:"value"`
		}
		_ = loose.Unmarshal(v, &pairs)
		for _, p := range pairs {
			if p.Key.String() == name {
				return p.Value.String()
			}
		}
	}
	return ""
}
