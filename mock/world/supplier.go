package world

import (
	"slices"
	"strconv"
)

// selling returns the listed shops that have an offer which a keyword finds, by their numbers.
func (w *World) selling(text string, factories bool) []*Shop {
	x, set := w.index(), w.withLimits(w.about(text), false)
	var out []*Shop
	last := anyShop
	for i := range x.rows {
		r := &x.rows[i]
		if int(r.shop) == last || !set.contains(uint16(i)) || factories && !x.shops[r.shop].Factory() {
			continue
		}
		last = int(r.shop)
		out = append(out, &x.shops[r.shop])
	}
	return out
}

// paged returns a page of shops.
func paged(list []*Shop, q *Query) []*Shop {
	from := (pageNumber(q) - 1) * morePage
	return list[min(len(list), from):min(len(list), from+morePage)]
}

// itemSearchFactory lists factories. The rows stand in item, as in the body seen.
func (w *World) itemSearchFactory(e *encoder, q *Query) *Failure {
	list := w.selling(q.Get("q"), true)
	if q.Get("sort") == "lookback" {
		slices.SortStableFunc(list, func(a, b *Shop) int { return b.Rebuys() - a.Rebuys() })
	}
	list = paged(list, q)
	if len(list) == 0 {
		return nothing
	}
	e.list("item")
	for _, s := range list {
		e.factoryRow(s)
	}
	e.endList()
	return nil
}

func (e *encoder) factoryRow(s *Shop) {
	e.row()
	e.plain("title", s.Company)
	e.members(`"pic_url":"","num_iid":0`)
	e.plain("seller_nick", s.Company)
	e.plain("shop_name", s.Company)
	e.number("tpservice_year", int64(s.Years()))
	e.plain("wwresponse_score", "0.", strconv.Itoa(50+int(s.hash>>33&31)))
	e.plain("ht_score", share(s.Rebuys()))
	e.members(`"compliance_score":"-1","buyer_will":"0","level":null,"level_score":null`)
	e.plain("area", s.City)
	e.plain("seller_id", s.SID)
	e.word("cat_name", s.field.name)
	e.endObject()
}

// share writes thousandths as a share, 0.258.
func share(n int) string { return "0." + strconv.Itoa(1000 + n)[1:] }

// itemSearchSeller lists shops, each with its first offers.
func (w *World) itemSearchSeller(e *encoder, q *Query) *Failure {
	found := w.selling(q.Get("q"), false)
	list := paged(found, q)
	if len(list) == 0 {
		return nothing
	}
	p := page{number: pageNumber(q), size: morePage, total: len(found), rows: make([]uint16, len(list))}
	e.object("items")
	e.totals(&p)
	e.number("pagecount", int64(p.pages()))
	e.text("keyword", q.echo(q.Get("q")))
	e.digits("page", int64(p.number))
	e.list("item")
	for _, s := range list {
		e.shopRow(w, s)
	}
	e.endList()
	e.endObject()
	return nil
}

func (e *encoder) shopRow(w *World, s *Shop) {
	e.row()
	e.plain("title", s.Company)
	e.plain("zhuy", "winport.m.1688.com/page/index.html?memberId=", s.SID)
	e.plain("companyid", s.key)
	e.plain("memberId", s.SID)
	e.plain("seller_nick", s.Company)
	e.plain("address", s.Address())
	e.word("zhuyin", s.field.name)
	e.raw("desc", "null")
	e.list("item")
	for _, r := range w.firstOf(s, 4) {
		o := w.listedOffer(r)
		e.sellerOffer(&o)
	}
	e.endList()
	e.endObject()
}

// firstOf returns the first listed offers of a shop, at most n.
func (w *World) firstOf(s *Shop, n int) []uint16 {
	x := w.index()
	var out []uint16
	for i := range x.rows {
		if &x.shops[x.rows[i].shop] == s && len(out) < n && !w.gone(w.idAt(idWindow+uint64(i))) {
			out = append(out, uint16(i))
		}
	}
	return out
}

func (e *encoder) sellerOffer(o *Offer) {
	quantity, sales := o.Totals()
	e.row()
	e.title("title", o)
	e.plain("item_id", o.key)
	e.amount("price", o.Price)
	e.number("salse", sales)
	e.number("quantity", quantity)
	e.plain("detail_url", offerURL, o.key, ".html")
	e.picture("pic_url", o, 0)
	e.endObject()
}
