package conformance

import (
	"slices"
	"strconv"
	"sync"
)

// rule is a set of schemas that describe one value, compiled for a pass: what a value of each kind must be. It accepts
// no value that the walker has a finding on. Values of a kind for which a union has several branches it leaves to the
// walker.
type rule struct {
	kinds     kinds
	texts     []*limits
	integers  []*limits
	fractions []*limits
	booleans  []*limits
	items     *rule
	sizes     []span // of an array
	object    *shape
	anyNumber bool // every number is accepted that a float64 holds
}

// shape is what an object must be.
type shape struct {
	id       int // among the shapes of the document
	slots    []slot
	table    []int16 // the slots by the hash of their names, -1 where there is none
	rest     *rule   // of other names; nil where the walker decides
	unnamed  bool    // other names are undocumented
	required slotSet
	counts   []span
}

// slot is a member with a rule of its own.
type slot struct {
	name         string
	quoted       string // as it is in a body: "name":
	value        *rule  // nil where the walker decides
	undocumented bool
}

// slotSet is a set of slots.
type slotSet [4]uint64

// maxSlots is how many members with a rule of their own an object may have. The walker checks larger ones.
const maxSlots = 64 * len(slotSet{})

func (b *slotSet) add(slot int)      { b[slot>>6&3] |= 1 << (slot & 63) }
func (b *slotSet) has(slot int) bool { return b[slot>>6&3]&(1<<(slot&63)) != 0 }

// includes reports whether the set has all of another.
func (b *slotSet) includes(other *slotSet) bool {
	return other[0]&^b[0]|other[1]&^b[1]|other[2]&^b[2]|other[3]&^b[3] == 0
}

// ruleSet compiles and keeps the rules of a document, each set of schemas once.
type ruleSet struct {
	mutex  sync.Mutex
	known  map[string]*rule // by the numbers of the schemas
	free   *rule
	shapes int
}

func newRules() *ruleSet {
	m := &ruleSet{known: map[string]*rule{}}
	m.free = &rule{kinds: allKinds | kindNull, anyNumber: true}
	m.free.items, m.free.object = m.free, &shape{rest: m.free}
	m.shapes++
	return m
}

// of returns the rule of schemas that describe the same value.
func (m *ruleSet) of(all []*schema) *rule {
	if len(all) == 0 {
		return m.free
	}
	key := keyOf(all)
	if r := m.known[key]; r != nil {
		return r
	}
	r := &rule{kinds: allKinds | kindNull}
	m.known[key] = r
	for _, s := range all {
		r.kinds &= s.kinds
	}
	for _, kind := range []kinds{kindString, kindInteger, kindFraction, kindBoolean, kindObject, kindArray} {
		if r.kinds.contains(kind) && !m.fill(r, kind, all) {
			r.kinds &^= kind
		}
	}
	r.anyNumber = r.kinds&kindNumber == kindNumber && len(r.integers)+len(r.fractions) == 0
	return r
}

func keyOf(all []*schema) string {
	var key []byte
	for _, s := range all {
		key = strconv.AppendInt(append(key, ' '), int64(s.number), 10)
	}
	return string(key)
}

// fill compiles the rule for values of one kind, and reports whether it could.
func (m *ruleSet) fill(r *rule, kind kinds, all []*schema) bool {
	parts, ok := partsFor(kind, all, nil)
	if !ok {
		return false
	}
	switch kind {
	case kindString:
		r.texts = limitsOf(parts)
	case kindInteger:
		r.integers = limitsOf(parts)
	case kindFraction:
		r.fractions = limitsOf(parts)
	case kindBoolean:
		r.booleans = limitsOf(parts)
	case kindArray:
		m.array(r, parts)
	case kindObject:
		r.object = m.shape(parts)
	}
	return kind != kindObject || r.object != nil
}

// partsFor adds the parts that apply to a value of the kind. It fails where several branches of a union do.
func partsFor(kind kinds, all []*schema, parts []*part) ([]*part, bool) {
	for _, s := range all {
		parts = append(parts, s.parts...)
		for _, u := range s.unions {
			first, more := u.candidates(kind)
			if first < 0 || more {
				return nil, false
			}
			var ok bool
			if parts, ok = partsFor(kind, u.branches[first:first+1], parts); !ok {
				return nil, false
			}
		}
	}
	return parts, true
}

func limitsOf(parts []*part) (list []*limits) {
	for _, p := range parts {
		if p.limits != nil {
			list = append(list, p.limits)
		}
	}
	return list
}

func (m *ruleSet) array(r *rule, parts []*part) {
	var items []*schema
	for _, p := range parts {
		if p.items != nil {
			items = appendNew(items, p.items.to)
		}
		if p.size != (span{}) {
			r.sizes = append(r.sizes, p.size)
		}
	}
	r.items = m.of(items)
}

func appendNew(all []*schema, s *schema) []*schema {
	if slices.Contains(all, s) {
		return all
	}
	return append(all, s)
}

// shape compiles an object, with a slot for each name that the parts or the caller know. It is nil for too many.
func (m *ruleSet) shape(parts []*part, more ...string) *shape {
	s := &shape{id: m.shapes}
	m.shapes++
	names := namesOf(parts, more)
	if len(names) > maxSlots {
		return nil
	}
	for _, name := range names {
		value, documented := m.member(parts, func(p *part) *edge { return p.members[name] })
		s.slots = append(s.slots, slot{name, strconv.Quote(name) + ":", value, !documented})
	}
	rest, documented := m.member(parts, func(*part) *edge { return nil })
	s.rest, s.unnamed = rest, !documented
	s.index()
	for _, p := range parts {
		for _, r := range p.required {
			s.required.add(s.find([]byte(r.name)))
		}
		if p.count != (span{}) {
			s.counts = append(s.counts, p.count)
		}
	}
	return s
}

// namesOf returns all names, sorted.
func namesOf(parts []*part, names []string) []string {
	names = slices.Clone(names)
	for _, p := range parts {
		names = append(names, sortedKeys(p.members)...)
		for _, r := range p.required {
			names = append(names, r.name)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// member returns the rule of a member, nil where it is forbidden, and whether it is documented.
func (m *ruleSet) member(parts []*part, own func(*part) *edge) (value *rule, documented bool) {
	var all []*schema
	for _, p := range parts {
		e := own(p)
		if e == nil {
			e = p.additional
		}
		switch {
		case e != nil:
			documented = true
			all = appendNew(all, e.to)
		case p.closed:
			return nil, true
		case p.open:
			documented = true
		}
	}
	return m.of(all), documented
}

// index makes the table of the slots.
func (s *shape) index() {
	size := 4
	for size < 2*len(s.slots) {
		size *= 2
	}
	s.table = slices.Repeat([]int16{-1}, size)
	for i := range s.slots {
		at := int(hashOf([]byte(s.slots[i].name))) & (size - 1)
		for s.table[at] >= 0 {
			at = (at + 1) & (size - 1)
		}
		s.table[at] = int16(i)
	}
}

// find returns the slot of a name, or -1.
func (s *shape) find(name []byte) int {
	if len(s.slots) == 0 {
		return -1
	}
	for at := int(hashOf(name)); ; at++ {
		slot := int(s.table[at&(len(s.table)-1)])
		if slot < 0 || s.slots[slot].name == string(name) {
			return slot
		}
	}
}
