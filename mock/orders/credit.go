package orders

import (
	"slices"

	"github.com/go-ali1688/ali1688/generated/platform"
)

// The ways of trading that need no credit, of those that the page of createCrossOrder names.
var escrow = []string{"", "assureTrade", "alipay", "assure"}

// credits are the ways of trading that take from a member's credit.
var credits = []string{"period", "creditBuy"}

// SetCredit gives the member behind an authorisation a credit in 分. Without one neither period nor creditBuy is
// offered.
func (w *World) SetCredit(authorisation string, limit int64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.credit[memberOf(w.issued.ownerOf(authorisation)).ID] = fen(limit)
}

// tradeModes returns what a preview offers the member.
func (w *World) tradeModes(m member) []platform.PreviewTradeMode {
	out := []platform.PreviewTradeMode{{Name: "担保交易", TradeType: "assureTrade", OpSupport: boolTrue}}
	if w.credit[m.ID] > 0 {
		out = append(out,
			platform.PreviewTradeMode{Name: "账期交易", TradeType: "period", OpSupport: boolTrue},
			platform.PreviewTradeMode{Name: "诚e赊", TradeType: "creditBuy", OpSupport: boolTrue})
	}
	return out
}

// checkTrade refuses a way of trading that the member does not have, more than its credit, and goods that have changed.
func (w *World) checkTrade(m member, r request, q *quotes) *failure {
	onCredit := slices.Contains(credits, r.tradeType) && w.credit[m.ID] > 0
	switch {
	case r.preview:
		return nil
	case !onCredit && !slices.Contains(escrow, r.tradeType):
		return refusedText("not support tradeType:【" + r.tradeType + "】")
	case onCredit && q.total() > w.availableQuota(m):
		return refusedText("availableQuota less than sumPayment")
	}
	if c := w.goodsChanged(m, q); c != unchanged {
		return refusedText(changeTexts[c])
	}
	return nil
}

// availableQuota returns the member's credit without what its orders on credit take that are neither done nor
// cancelled.
func (w *World) availableQuota(m member) fen {
	left := w.credit[m.ID]
	for _, o := range w.orders {
		if o.Buyer == m && slices.Contains(credits, o.TradeType) && o.Done.IsZero() {
			left -= o.total()
		}
	}
	return left
}
