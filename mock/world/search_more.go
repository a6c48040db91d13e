package world

import "strconv"

// morePage is how many rows the searches have that no page size is known of.
const morePage = 20

// itemSearchNew lists the newer half of what a keyword finds. The rows stand in item, as in the body seen.
func (w *World) itemSearchNew(e *encoder, q *Query) *Failure {
	s := search{set: w.about(q.Get("q")), shop: anyShop, by: byAge}
	set := *s.set
	set.keep(w.index().recent())
	s.set = &set
	s.sortBy(q.Get("sort"))
	p := w.pageOf(&s, pageNumber(q), morePage)
	if len(p.rows) == 0 {
		return nothing
	}
	e.list("item")
	for _, r := range p.rows {
		e.newRow(w, r)
	}
	e.endList()
	return nil
}

// recent returns the rows that are new.
func (x *index) recent() *rowSet {
	set := new(rowSet)
	for _, r := range x.sorted[byAge][:Listed/2] {
		set.add(r)
	}
	return set
}

func (e *encoder) newRow(w *World, r uint16) {
	o := w.listedOffer(r)
	e.row()
	e.title("title", &o)
	e.picture("pic_url", &o, 0)
	e.pricesOrNull(&o)
	e.plain("sales", rounded(int64(w.index().rows[r].sales)))
	e.plain("num_iid", o.key)
	e.plain("seller_nick", o.Shop.Company)
	e.percent("tag_percent", o.Shop.Rebuys())
	e.plain("area", o.Shop.City, "市")
	e.plain("sid", o.Shop.SID)
	e.plain("detail_url", offerURL, o.key, ".html")
	e.endObject()
}

// pricesOrNull leaves the prices of some offers out, as in the body seen.
func (e *encoder) pricesOrNull(o *Offer) {
	if o.hash>>17&7 == 0 {
		e.members(`"promotion_price":null,"price":null`)
		return
	}
	e.amount("promotion_price", o.Price)
	e.amount("price", o.Price)
}

// rounded returns a count for people: 2345 is 2000+.
func rounded(n int64) string {
	for unit := int64(1000); unit >= 10; unit /= 10 {
		if n >= unit {
			return strconv.FormatInt(n/unit*unit, 10) + "+"
		}
	}
	return strconv.FormatInt(n, 10)
}

// itemSearchPeerbuy lists offers of the same category. The rows stand in item, as in the body seen.
func (w *World) itemSearchPeerbuy(e *encoder, q *Query) *Failure {
	o, ok := w.offerNumbered(q)
	if !ok {
		return nothing
	}
	p := w.like(&o, &search{}, 1, 12)
	e.list("item")
	for _, r := range p.rows {
		peer := w.listedOffer(r)
		if peer.ID != o.ID {
			e.peerRow(&peer, int64(w.index().rows[r].sales))
		}
	}
	e.endList()
	return nil
}

func (e *encoder) peerRow(o *Offer, sales int64) {
	e.row()
	e.plain("num_iid", o.key)
	e.name("price")
	e.b = append(e.b, '"')
	e.b = append(o.Price.short(e.b), '"')
	e.picture("pic_url", o, 0)
	e.title("title", o)
	e.digits("sales", sales)
	e.plain("seller_id", o.Shop.key)
	e.plain("detail_url", offerURL, o.key, ".html")
	e.endObject()
}

// like finds the listed offers of an offer's category.
func (w *World) like(o *Offer, s *search, number, size int) page {
	x := w.index()
	s.set, s.shop = x.matching(x.leaves[o.leaf.number]), anyShop
	return w.pageOf(s, number, size)
}

// itemSearchBest ranks a category. Its rows are like those of product.topList.query of the official platform.
func (w *World) itemSearchBest(e *encoder, q *Query) *Failure {
	s := search{set: everything(), shop: anyShop, down: true}
	leaves, ok := w.words.leavesOf(numberUpTo(q.Get("rankid"), 1<<62))
	if !ok && w.closed {
		return nothing
	}
	if !ok {
		leaves.add(w.words.leaves[hashText(w.seed, q.Get("rankid"))%uint64(len(w.words.leaves))])
	}
	s.leaves = &leaves
	switch q.Get("rank_type") {
	case "hot":
		s.by = bySales
	case "goodPrice":
		s.by, s.down = byPrice, false
	}
	p := w.pageOf(&s, 1, morePage)
	e.object("items")
	e.list("item")
	for i, r := range p.rows {
		e.bestRow(w, r, i+1)
	}
	e.endList()
	e.endObject()
	return nil
}

func (e *encoder) bestRow(w *World, r uint16, rank int) {
	o := w.listedOffer(r)
	e.row()
	e.number("offerId", int64(o.ID))
	e.title("title", &o)
	e.picture("imageUrl", &o, 0)
	e.amount("price", o.Price)
	e.number("saleCount", int64(w.index().rows[r].sales))
	e.tenths("evaluateScore", o.Shop.score(0))
	e.number("categoryId", o.leaf.id)
	e.plain("sellerId", o.Shop.key)
	e.number("rank", int64(rank))
	e.endObject()
}
