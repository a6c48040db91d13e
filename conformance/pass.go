package conformance

import "github.com/go-ali1688/ali1688/internal/valuelimit"

// pass validates a body in one pass through its text, without a tree. It only ever says that the walker would have no
// finding: whatever is unusual it leaves to the walker.
type pass struct {
	body    []byte
	strict  bool
	partial bool
	left    int // how many values may still come
	depth   int

	others []other   // names without a slot, of all objects that are open
	plain  []byte    // names and texts without their escapes
	follow [][]int16 // by shape and slot, the slot that came behind it the last time, to be tried first
	starts []int     // where the values of the root begin, by slot
	probe  walker    // collects what limits find
}

// failed is the position behind a value that the walker has to look at.
const failed = -1

// passes reports whether the walker has no finding on a body.
func (p *pass) passes(root *root, body []byte, o Options) bool {
	*p = pass{body: body, strict: o.Strict, partial: o.Excerpt, left: valuelimit.Or(o.MaxValues),
		others: p.others[:0], plain: p.plain[:0], follow: p.follow, starts: p.starts, probe: p.probe}
	at := p.blank(0)
	if o.Texts || p.at(at) != '{' || !root.rule.kinds.contains(kindObject) || len(body) > maxBody {
		return false
	}
	p.starts = append(p.starts[:0], make([]int, len(root.rule.object.slots))...)
	end := p.value(root.rule, at)
	return end != failed && p.blank(end) == len(body) && root.accepts(p)
}

// at returns the byte at a position, or 0 behind the end.
func (p *pass) at(at int) byte {
	if at < len(p.body) {
		return p.body[at]
	}
	return 0
}

// blank returns the position of the next byte that is not blank.
func (p *pass) blank(at int) int {
	for at < len(p.body) && p.body[at] <= ' ' && isBlank(p.body[at]) {
		at++
	}
	return at
}

func isBlank(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// value validates the value at a position, and returns the position behind it.
func (p *pass) value(r *rule, at int) int {
	if p.left--; p.left < 0 || r == nil {
		return failed
	}
	switch c := p.at(at); {
	case c == '"':
		return p.text(r, at)
	case c == '{':
		return p.object(r, at)
	case c == '[':
		return p.array(r, at)
	case c == '-' || '0' <= c && c <= '9':
		return p.number(r, at)
	}
	return p.word(r, at)
}

func (p *pass) text(r *rule, at int) int {
	end, escaped := scanText(p.body, at+1)
	if end == failed || !r.kinds.contains(kindString) {
		return failed
	}
	if len(r.texts) == 0 {
		return end + 1
	}
	text := p.body[at+1 : end]
	if escaped {
		text = p.unescape(p.body[at : end+1])
	}
	for _, l := range r.texts {
		l.checkText(&p.probe, fault{}, text)
	}
	return p.unless(end + 1)
}

// unless returns the position, unless limits found something.
func (p *pass) unless(at int) int {
	if len(p.probe.found) > 0 {
		p.probe.found = p.probe.found[:0]
		return failed
	}
	return at
}

func (p *pass) number(r *rule, at int) int {
	end, whole := scanNumber(p.body, at)
	if end == failed {
		return failed
	}
	raw := p.body[at:end]
	if beyondFloat(raw) {
		return failed
	}
	if r.anyNumber {
		return end
	}
	kind, all := kindInteger, r.integers
	if !whole && kindOfNumber(raw) == kindFraction {
		kind, all = kindFraction, r.fractions
	}
	if !r.kinds.contains(kind) {
		return failed
	}
	for _, l := range all {
		l.checkNumber(&p.probe, fault{}, parseNumber(raw))
	}
	return p.unless(end)
}

func (p *pass) word(r *rule, at int) int {
	switch rest := p.body[min(at, len(p.body)):]; {
	case hasPrefix(rest, "null") && r.kinds.contains(kindNull):
		return at + len("null")
	case hasPrefix(rest, "true") && r.kinds.contains(kindBoolean):
		return p.boolean(r, true, at+len("true"))
	case hasPrefix(rest, "false") && r.kinds.contains(kindBoolean):
		return p.boolean(r, false, at+len("false"))
	}
	return failed
}

func (p *pass) boolean(r *rule, yes bool, end int) int {
	for _, l := range r.booleans {
		l.checkBoolean(&p.probe, fault{}, yes)
	}
	return p.unless(end)
}

func hasPrefix(text []byte, prefix string) bool {
	return len(text) >= len(prefix) && string(text[:len(prefix)]) == prefix
}

func (p *pass) array(r *rule, at int) int {
	if p.depth++; p.depth > maxDepth || !r.kinds.contains(kindArray) {
		return failed
	}
	n := 0
	at = p.blank(at + 1)
	if p.at(at) == ']' {
		at++
	} else {
		for more := true; more; n++ {
			if at = p.value(r.items, at); at == failed {
				return failed
			}
			if at, more = p.next(at, ']'); at == failed {
				return failed
			}
		}
	}
	p.depth--
	return p.within(r.sizes, n, at)
}

// next returns the position behind the comma, or behind the end of the container, and whether it was a comma.
func (p *pass) next(at int, end byte) (behind int, more bool) {
	at = p.blank(at)
	switch p.at(at) {
	case ',':
		return p.blank(at + 1), true
	case end:
		return at + 1, false
	}
	return failed, false
}

// within returns the position, if a container has a number of items or members that is allowed.
func (p *pass) within(all []span, n, at int) int {
	for _, s := range all {
		if n < s.min && !p.partial || s.max != nil && n > *s.max {
			return failed
		}
	}
	return at
}
