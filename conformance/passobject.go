package conformance

import (
	"bytes"

	"github.com/go-json-experiment/json/jsontext"
)

// other is a name without a slot.
type other struct {
	hash uint64
	text []byte
}

// members is an object that is being read.
type members struct {
	shape    *shape
	follow   []int16
	seen     slotSet
	count    int
	previous int                 // the slot before, plus 1
	mark     int                 // where the names without a slot begin
	many     map[string]struct{} // of these names, made for large objects only
}

func (p *pass) object(r *rule, at int) int {
	if p.depth++; p.depth > maxDepth || !r.kinds.contains(kindObject) {
		return failed
	}
	m := members{shape: r.object, follow: p.following(r.object), mark: len(p.others)}
	at = p.blank(at + 1)
	if p.at(at) == '}' {
		at++
	} else {
		for more := true; more; m.count++ {
			if at = p.member(&m, at); at == failed {
				return failed
			}
			if at, more = p.next(at, '}'); at == failed {
				return failed
			}
		}
	}
	p.depth--
	p.others = p.others[:m.mark]
	if !p.partial && !m.seen.includes(&r.object.required) {
		return failed
	}
	return p.within(r.object.counts, m.count, at)
}

// following returns what is known about the order of the members of a shape.
func (p *pass) following(s *shape) []int16 {
	if s.id >= len(p.follow) {
		p.follow = append(p.follow, make([][]int16, s.id+1-len(p.follow))...)
	}
	if p.follow[s.id] == nil {
		p.follow[s.id] = make([]int16, len(s.slots)+1)
	}
	return p.follow[s.id]
}

// member validates a name and its value.
func (p *pass) member(m *members, at int) int {
	slot, at := p.slot(m, at)
	switch {
	case at == failed:
		return failed
	case slot < 0:
		if m.shape.unnamed && p.strict {
			return failed
		}
		return p.value(m.shape.rest, p.blank(at))
	case m.seen.has(slot) || p.strict && m.shape.slots[slot].undocumented:
		return failed
	}
	m.seen.add(slot)
	m.previous = slot + 1
	at = p.blank(at)
	if p.depth == 1 {
		p.starts[slot] = at
	}
	return p.value(m.shape.slots[slot].value, at)
}

// slot returns the slot of the name at a position, or -1, and the position behind its colon. It first tries the name
// that came here in the object before.
func (p *pass) slot(m *members, at int) (slot, behind int) {
	if len(m.shape.slots) > 0 {
		slot = int(m.follow[m.previous])
		if quoted := m.shape.slots[slot].quoted; hasPrefix(p.body[at:], quoted) {
			return slot, at + len(quoted)
		}
	}
	name, behind := p.name(at)
	if behind == failed {
		return 0, failed
	}
	if slot = m.shape.find(name); slot >= 0 {
		m.follow[m.previous] = int16(slot)
	} else if !p.isNew(m, name) {
		return 0, failed
	}
	return slot, behind
}

// name reads the name at a position and the colon behind it.
func (p *pass) name(at int) (name []byte, behind int) {
	if p.at(at) != '"' {
		return nil, failed
	}
	end, escaped := scanText(p.body, at+1)
	if end == failed {
		return nil, failed
	}
	name = p.body[at+1 : end]
	if escaped {
		name = p.unescape(p.body[at : end+1])
	}
	if at = p.blank(end + 1); p.at(at) != ':' {
		return nil, failed
	}
	return name, at + 1
}

// unescape returns a text without quotes and escapes. It stays valid until the end of the body.
func (p *pass) unescape(quoted []byte) []byte {
	from := len(p.plain)
	p.plain, _ = jsontext.AppendUnquote(p.plain, quoted)
	return p.plain[from:]
}

// isNew reports whether the object did not have the name, which has no slot, and keeps it.
func (p *pass) isNew(m *members, name []byte) bool {
	if m.many == nil && len(p.others)-m.mark < manyMembers {
		return p.isNewOfFew(m.mark, name)
	}
	if m.many == nil {
		m.many = make(map[string]struct{}, 2*manyMembers)
		for _, o := range p.others[m.mark:] {
			m.many[string(o.text)] = struct{}{}
		}
	}
	before := len(m.many)
	m.many[string(name)] = struct{}{}
	return len(m.many) > before
}

func (p *pass) isNewOfFew(mark int, name []byte) bool {
	hash := hashOf(name)
	for _, o := range p.others[mark:] {
		if o.hash == hash && bytes.Equal(o.text, name) {
			return false
		}
	}
	p.others = append(p.others, other{hash, name})
	return true
}
