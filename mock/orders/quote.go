package orders

import (
	"slices"

	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/lists"
	"github.com/go-ali1688/ali1688/mock/world"
)

// quote is one order as it would be made: lines of one seller.
type quote struct {
	seller   seller
	lines    []*line
	to       address
	carriage fen
	failed   *failure // why this part of a split order cannot be made
}

func (q *quote) goodsTotal() fen { return (&order{lines: q.lines}).goodsTotal() }

func (q *quote) total() fen { return q.goodsTotal() + q.carriage }

// quotes are the orders that a request would make, and the lines that it would leave out.
type quotes struct {
	parts  []*quote
	failed []platform.FailedOffer
}

func (q *quotes) total() fen { return lists.Sum(q.parts, (*quote).total) }

// maxLines is how many variants one order may have, by the page of createCrossOrder.
const maxLines = 50

// quote checks a request in the order in which the platform's codes are numbered. Without the dialect Split a request
// makes one order or none.
func (w *World) quote(m member, r request) (*quotes, *failure) {
	to, failed := resolveAddress(m, r.to)
	if failed != nil {
		return nil, failed
	}
	if failed := w.checkCargo(r.cargo); failed != nil {
		return nil, failed
	}
	out, failed := w.split(r.cargo)
	if failed != nil {
		return nil, failed
	}
	for _, part := range out.parts {
		if part.failed = w.priceLines(part, to, r.flow); part.failed != nil && !w.options.Dialect.Split {
			return nil, part.failed
		}
	}
	if !slices.ContainsFunc(out.parts, func(q *quote) bool { return q.failed == nil }) {
		return nil, out.parts[0].failed
	}
	return out, w.checkTrade(m, r, out)
}

// checkCargo refuses lists that are wrong regardless of the goods.
func (w *World) checkCargo(cargo []platform.OrderCargo) *failure {
	if len(cargo) == 0 {
		return refusing(notForSale, 0, "")
	}
	if len(cargo) > maxLines && !w.options.Dialect.Split {
		return tooManyLines
	}
	type variant struct {
		offer int64
		spec  string
	}
	seen := map[variant]bool{}
	for _, c := range cargo {
		v := variant{valueOf(c.OfferID), valueOf(c.SpecID)}
		if seen[v] {
			return refusedText("Cargo list not duplicate is required")
		}
		seen[v] = true
	}
	return nil
}

// split finds the goods and sorts them by seller. Several sellers are refused without the dialect Split.
func (w *World) split(cargo []platform.OrderCargo) (*quotes, *failure) {
	out := new(quotes)
	var first *failure
	for _, c := range cargo {
		l, failed := w.findLine(c)
		if failed == nil && len(out.parts) > 0 && out.parts[0].seller.id != l.goods.SellerID && !w.options.Dialect.Split {
			failed = refusing(severalOrNone, l.goods.OfferID, "")
		}
		switch {
		case failed == nil:
			out.add(l)
		case !w.options.Dialect.Split:
			return nil, failed
		default:
			if first == nil {
				first = failed
			}
			out.failed = append(out.failed, failedOffer(c, failed))
		}
	}
	if len(out.parts) == 0 {
		return nil, first
	}
	return out, nil
}

func (q *quotes) add(l *line) {
	for _, part := range q.parts {
		if part.seller.id == l.goods.SellerID && len(part.lines) < maxLines {
			part.lines = append(part.lines, l)
			return
		}
	}
	q.parts = append(q.parts, &quote{
		seller: seller{id: l.goods.SellerID, loginID: l.goods.Seller, userID: l.goods.SellerUID}, lines: []*line{l},
	})
}

// findLine finds the goods of a line. No two lines of an order are of one variant.
func (w *World) findLine(c platform.OrderCargo) (*line, *failure) {
	id := valueOf(c.OfferID)
	o, ok := w.options.Offer(uint64(id))
	if id <= 0 || !ok || w.options.Limits.Of(id).Gone {
		return nil, w.offerGone(id)
	}
	facts := lineFacts{Offer: id, Spec: valueOf(c.SpecID), Quantity: int64(c.Quantity)}
	l := &line{lineFacts: facts, goods: o.Goods()}
	if l.Spec == "" {
		return nil, refusing(severalOrNone, id, "")
	}
	if l.variant, ok = variantOf(&l.goods, l.Spec); !ok {
		return nil, refusing(notItsVariant, id, l.Spec)
	}
	if l.Quantity < 1 || float64(l.Quantity) != c.Quantity {
		return nil, w.belowMinimum(id)
	}
	if l.Quantity > l.variant.Stock-w.options.Stock.Taken(l.variant.SKUID) {
		return nil, refusing(outOfStock, id, l.variant.SpecID)
	}
	return l, nil
}

func variantOf(g *world.Goods, specID string) (world.Variant, bool) {
	for _, v := range g.Variants {
		if v.SpecID == specID {
			return v, true
		}
	}
	return world.Variant{}, false
}

// priceLines checks the quantities of an order of one seller, and sets what its lines and its freight cost.
func (w *World) priceLines(q *quote, to address, flow string) *failure {
	quantities, weight, pieces := map[int64]int64{}, int64(0), int64(0)
	for _, l := range q.lines {
		quantities[l.goods.OfferID] += l.Quantity
		weight += l.goods.Grams * l.Quantity
		pieces += l.Quantity
	}
	for _, l := range q.lines {
		quantity := quantities[l.goods.OfferID]
		if failed := w.checkLimits(l.goods.OfferID, quantity, pieces, len(q.lines),
			flow); failed != nil {
			return failed
		}
		if quantity < l.goods.Least {
			return w.belowMinimum(l.goods.OfferID)
		}
		l.Price = fen(l.goods.PriceOf(&l.variant, quantity))
	}
	q.to, q.carriage = to, fen(q.lines[0].goods.FreightTo(to.zone(), weight))
	return nil
}
