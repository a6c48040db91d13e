package world

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// sorts are the values of the parameter sort.
var sorts = map[string]struct {
	by   order
	down bool
}{
	"bid": {byPrice, false}, "_bid": {byPrice, true}, "bid2": {byPrice, false}, "_bid2": {byPrice, true},
	"sale": {bySales, false}, "_sale": {bySales, true}, "sales": {bySales, true},
	"credit": {byCredit, false}, "_credit": {byCredit, true},
	"time": {byAge, false}, "new": {byAge, false}, "va_rmdarkgmv30rt": {bySales, true},
}

// sortBy sets the order that a call asks for, and otherwise leaves the one there is.
func (s *search) sortBy(sort string) {
	if o, ok := sorts[sort]; ok {
		s.by, s.down = o.by, o.down
	}
}

func (w *World) itemSearch(e *encoder, q *Query) *Failure {
	s := search{set: w.about(q.Get("q")), shop: anyShop}
	s.sortBy(q.Get("sort"))
	s.low, s.high = parsed(q.Get("start_price"), true), parsed(q.Get("end_price"), false)
	s.least = int(numberUpTo(q.Get("quantityBegin"), most))
	s.cheap = q.Get("discount_only") != "" && q.Get("discount_only") != "0"
	s.filter(q.Get("filter"))
	if !w.narrow(&s, q) {
		return nothing
	}
	p := w.pageOf(&s, pageNumber(q), pageSize(q))
	if len(p.rows) == 0 {
		return nothing
	}
	e.searchPage(w, &p)
	return nil
}

// narrow limits a search to a category and to a seller. It reports whether there are such.
func (w *World) narrow(s *search, q *Query) bool {
	if cat := numberUpTo(q.Get("cat"), 1<<62); cat != 0 && q.Platform != "1688global" {
		leaves, ok := w.words.leavesOf(cat)
		if !ok {
			return false
		}
		s.leaves = &leaves
	}
	if nick := q.Get("nick"); nick != "" {
		shop, ok := w.ShopNamed(nick)
		s.shop = int(shop.place - shopPlaces)
		return ok && listedShop(shop.place)
	}
	return true
}

// filter reads both generations of the parameter: a name, and pairs joined with semicolons.
func (s *search) filter(text string) {
	for pair := range strings.SplitSeq(text, ";") {
		name, value, _ := strings.Cut(pair, ":")
		switch name {
		case "totalEpScoreLv1", "getRate24HLv1":
			s.score = 45
		case "city":
			s.city = strings.TrimSuffix(value, "市")
		case "quantityBegin":
			s.least = int(numberUpTo(value, most))
		}
	}
}

func (e *encoder) searchPage(w *World, p *page) {
	e.object("items")
	e.digits("page", int64(p.number))
	e.totals(p)
	e.number("page_count", int64(p.pages()))
	e.list("item")
	x := w.index()
	for _, r := range p.rows {
		o := w.rowOffer(x, r)
		e.row()
		e.title("title", &o)
		e.picture("pic_url", &o, 0)
		e.amount("promotion_price", o.Price)
		e.amount("price", o.Price)
		e.number("sales", int64(x.rows[r].sales))
		e.digits("num_iid", int64(o.ID))
		e.plain("seller_nick", o.Shop.Company)
		e.percent("tag_percent", o.Shop.Rebuys())
		e.plain("area", o.Shop.City, "市")
		e.offerURL("detail_url", &o)
		e.endObject()
	}
	e.endList()
	e.endObject()
}

// offerURL writes the address of a listed offer.
func (e *encoder) offerURL(name string, o *Offer) {
	e.name(name)
	e.b = strconv.AppendUint(append(append(e.b, '"'), offerURL...), o.ID, 10)
	e.b = append(e.b, `.html"`...)
}

// totals writes the numbers of a page that several lists have.
func (e *encoder) totals(p *page) {
	e.number("real_total_results", int64(p.total))
	e.number("total_results", int64(p.total))
	e.number("page_size", int64(len(p.rows)))
}

// percent writes thousandths as 58.6%.
func (e *encoder) percent(name string, n int) {
	e.name(name)
	e.b = append(e.b, '"')
	e.b = append(money(n).short(e.b), `%"`...)
}

