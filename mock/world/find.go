package world

import "time"

// Search is what the open platform's searches look for. Money is in 分.
type Search struct {
	Keyword    string // empty finds everything
	Categories []int64
	Low, High  int64 // 0 is no limit
	By         SortField
	Down       bool
	Shop       *Shop  // whose offers only; nil is everybody's
	Like       *Offer // offers of the same category, this one first unless they are sorted
	Mixed      bool   // offers of which lots can be mixed
	Also       func(*Candidate) bool
	Page, Size int // from 1
}

// SortField is what offers are sorted by.
type SortField int

// The fields that the open platform's searches sort by.
const (
	Unsorted SortField = iota
	ByPrice
	BySales
	ByRebuys
)

// Candidate is what a filter sees of an offer.
type Candidate struct {
	Shop  *Shop
	Least int64
	Sales int64
}

// Found is an offer that was found, with its sales.
type Found struct {
	Offer
	Sales int64
}

// Find returns a page of what is found, and how much there is in all.
func (w *World) Find(s Search) (page []Found, total int) {
	x := w.index()
	inner := search{set: everything(), shop: anyShop, low: money((s.Low + 9) / 10), high: money(s.High / 10), also: s.Also,
		mixed: s.Mixed}
	inner.by, inner.down = s.order()
	if s.Keyword != "" {
		inner.set = w.about(s.Keyword)
	}
	if s.High > 0 && inner.high == 0 || !w.narrowTo(&inner, &s) {
		return nil, 0
	}
	if s.Like != nil {
		return w.findLike(&inner, &s)
	}
	p := w.pageOf(&inner, s.Page, s.Size)
	for _, r := range p.rows {
		page = append(page, Found{w.listedOffer(r), int64(x.rows[r].sales)})
	}
	return page, p.total
}

var sortOrders = map[SortField]order{ByPrice: byPrice, BySales: bySales, ByRebuys: byRebuys}

func (s *Search) order() (by order, down bool) {
	by, ok := sortOrders[s.By]
	return by, ok && s.Down
}

// narrowTo limits a search to categories and to a shop. It reports whether there are such.
func (w *World) narrowTo(inner *search, s *Search) bool {
	if len(s.Categories) > 0 {
		inner.leaves = new(leafSet)
		for _, id := range s.Categories {
			set, _ := w.words.leavesOf(id)
			inner.leaves.addAll(set)
		}
	}
	if s.Shop != nil {
		inner.shop = int(s.Shop.place - shopPlaces)
		return listedShop(s.Shop.place)
	}
	return true
}

// findLike finds offers of one category, of which there are at most some hundred.
func (w *World) findLike(inner *search, s *Search) (page []Found, total int) {
	x := w.index()
	set := *inner.set
	set.keep(x.matching(x.leaves[s.Like.leaf.number]))
	inner.set = &set
	var all []Found
	like := w.newRow(s.Like.place)
	if s.Keyword == "" && inner.fitsRow(&like, &s.Like.Shop) && w.canBeFound(s.Like.ID, s.Mixed) {
		all = append(all, Found{*s.Like, int64(like.sales)})
	}
	for _, r := range w.pageOf(inner, 1, Listed).rows {
		if o := w.listedOffer(r); o.ID != s.Like.ID || s.Keyword != "" {
			all = append(all, Found{o, int64(x.rows[r].sales)})
		}
	}
	sortFound(all, inner.by, inner.down)
	return all[min(len(all), (s.Page-1)*s.Size):min(len(all), s.Page*s.Size)], len(all)
}

// Pictured finds the offer that an image shows, by its address or its bytes in base64. Any other image shows some
// listed offer, always the same; it is refused where the gateway refuses it.
func (w *World) Pictured(image string) (Offer, bool) {
	if refused(image) {
		return Offer{}, false
	}
	return w.pictured(image)
}

// HotWords are words that are searched for most in a category.
func (w *World) HotWords(category int64) []Text {
	n, ok := w.words.nodes[category]
	if !ok {
		return nil
	}
	leaves, r := n.set(), n.top()
	var out []Text
	for _, l := range w.words.leaves {
		if leaves.contains(l.number) {
			out = append(out, l.name.text())
		}
	}
	for _, list := range [][]word{r.materials, r.styles, r.features} {
		out = append(out, list[int(uint64(category)%uint64(len(list)))].text())
	}
	return out
}

// SoldOn returns how many pieces of the offer were sold on a day, which is that of the time in its own zone: a
// thirtieth of what it sells in thirty, more or less.
func (o *Offer) SoldOn(day time.Time) int64 {
	_, sales := o.Totals()
	year, month, date := day.Date()
	midnight := time.Date(year, month, date, 0, 0, 0, 0, time.UTC)
	d := dice(hash(o.hash, saltOffer, uint64(midnight.Unix()/86_400)))
	return sales * int64(d.between(50, 150)) / 3000
}
