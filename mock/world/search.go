package world

import (
	"strings"
	"unicode/utf8"
)

// search is what rows are looked for.
type search struct {
	by        order
	down      bool // from the highest to the lowest
	set       *rowSet
	low, high money // 0 is no limit
	least     int   // a least order quantity of up to this; 0 is no limit
	leaves    *leafSet
	shop      int // the number of a listed shop, or anyShop
	city      string
	cheap     bool // discounted only
	score     int  // the least score of the shop, in tenths
	also      func(*Candidate) bool
	mixed     bool // offers of which lots can be mixed
}

const anyShop = -1

// page is a part of what was found.
type page struct {
	number, size, total int
	rows                []uint16
}

// pages returns how many pages there are.
func (p *page) pages() int { return (p.total + p.size - 1) / p.size }

// pageOf returns a page of the offers that a search finds. It leaves out offers that were taken down.
func (w *World) pageOf(s *search, number, size int) page {
	s.set = w.withLimits(s.set, s.mixed)
	return w.index().find(s, number, size)
}

// find counts the rows that fit, and keeps those of the page, in order. It marks the places of the rows in the order,
// so that nothing has to be sorted.
func (x *index) find(s *search, number, size int) page {
	p := page{number: number, size: size}
	var places rowSet
	s.set.each(func(r uint16) bool {
		if s.fits(x, &x.rows[r]) {
			places.add(x.place(s, r))
			p.total++
		}
		return true
	})
	skip := min(number-1, p.total) * size
	if skip >= p.total {
		return p
	}
	p.rows = make([]uint16, 0, min(size, p.total-skip))
	places.each(func(place uint16) bool {
		if skip--; skip < 0 && len(p.rows) < cap(p.rows) {
			p.rows = append(p.rows, x.rowAt(s, place))
		}
		return len(p.rows) < cap(p.rows)
	})
	return p
}

// place returns where a row stands in the order of a search, and rowAt is the row that stands there.
func (x *index) place(s *search, row uint16) uint16 {
	if s.down {
		return Listed - 1 - x.places[s.by][row]
	}
	return x.places[s.by][row]
}

func (x *index) rowAt(s *search, place uint16) uint16 {
	if s.down {
		place = Listed - 1 - place
	}
	return x.sorted[s.by][place]
}

func (s *search) fits(x *index, r *row) bool { return s.fitsRow(r, &x.shops[r.shop]) }

func (s *search) fitsRow(r *row, shop *Shop) bool {
	return money(r.price) >= s.low && (s.high == 0 || money(r.price) <= s.high) &&
		(s.least == 0 || int(r.least) <= s.least) &&
		(s.leaves == nil || s.leaves.contains(int(r.leaf))) &&
		(s.shop == anyShop || s.shop == int(r.shop)) &&
		(!s.cheap || r.cheap) &&
		(s.city == "" || s.city == shop.City) &&
		(s.score == 0 || shop.score(2) >= s.score) &&
		(s.also == nil || s.also(&Candidate{Shop: shop, Least: int64(r.least), Sales: int64(r.sales)}))
}

// maxText is how much of a keyword is read.
const maxText = 300

// read takes a keyword apart into words that are known, the longest first.
func (x *index) read(text string) []*term {
	var out []*term
	text = strings.ToLower(text[:min(len(text), maxText)])
	for text != "" {
		t := x.first(text)
		if t == nil {
			_, n := utf8.DecodeRuneInString(text)
			text = text[n:]
			continue
		}
		out = append(out, t)
		text = text[len(t.text):]
	}
	return out
}

// first returns the longest term that a text begins with.
func (x *index) first(text string) *term {
	r, _ := utf8.DecodeRuneInString(text)
	for _, t := range x.terms[r] {
		if strings.HasPrefix(text, t.text) {
			return t
		}
	}
	return nil
}

// about returns the rows that a keyword finds: those that all of its words find. What is known of none means some
// category, always the same, unless the world is closed.
func (w *World) about(text string) *rowSet {
	x := w.index()
	terms := x.read(text)
	if len(terms) == 0 && w.closed {
		return new(rowSet)
	}
	if len(terms) == 0 {
		return x.matching(x.leaves[hashText(w.seed, text)%uint64(len(x.leaves))])
	}
	set := *x.matching(terms[0])
	for _, t := range terms[1:] {
		set.keep(x.matching(t))
	}
	return &set
}

// keep leaves what is in other, too.
func (s *rowSet) keep(other *rowSet) {
	for i := range s {
		s[i] &= other[i]
	}
}

// everything returns all rows.
func everything() *rowSet {
	set := new(rowSet)
	for i := range set {
		set[i] = ^uint64(0)
	}
	return set
}

// pageNumber reads a page's number, from 1.
func pageNumber(q *Query) int { return int(max(1, numberUpTo(q.Get("page"), 1<<24))) }

// pageSize reads how many rows a page is to have, within what the gateway gives.
func pageSize(q *Query) int {
	if q.Platform == "1688global" {
		return 20
	}
	n := numberUpTo(q.Get("page_size"), 50)
	if n == 0 {
		return 40
	}
	return int(n)
}
