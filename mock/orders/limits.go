package orders

import (
	"slices"

	platform "github.com/go-ali1688/ali1688/generated/openplatform"
)

// Limits restrict how an offer can be ordered, beside its minimum and its stock. The zero value of a field does not
// restrict it.
type Limits struct {
	Most    int64 `json:"most,omitempty"`    // the largest quantity of one order
	Unit    int64 `json:"unit,omitempty"`    // the selling unit: quantities are multiples of it
	Mix     int64 `json:"mix,omitempty"`     // the number of pieces that a mixed order has at least
	NoMix   bool  `json:"noMix,omitempty"`   // one variant an order
	NoProxy bool  `json:"noProxy,omitempty"` // the supplier has authorised no reseller
	Gone    bool  `json:"gone,omitempty"`    // the offer was taken down
}

// Limit sets the limits of an offer. Previews and orders are refused by them in the platform's words; search and
// details do not show them.
func (w *World) Limit(offerID int64, l Limits) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.limits[offerID] = l
}

// resale are the flows that need the supplier's authorisation.
var resale = []string{
	string(platform.OrderFlowSaleproxy), string(platform.OrderFlowProxy), string(platform.OrderFlowFenxiao), string(platform.OrderFlowFenxiaonew),
}

// check compares the quantity of an offer, the pieces and the lines of an order with the limits.
func (l Limits) check(w *World, offer, quantity, pieces int64, lines int, flow string) *failure {
	switch {
	case l.NoProxy && slices.Contains(resale, flow):
		if w.dialect.BizCodes {
			return secondFamily(platform.CodeNoResaleRelation, offer)
		}
		return refusing(platform.CodeCreateOrderPreviewNoResaleRelation, offer, "")
	case l.Most > 0 && quantity > l.Most:
		return secondFamily(platform.CodeBeyondMaximum, offer)
	case l.Unit > 0 && quantity%l.Unit != 0:
		return secondFamily(platform.CodeNotAMultiple, offer)
	case l.NoMix && lines > 1:
		return secondFamily(platform.CodeNoMix, offer)
	case l.Mix > 0 && lines > 1 && pieces < l.Mix:
		if w.dialect.BizCodes {
			return secondFamily(platform.CodeBelowMix, offer)
		}
		return refusing(platform.CodeCreateOrderPreviewBelowMix, offer, "")
	}
	return nil
}

// ChangeOffer makes an offer another one than members have previewed: until they preview it again, their orders of it
// are refused, for live platforms then say 拆单结果发生了变化。
func (w *World) ChangeOffer(offerID int64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, seen := range w.previewed {
		if _, ok := seen[offerID]; ok {
			seen[offerID] = true
		}
	}
}

// preview notes what a member has seen, as it is now.
func (w *World) notePreview(m member, q *quotes) {
	if w.previewed[m.id] == nil {
		w.previewed[m.id] = map[int64]bool{}
	}
	for _, part := range q.parts {
		for _, l := range part.lines {
			w.previewed[m.id][l.goods.OfferID] = false
		}
	}
}

// changed reports whether goods have changed since the member's preview of them.
func (w *World) changed(m member, q *quotes) bool {
	return slices.ContainsFunc(q.parts, func(part *quote) bool {
		return slices.ContainsFunc(part.lines, func(l *line) bool { return w.previewed[m.id][l.goods.OfferID] })
	})
}
