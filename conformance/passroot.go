package conformance

import (
	"math"
	"slices"
)

// maxBody is the largest body in bytes that is checked.
const maxBody = math.MaxInt32

// root is the rule of the response of an operation, with the members of a success.
type root struct {
	rule      *rule
	code      int   // the slot of error_code, or -1
	onSuccess []int // slots
}

// rootOf returns the compiled response of an operation.
func (c *Checker) rootOf(op *operation) *root {
	op.once.Do(func() {
		c.rules.mutex.Lock()
		defer c.rules.mutex.Unlock()
		op.root = c.rules.root(op, c.refusal != nil)
	})
	return op.root
}

// passed reports whether a body certainly has no finding.
func (c *Checker) passed(op *operation, body []byte, o Options) bool {
	c.rootOf(op)
	p := c.passes.Get().(*pass)
	ok := p.passes(op, body, o)
	p.release()
	c.passes.Put(p)
	return ok
}

// release forgets the body, so that a pass that waits for its next one does not hold it.
func (p *pass) release() {
	p.body = nil
	clear(p.others[:cap(p.others)])
}

// root compiles a response. Where the API has refusals in place of responses, a body with an error_code that the
// response does not have is left to the walker.
func (m *ruleSet) root(op *operation, refuses bool) *root {
	schemas := []*schema{op.response}
	r := *m.of(schemas)
	parts, ok := partsFor(kindObject, schemas, nil)
	if !ok || !r.kinds.contains(kindObject) {
		return &root{rule: &rule{}}
	}
	names := []string{"error_code"}
	for _, required := range op.onSuccess {
		names = append(names, required.name)
	}
	if r.object = m.shape(parts, names...); r.object == nil {
		return &root{rule: &rule{}}
	}
	if op.openRoot {
		r.object.document()
	}
	out := &root{rule: &r, code: r.object.find([]byte("error_code"))}
	for _, name := range names[1:] {
		out.onSuccess = append(out.onSuccess, r.object.find([]byte(name)))
	}
	if refuses && !op.describes("error_code") {
		r.object.slots[out.code].value = nil
	}
	return out
}

// document makes all members documented.
func (s *shape) document() {
	s.slots, s.unnamed = slices.Clone(s.slots), false
	for i := range s.slots {
		s.slots[i].undocumented = false
	}
}

// succeeds reports whether a body that was passed is a failure, or has what a success must have.
func (r *root) succeeds(p *pass) bool {
	if len(r.onSuccess) == 0 || r.fails(p) {
		return true
	}
	for _, slot := range r.onSuccess {
		if !p.isFilled(p.starts[slot]) {
			return false
		}
	}
	return true
}

// fails reports whether the error_code of the body certainly states a failure.
func (r *root) fails(p *pass) bool {
	from := p.starts[r.code]
	if from == 0 || p.body[from] != '"' {
		return false
	}
	end, escaped := scanText(p.body, from+1)
	text := string(p.body[from+1 : end])
	return !escaped && text != "0000" && text != "0"
}

// isFilled reports whether the value at a position is neither missing nor null, nor empty as an object or a text.
func (p *pass) isFilled(from int) bool {
	if from == 0 {
		return false
	}
	switch p.body[from] {
	case '{':
		return p.at(p.blank(from+1)) != '}'
	case '"':
		return p.body[from+1] != '"'
	}
	return p.body[from] != 'n'
}
