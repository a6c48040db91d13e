package orders

import (
	"slices"

	"github.com/go-ali1688/ali1688/generated/messages"
	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/mock/world"
	"github.com/go-ali1688/ali1688/push"
)

// Limits restrict how an offer can be ordered, beside its minimum and its stock.
type Limits = world.Limits

// Limit sets the limits of an offer. Previews and orders are refused by them in the platform's words. Searches and
// details of the open platform show the selling unit and the mix. Both APIs leave out what is gone.
func (w *World) Limit(offerID int64, l Limits) {
	w.lock()
	defer w.mu.Unlock()
	gone := w.options.Limits.Of(offerID).Gone
	w.options.Limits.Set(offerID, l)
	if _, ok := w.options.Offer(uint64(offerID)); !ok || gone == l.Gone {
		return
	}
	to := published
	if l.Gone {
		to = expired
	}
	w.tellOffer(offerID, to.topic, to.action)
}

// resale are the flows that need the supplier's authorisation.
var resale = []string{
	string(platform.OrderFlowSaleProxy), string(platform.OrderFlowProxy), string(platform.OrderFlowFenxiao),
	string(platform.OrderFlowFenxiaoNew),
}

// checkLimits compares the quantity of an offer, the pieces and the lines of an order with the limits of the offer.
func (w *World) checkLimits(offer, quantity, pieces int64, lines int, flow string) *failure {
	l := w.options.Limits.Of(offer)
	switch {
	case l.StockFails: // the one code of the second family that was seen with half of the prefix
		return &failure{"FAIL_BIZ_" + platform.CodeStockFailed, refusing(platform.CodeStockFailed, offer, "").message}
	case l.NoProxy && slices.Contains(resale, flow):
		if w.options.Dialect.BizCodes {
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
		if w.options.Dialect.BizCodes {
			return secondFamily(platform.CodeBelowMix, offer)
		}
		return refusing(platform.CodeCreateOrderPreviewBelowMix, offer, "")
	}
	return nil
}

// change is what happened to an offer since a member previewed it.
type change int

const (
	unchanged change = iota
	splitChanged
	variantsChanged
)

// changeTexts are the words of live platforms.
var changeTexts = map[change]string{splitChanged: "拆单结果发生了变化。", variantsChanged: "系统繁忙,请重试!"}

// changeActions are what messages call a change of an offer.
var changeActions = map[change]messages.PushProductAction{splitChanged: messages.PushProductActionModify,
	variantsChanged: messages.PushProductActionSKUModify}

// ChangeOffer makes an order of an offer split otherwise than members have previewed it: until they preview it again,
// their orders of it are refused with 拆单结果发生了变化。
func (w *World) ChangeOffer(offerID int64) { w.changePreviewed(offerID, splitChanged) }

// ChangeVariants changes the variants of an offer that members have previewed: until they preview it again, their
// orders of it are refused with 系统繁忙,请重试!
func (w *World) ChangeVariants(offerID int64) { w.changePreviewed(offerID, variantsChanged) }

func (w *World) changePreviewed(offerID int64, to change) {
	w.lock()
	defer w.mu.Unlock()
	if _, ok := w.options.Offer(uint64(offerID)); ok {
		w.tellOffer(offerID, push.TopicProductRelationViewProductNewOrModify, changeActions[to])
	}
	for _, seen := range w.previewed {
		if _, ok := seen[offerID]; ok {
			seen[offerID] = to
		}
	}
}

// preview notes what a member has seen, as it is now.
func (w *World) notePreview(m member, q *quotes) {
	if w.previewed[m.ID] == nil {
		w.previewed[m.ID] = map[int64]change{}
	}
	for _, part := range q.parts {
		for _, l := range part.lines {
			w.previewed[m.ID][l.goods.OfferID] = unchanged
		}
	}
}

// goodsChanged returns what happened to the goods of an order since the member's preview of them.
func (w *World) goodsChanged(m member, q *quotes) change {
	for _, part := range q.parts {
		for _, l := range part.lines {
			if c := w.previewed[m.ID][l.goods.OfferID]; c != unchanged {
				return c
			}
		}
	}
	return unchanged
}
