package world

import (
	"math/bits"
	"slices"
	"strings"
	"sync/atomic"
	"unicode/utf8"

	"github.com/go-ali1688/ali1688/internal/splitmix"
)

// row is what searching needs to know of a listed offer. It is small: a search reads thousands of them.
type row struct {
	price, sales int32
	leaf, least  uint16
	shop         uint16    // its number among the listed shops
	words        [5]uint16 // season, style, material, feature, use
	cheap        bool
}

// order is a way to sort, and its opposite.
type order int

const (
	byRank order = iota // by nothing that shows
	byPrice
	bySales
	byCredit
	byAge // the newest first
	byRebuys
	orders
)

// index is the table of the listed offers.
type index struct {
	rows   []row
	shops  []Shop
	sorted [orders][]uint16 // numbers of rows
	places [orders][]uint16 // where each row stands in that
	terms  map[rune][]*term // by their first character, the longest first
	leaves []*term          // by their numbers
}

// term is a word that can be searched for.
type term struct {
	text   string
	leaves leafSet // it names these categories
	word   int     // or it is a word of titles; -1 where it is none
	rows   atomic.Pointer[rowSet]
}

// rowSet is some of the rows.
type rowSet [Listed / 64]uint64

func (s *rowSet) contains(i uint16) bool { return s[i/64]>>(i%64)&1 != 0 }

func (s *rowSet) add(i uint16) { s[i/64] |= 1 << (i % 64) }

// each calls f for all of them, in order, until it has enough.
func (s *rowSet) each(f func(i uint16) bool) {
	for at, word := range s {
		for ; word != 0; word &= word - 1 {
			if !f(uint16(at*64 + bits.TrailingZeros64(word))) {
				return
			}
		}
	}
}

func (w *World) newIndex() *index {
	x := &index{rows: make([]row, Listed), terms: map[rune][]*term{}}
	for i := range listedShops {
		x.shops = append(x.shops, w.shopAt(shopPlaces+uint64(i)))
	}
	for i := range x.rows {
		x.rows[i] = w.newRow(idWindow + uint64(i))
	}
	x.sort(w)
	x.addTerms(w.words)
	return x
}

func (w *World) newRow(place uint64) row {
	shop := w.shopPlaceOf(place)
	o := w.bare(place, w.fieldAt(shop))
	_, sales := o.Totals()
	return row{
		leaf: uint16(o.leaf.number), words: o.wordIDs(), shop: uint16(shop - shopPlaces),
		price: int32(o.Price), sales: int32(sales), least: uint16(o.least), cheap: o.before > o.Price,
	}
}

// wordIDs returns the words of the offer's title, in the order that a row has them in.
func (o *Offer) wordIDs() [5]uint16 {
	return [...]uint16{o.season.id, o.style.id, o.material.id, o.feature.id, o.use.id}
}

// sort makes the orders. What decides stands in the upper bits of a number, the row's number in the lower.
func (x *index) sort(w *World) {
	keys := [orders]func(i int, r *row) uint64{
		byRank:   func(i int, _ *row) uint64 { return splitmix.Mix(w.seed+uint64(i)) >> 16 },
		byPrice:  func(_ int, r *row) uint64 { return uint64(r.price) },
		bySales:  func(_ int, r *row) uint64 { return uint64(r.sales) },
		byCredit: func(_ int, r *row) uint64 { return uint64(x.shops[r.shop].score(2)) },
		byRebuys: func(_ int, r *row) uint64 { return uint64(x.shops[r.shop].Rebuys()) },
		byAge:    func(i int, _ *row) uint64 { return w.age(idWindow + uint64(i)) },
	}
	for by, key := range keys {
		list := make([]uint64, Listed)
		for i := range x.rows {
			list[i] = key(i, &x.rows[i])<<16 | uint64(i)
		}
		slices.Sort(list)
		x.sorted[by], x.places[by] = make([]uint16, Listed), make([]uint16, Listed)
		for i, k := range list {
			x.sorted[by][i], x.places[by][uint16(k)] = uint16(k), uint16(i)
		}
	}
}

// age returns how old the offer of a place is, in 48 bits.
func (w *World) age(place uint64) uint64 { return splitmix.Mix(^w.seed+(place-idWindow)) >> 16 }

func (x *index) addTerms(v *vocabulary) {
	found := map[string]*term{}
	for _, r := range v.roots {
		x.addRoot(found, r)
	}
	for _, s := range v.seasons {
		x.addWord(found, s)
	}
	for _, list := range x.terms {
		slices.SortFunc(list, func(a, b *term) int { return len(b.text) - len(a.text) })
	}
}

func (x *index) addRoot(found map[string]*term, r *root) {
	for _, alias := range append(r.alias, r.name.zh, r.name.en) {
		x.name(found, alias, r.set())
	}
	for _, s := range r.subs {
		x.name(found, s.name.zh, s.set())
		x.name(found, s.name.en, s.set())
		for _, l := range s.leaves {
			x.addLeaf(found, l)
		}
	}
	for _, list := range [][]word{r.materials, r.styles, r.features, r.uses} {
		for _, w := range list {
			x.addWord(found, w)
		}
	}
}

// persons are the beginnings of names of categories that are searched for by themselves, as is what follows them.
var persons = []string{"女士", "男士", "儿童", "婴儿"}

func (x *index) addLeaf(found map[string]*term, l *leaf) {
	set := l.set()
	x.leaves = append(x.leaves, &term{leaves: set, word: -1})
	x.name(found, l.name.zh, set)
	x.name(found, l.name.en, set)
	for _, p := range persons {
		if rest, ok := strings.CutPrefix(l.name.zh, p); ok {
			x.name(found, p, set)
			x.name(found, rest, set)
		}
	}
}

// name makes a text mean these categories, too.
func (x *index) name(found map[string]*term, text string, set leafSet) {
	x.term(found, text).leaves.addAll(set)
}

func (x *index) addWord(found map[string]*term, w word) {
	x.term(found, w.zh).word = int(w.id)
	x.term(found, w.en).word = int(w.id)
}

func (x *index) term(found map[string]*term, text string) *term {
	text = strings.ToLower(text)
	t := found[text]
	if t == nil {
		t = &term{text: text, word: -1}
		found[text] = t
		first, _ := utf8.DecodeRuneInString(text)
		x.terms[first] = append(x.terms[first], t)
	}
	return t
}

// matching returns the rows that a term finds. They are counted out once.
func (x *index) matching(t *term) *rowSet {
	if set := t.rows.Load(); set != nil {
		return set
	}
	set := new(rowSet)
	for i := range x.rows {
		if t.matches(&x.rows[i]) {
			set.add(uint16(i))
		}
	}
	t.rows.Store(set)
	return set
}

func (t *term) matches(r *row) bool {
	return t.leaves.contains(int(r.leaf)) || t.word >= 0 && slices.Contains(r.words[:], uint16(t.word))
}
