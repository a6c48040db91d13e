package world

import (
	"slices"
	"strconv"
)

// selling are the listed shops that have an offer which a keyword finds, by their numbers.
func (w *World) selling(text string, factories bool) []*Shop {
	x, set := w.index(), w.about(text)
	var out []*Shop
	last := -1
	for i := range x.rows {
		r := &x.rows[i]
		if r.shop == last || !set.has(uint16(i)) || factories && !x.shops[r.shop].factory() {
			continue
		}
		last = r.shop
		out = append(out, &x.shops[r.shop])
	}
	return out
}

// paged is a page of shops.
func paged(list []*Shop, q *Query) []*Shop {
	from := (pageNumber(q) - 1) * morePage
	return list[min(len(list), from):min(len(list), from+morePage)]
}

// itemSearchFactory lists factories. The rows stand in item, as in the body seen.
func (w *World) itemSearchFactory(e *encoder, q *Query) *Failure {
	list := w.selling(q.Get("q"), true)
	if q.Get("sort") == "lookback" {
		slices.SortStableFunc(list, func(a, b *Shop) int { return b.rebuys() - a.rebuys() })
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
	e.plain("pic_url", "")
	e.raw("num_iid", "0")
	e.plain("seller_nick", s.Company)
	e.plain("shop_name", s.Company)
	e.number("tpservice_year", int64(s.years()))
	e.plain("wwresponse_score", "0.", strconv.Itoa(50+int(s.hash>>33&31)))
	e.plain("ht_score", share(s.rebuys()))
	e.plain("compliance_score", "-1")
	e.plain("buyer_will", "0")
	e.raw("level", "null")
	e.raw("level_score", "null")
	e.plain("area", s.City)
	e.plain("seller_id", s.SID)
	e.word("cat_name", s.field.name)
	e.endObject()
}

// share writes thousandths as a share, 0.258.
func share(n int) string { return "0." + strconv.Itoa(1000 + n)[1:] }

// itemSearchSeller lists shops. Nobody has shown its rows: these are like those of taobao.
func (w *World) itemSearchSeller(e *encoder, q *Query) *Failure {
	list := paged(w.selling(q.Get("q"), false), q)
	if len(list) == 0 {
		return nothing
	}
	e.object("items")
	e.list("item")
	for _, s := range list {
		e.shopRow(s)
	}
	e.endList()
	e.endObject()
	return nil
}

func (e *encoder) shopRow(s *Shop) {
	e.row()
	e.plain("title", s.Company)
	e.plain("sid", s.SID)
	e.plain("user_num_id", s.key)
	e.plain("zhuy", s.home())
	e.plain("pic_url", "")
	e.plain("nick", s.Company)
	e.plain("area", s.at.province, " ", s.City)
	e.number("item_total", int64(s.count()))
	e.percent("rate", s.rebuys())
	e.plain("shop_type", s.form.kind)
	e.endObject()
}
