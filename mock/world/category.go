package world

import (
	"strconv"
	"strings"
)

// node is a category of any level.
type node interface {
	category() Category
	below() []Category
	top() *root
	set() leafSet // the leaves that it is made of
	members(e *encoder)
}

// root is a top category, with what its offers are made of.
type root struct {
	name                              word
	id                                int64
	alias                             []string
	trade, unit                       string
	subs                              []*sub
	materials, styles, features, uses []word
	props                             [2]word   // the names of the two properties that variants differ by
	values                            [2][]word // and their values
}

// sub is a category of the second level.
type sub struct {
	name   word
	id     int64
	root   *root
	leaves []*leaf
}

// leaf is a category that offers are in.
type leaf struct {
	name      word
	id        int64
	number    int // among all leaves
	sub       *sub
	low, high int // prices, in yuan
	grams     int
}

// Ids of categories do not depend on the seed.
func rootID(i int) int64   { return int64(1038 + 1717*i) }
func subID(i, j int) int64 { return int64(201_280_004 + 330_111*i + 4_003*j) }
func leafID(number int) int64 {
	if number == 0 {
		return exampleCategory
	}
	return int64(122_230_007 + 21_013*number)
}

// exampleCategory is the category of the document's examples, 连衣裙, which is the first of the tree.
const exampleCategory = 1_031_910

func (v *vocabulary) addRoot(i int, t *rootText) {
	r := &root{
		name: v.word(t.name), id: rootID(i), alias: strings.Split(t.alias, "|"), trade: t.trade, unit: t.unit,
		materials: v.list(t.materials), styles: v.list(t.styles), features: v.list(t.features), uses: v.list(t.uses),
		props: [2]word{v.word(t.prop), v.word(t.prop2)}, values: [2][]word{v.list(t.values), v.list(t.values2)},
	}
	for j, s := range t.subs {
		r.subs = append(r.subs, v.sub(r, subID(i, j), s))
	}
	v.roots, v.nodes[r.id] = append(v.roots, r), r
}

func (v *vocabulary) sub(r *root, id int64, t subText) *sub {
	s := &sub{name: v.word(t.name), id: id, root: r}
	v.nodes[id] = s
	for text := range strings.SplitSeq(t.leaves, "|") {
		l := v.leaf(text)
		l.sub, l.number, l.id = s, len(v.leaves), leafID(len(v.leaves))
		s.leaves, v.leaves, v.nodes[l.id] = append(s.leaves, l), append(v.leaves, l), l
	}
	return s
}

// leaf reads zh=en:low-high:grams.
func (v *vocabulary) leaf(text string) *leaf {
	parts := strings.Split(text, ":")
	low, high, _ := strings.Cut(parts[1], "-")
	return &leaf{name: v.word(parts[0]), low: number(low), high: number(high), grams: number(parts[2])}
}

// number is that of a text of ours.
func number(text string) int {
	n, _ := strconv.Atoi(text) // a test reads them all
	return n
}

// leafSet is some of the leaves.
type leafSet [2]uint64

func (s *leafSet) add(l *leaf) { s[l.number/64] |= 1 << (l.number % 64) }

func (s *leafSet) contains(number int) bool { return s[number/64]>>(number%64)&1 != 0 }

func (s *leafSet) addAll(other leafSet) { s[0], s[1] = s[0]|other[0], s[1]|other[1] }

func (l *leaf) set() (out leafSet) {
	out.add(l)
	return out
}

func (s *sub) set() (out leafSet) {
	for _, l := range s.leaves {
		out.add(l)
	}
	return out
}

func (r *root) set() (out leafSet) {
	for _, s := range r.subs {
		out.addAll(s.set())
	}
	return out
}

func (r *root) top() *root { return r }
func (s *sub) top() *root  { return s.root }
func (l *leaf) top() *root { return l.sub.root }

// leavesOf returns the leaves of a category.
func (v *vocabulary) leavesOf(id int64) (set leafSet, ok bool) {
	n, ok := v.nodes[id]
	if ok {
		set = n.set()
	}
	return set, ok
}
