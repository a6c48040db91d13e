package conformance

import "slices"

// schema is a compiled place of the document that describes a value. Its own rules, those
// of all allOf members and their members stand side by side in parts, so that a walk sees
// one flat list.
type schema struct {
	number   int // among the schemas of the document
	place    string
	nullable bool
	own      *part
	allOf    []*schema
	choices  []*union

	// What settle derives from the above.
	state  settling
	parts  []*part
	unions []*union
	kinds  kinds // with kindNull where null is allowed
}

// part is what one schema object says about a value, without its allOf and its unions.
type part struct {
	place      string
	kinds      kinds
	open       bool // has no type and no members: every member is documented
	limits     *limits
	members    map[string]*edge
	required   []required
	additional *edge // of members that are not named
	closed     bool  // additionalProperties: false
	items      *edge
	size       span // of an array
	count      span // of an object's members
}

// edge leads from a schema to that of a member or an item.
type edge struct {
	place string
	to    *schema
}

type required struct{ name, place string }

// span is a range of a number of things.
type span struct {
	min int
	max *int
}

// union is an anyOf, or a oneOf if exactly one branch must hold.
type union struct {
	place    string
	one      bool
	branches []*schema
	kinds    kinds
}

type settling uint8

const (
	unsettled settling = iota
	inProgress
	settled
)

// settle flattens the schema and derives its kinds. It returns the place of a schema that
// contains itself without a member or an item in between, or "".
func (s *schema) settle() string {
	switch s.state {
	case settled:
		return ""
	case inProgress:
		return s.place
	}
	s.state = inProgress
	for _, below := range s.applicators() {
		if loop := below.settle(); loop != "" {
			return loop
		}
	}
	s.flatten()
	s.kinds = s.valueKinds()
	if s.acceptsNull() {
		s.kinds |= kindNull
	}
	s.state = settled
	return ""
}

// applicators lists the schemas that judge the same value.
func (s *schema) applicators() []*schema {
	all := append([]*schema(nil), s.allOf...)
	for _, u := range s.choices {
		all = append(all, u.branches...)
	}
	return all
}

func (s *schema) flatten() {
	if s.own != nil {
		s.parts = append(s.parts, s.own)
	}
	for _, u := range s.choices {
		u.settle()
		s.unions = append(s.unions, u)
	}
	for _, below := range s.allOf {
		s.parts = append(s.parts, below.parts...)
		s.unions = append(s.unions, below.unions...)
	}
}

func (s *schema) valueKinds() kinds {
	k := allKinds
	for _, p := range s.parts {
		k &= p.kinds
	}
	for _, u := range s.unions {
		k &= u.kinds
	}
	return k
}

// acceptsNull follows kin-openapi: nullable allows null at once, and otherwise null needs
// an allOf or a union, all of which must allow it. One difference is meant: a schema without
// a type says nothing at all, so it does not forbid null either. OpenAPI 3.0.3 has it so,
// and nullable may not stand there.
func (s *schema) acceptsNull() bool {
	if s.nullable || len(s.allOf)+len(s.choices) == 0 {
		return s.nullable || s.own != nil && s.own.open
	}
	return !slices.ContainsFunc(s.allOf, func(below *schema) bool { return !below.kinds.contains(kindNull) }) &&
		!slices.ContainsFunc(s.choices, func(u *union) bool { return !u.acceptsNull() })
}

func (u *union) settle() {
	u.kinds = 0
	for _, b := range u.branches {
		u.kinds |= b.kinds
	}
}

func (u *union) acceptsNull() bool {
	n := 0
	for _, b := range u.branches {
		if b.kinds.contains(kindNull) {
			n++
		}
	}
	return n == 1 || n > 1 && !u.one
}

// untyped counts the places reachable from the schema that have no type.
func (s *schema) untyped(seen map[*schema]bool) int {
	if s == nil || seen[s] {
		return 0
	}
	seen[s] = true
	n := 0
	if s.own != nil {
		n += s.own.untyped(seen)
	}
	for _, below := range s.applicators() {
		n += below.untyped(seen)
	}
	return n
}

func (p *part) untyped(seen map[*schema]bool) int {
	n := 0
	if p.open {
		n++
	}
	for _, e := range p.members {
		n += e.to.untyped(seen)
	}
	for _, e := range []*edge{p.additional, p.items} {
		if e != nil {
			n += e.to.untyped(seen)
		}
	}
	return n
}