// listedOffer returns the offer of a row.
func (w *World) listedOffer(r uint16) Offer {
	o := w.rowOffer(w.index(), r)
	o.key = strconv.FormatUint(o.ID, 10)
	return o
}

// rowOffer returns the offer of a row without its id as a text.
func (w *World) rowOffer(x *index, r uint16) Offer {
	s := &x.shops[x.rows[r].shop]
	o := w.bare(idWindow+uint64(r), s.field)
	o.Shop = *s
	return o
}

// itemSearchShop lists all that a shop has, listed or not.
func (w *World) itemSearchShop(e *encoder, q *Query) *Failure {
	shop, ok := w.ShopNamed(q.Get("seller_nick"))
	if !ok {
		return nothing
	}
	list := w.shopOffers(&shop, q)
	number, size := pageNumber(q), 40
	p := page{number: number, size: size, total: len(list)}
	list = list[min(len(list), (number-1)*size):min(len(list), number*size)]
	if len(list) == 0 {
		return nothing
	}
	e.shopUser(&shop)
	e.shopPage(&p, list)
	return nil
}

func (w *World) shopOffers(shop *Shop, q *Query) []Found {
	low, high := parsed(q.Get("start_price"), true), parsed(q.Get("end_price"), false)
	leaves, narrow := w.words.leavesOf(numberUpTo(q.Get("cid"), 1<<62))
	var terms []*term
	if text := q.Get("q"); text != "" {
		terms = w.index().read(text)
	}
	from, to := w.span(shop.place)
	out := make([]Found, 0, to-from)
	for place := from; place < to; place++ {
		o := w.bare(place, shop.field)
		if w.gone(o.ID) || o.Price < low || high > 0 && o.Price > high ||
			narrow && !leaves.contains(o.leaf.number) || !o.saysAll(terms) {
			continue
		}
		_, sales := o.Totals()
		o.Shop, o.key = *shop, strconv.FormatUint(o.ID, 10)
		out = append(out, Found{o, sales})
	}
	var s search
	s.sortBy(q.Get("sort"))
	sortFound(out, s.by, s.down)
	return out
}

// saysAll reports whether all words find the offer.
func (o *Offer) saysAll(terms []*term) bool {
	r := row{leaf: uint16(o.leaf.number), words: o.wordIDs()}
	return !slices.ContainsFunc(terms, func(t *term) bool { return !t.matches(&r) })
}

// sortFound sorts by what two offers show, and leaves them as they are where no order is asked for.
func sortFound(list []Found, by order, down bool) {
	key := map[order]func(o *Found) int64{
		byPrice:  func(o *Found) int64 { return int64(o.Price) },
		bySales:  func(o *Found) int64 { return o.Sales },
		byCredit: func(o *Found) int64 { return int64(o.Shop.score(2)) },
		byAge:    func(o *Found) int64 { return int64(o.Shop.world.age(o.place)) },
		byRebuys: func(o *Found) int64 { return int64(o.Shop.Rebuys()) },
	}[by]
	if key == nil {
		return
	}
	slices.SortStableFunc(list, func(a, b Found) int {
		if down {
			a, b = b, a
		}
		return cmp.Compare(key(&a), key(&b))
	})
}

func (e *encoder) shopUser(s *Shop) {
	e.object("user")
	e.plain("nick", s.Company)
	e.plain("companyname", s.Company)
	e.plain("phone", "")
	e.plain("address", s.Address())
	e.plain("user_num_id", s.SID)
	e.endObject()
}

func (e *encoder) shopPage(p *page, list []Found) {
	e.object("items")
	e.digits("page", int64(p.number))
	e.digits("total_results", int64(p.total))
	e.digits("page_size", int64(len(list)))
	e.number("page_count", int64(p.pages()))
	e.list("item")
	for i := range list {
		o := &list[i]
		e.row()
		e.plain("num_iid", o.key)
		e.plain("pic_url", withoutScheme(o.Picture(e.base, 0)))
		e.title("title", &o.Offer)
		e.amount("price", o.Price)
		e.amount("promotion_price", o.Price)
		e.members(`"volume":"","post_fee":""`)
		e.digits("sales", o.Sales)
		e.plain("detail_url", offerURL, o.key, ".html")
		e.endObject()
	}
	e.endList()
	e.endObject()
}
