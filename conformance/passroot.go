package conformance

import (
	"math"
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688/refusal"
)

// maxBody is the largest body in bytes that is checked.
const maxBody = math.MaxInt32

// root is the rule of the response of an operation, with the members of a success.
type root struct {
	rule      *rule
	code      int   // the slot of error_code
	text      int   // the slot of error
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

// passed reports whether a body certainly has no finding, and whether its error_code certainly is that of a success.
func (c *Checker) passed(op *operation, body []byte, o Options) (ok, succeeded bool) {
	root := c.rootOf(op)
	p := c.passes.Get().(*pass)
	if ok = p.passes(root, body, o); ok {
		succeeded = root.codeOf(p) == success
	}
	p.release()
	c.passes.Put(p)
	return ok, succeeded
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
	names := []string{"error_code", "error"}
	for _, required := range op.onSuccess {
		names = append(names, required.name)
	}
	if r.object = m.shape(parts, names...); r.object == nil {
		return &root{rule: &rule{}}
	}
	if op.openRoot {
		r.object.document()
	}
	out := &root{rule: &r, code: r.object.find([]byte("error_code")), text: r.object.find([]byte("error"))}
	for _, name := range names[2:] {
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

// accepts reports whether a body that was passed is a failure, or has what a success must have.
func (r *root) accepts(p *pass) bool {
	switch code := r.codeOf(p); {
	case code == unclear:
		return false
	case code == failure || p.partial:
		return true
	}
	for _, slot := range r.onSuccess {
		if !p.isFilled(p.starts[slot]) {
			return false
		}
	}
	return true
}

// meaning is what an error_code states.
type meaning uint8

const (
	unclear meaning = iota // so that the walker decides
	failure
	success
	none // neither
)

// codeOf returns what the error_code of a body that was passed states, or its error where it has no code.
func (r *root) codeOf(p *pass) meaning {
	if from := p.starts[r.code]; p.at(from) == '0' && !strings.ContainsRune(".eE", rune(p.body[from+1])) {
		return success
	}
	if code := p.meaningAt(p.starts[r.code]); code != none {
		return code
	}
	return min(p.meaningAt(p.starts[r.text]), success)
}

// meaningAt returns what the text at a position states, none where it is empty or missing.
func (p *pass) meaningAt(from int) meaning {
	switch {
	case from == 0:
		return none
	case p.body[from] != '"':
		return unclear
	}
	end, escaped := scanText(p.body, from+1)
	switch text := string(p.body[from+1 : end]); {
	case escaped:
		return unclear
	case text == "":
		return none
	case refusal.Succeeds(text):
		return success
	}
	return failure
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
