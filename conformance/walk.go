package conformance

import (
	"slices"

	"github.com/go-ali1688/ali1688/internal/redact"
	"github.com/go-ali1688/ali1688/internal/valuelimit"
	"github.com/go-ali1688/ali1688/refusal"
)

// walker checks one body against one schema. It reuses its memory.
type walker struct {
	tree
	strict   bool
	texts    bool // of a format that has no other scalars
	partial  bool // the body was cut off: nothing counts as missing
	openRoot bool // members of the root are never undocumented

	isSuccess bool // the body is whole, and has the error_code of a success or none

	found []fault
	hard  int // how many of found are about more than documentation
	// What unions chose, and how many of them are trying their branches.
	chosen map[question]choice
	trials int
	// Stacks of what applies to the values between the root and the present one.
	parts   []*part
	schemas []*schema
}

func (w *walker) add(f fault) {
	if len(w.found) < maxFaults {
		w.found = append(w.found, f)
	}
	if f.rule != "undocumented" {
		w.hard++
	}
}

// run checks the body from its root. A body that is a refusal of the platform is validated as one, whatever was called.
func (w *walker) run(op, refusal *operation, body []byte, o Options) []Finding {
	w.isSuccess = false
	w.maxValues, w.redactor = valuelimit.Or(o.MaxValues), redact.New(o.secrets...)
	around, ok := w.take(body)
	if !ok {
		return around
	}
	w.strict, w.partial, w.openRoot, w.texts = o.Strict, o.Excerpt || w.cut, op.openRoot, o.Texts
	w.found, w.hard = w.found[:0], 0
	clear(w.chosen)
	if len(w.nodes) > 0 {
		if refusal != nil && w.refused(op) {
			op = refusal
		}
		w.value(0, op.response.place, []*schema{op.response})
		w.success(op)
		w.isSuccess = !w.cut && w.nodes[0].kind == kindObject && w.succeeded()
	}
	return append(around, w.findings(append(w.faults, w.found...))...)
}

// refused reports whether the body is an error of the platform itself: it has an error_code at its top, and the
// operation has no such member.
func (w *walker) refused(op *operation) bool {
	return w.find(0, "error_code") >= 0 && !op.describes("error_code")
}

// describes reports whether the response has a member of that name at its top.
func (o *operation) describes(member string) bool {
	return slices.ContainsFunc(o.response.parts, func(p *part) bool { return p.members[member] != nil })
}

// take reads the JSON out of the body. It returns what it found around it, and whether there was JSON at all.
func (w *walker) take(body []byte) (around []Finding, ok bool) {
	if !wrapped(body) {
		if w.parse(body, 0); !w.more {
			return nil, true
		}
	}
	text, around := w.unwrap(body)
	if text.json == nil {
		return around, false
	}
	w.parse(text.json, text.at)
	return around, true
}

// value checks the value at i against all schemas that describe it.
func (w *walker) value(i int32, place string, all []*schema) {
	n := &w.nodes[i]
	if n.is(superseded|unread) || w.texts && w.isSpelled(i, all) {
		return
	}
	for _, s := range all {
		if !s.kinds.contains(n.kind) {
			w.add(fault{at: i, rule: "type", want: s.kinds.String(), place: place})
			return
		}
	}
	switch {
	case n.kind == kindNull:
	case len(all) == 1 && len(all[0].unions) == 0:
		w.check(i, place, all[0].parts)
	case len(all) == 1 && len(all[0].parts) == 0 && len(all[0].unions) == 1:
		w.union(i, place, all[0].unions[0])
	default:
		w.merge(i, place, all)
	}
}

// check applies the rules that stand for the kind of the value, which is allowed.
func (w *walker) check(i int32, place string, parts []*part) {
	switch w.nodes[i].kind {
	case kindObject:
		w.walkObject(i, place, parts)
	case kindArray:
		w.array(i, place, parts)
	default:
		w.scalar(i, place, parts)
	}
}

func (w *walker) scalar(i int32, place string, parts []*part) {
	for _, p := range parts {
		l := p.limits
		if l == nil {
			continue
		}
		f := fault{at: i, place: place}
		switch w.nodes[i].kind {
		case kindString:
			l.checkText(w, f, w.plain(i))
		case kindBoolean:
			l.checkBoolean(w, f, w.nodeText(i)[0] == 't')
		default:
			l.checkNumber(w, f, parseNumber(w.nodeText(i)))
		}
	}
}

func (w *walker) array(i int32, place string, parts []*part) {
	mark := len(w.schemas)
	var items string
	for _, p := range parts {
		w.span(i, place, p.size, "minItems", "maxItems", "item")
		if p.items != nil {
			items = p.items.place
			w.judge(mark, p.items.to)
		}
	}
	if all := w.schemas[mark:]; len(all) > 0 {
		for m := i + 1; m < w.nodes[i].end; m = w.nodes[m].end {
			w.value(m, items, all)
		}
	}
	w.schemas = w.schemas[:mark]
}

// span checks the number of items or members.
func (w *walker) span(i int32, place string, s span, low, high, noun string) {
	if s == (span{}) {
		return
	}
	n := w.size(i)
	if n < s.min && !w.partial {
		w.add(fault{at: i, rule: low, want: "at least " + plural(s.min, noun), got: plural(n, noun), place: place})
	}
	if s.max != nil && n > *s.max {
		w.add(fault{at: i, rule: high, want: "at most " + plural(*s.max, noun), got: plural(n, noun), place: place})
	}
}

func (w *walker) walkObject(i int32, place string, parts []*part) {
	for _, p := range parts {
		w.span(i, place, p.count, "minProperties", "maxProperties", "member")
	}
	for m := i + 1; m < w.nodes[i].end; m = w.nodes[m].end {
		if !w.nodes[m].is(superseded) {
			w.member(m, parts)
		}
	}
	if w.partial {
		return
	}
	for _, p := range parts {
		for _, r := range p.required {
			w.present(i, r, "required", "the member")
		}
	}
}

// member checks one member of an object against every schema that says something of it.
func (w *walker) member(m int32, parts []*part) {
	mark := len(w.schemas)
	name := w.name(m)
	place, documented := "", false
	for _, p := range parts {
		e, ok := p.members[string(name)]
		if !ok {
			e = p.additional
		}
		switch {
		case e != nil:
			place, documented = e.place, true
			w.judge(mark, e.to)
		case p.closed:
			documented = true
			w.add(fault{at: m, rule: "additional", want: "no further member", place: p.place})
		case p.open:
			documented = true
		}
	}
	if all := w.schemas[mark:]; len(all) > 0 {
		w.value(m, place, all)
	}
	w.schemas = w.schemas[:mark]
	if !documented {
		w.undocumented(m, parts)
	}
}

// judge adds a schema to those above mark that a value is checked against. A duplicate would double the work at every
// level.
func (w *walker) judge(mark int, s *schema) {
	if !slices.Contains(w.schemas[mark:], s) {
		w.schemas = append(w.schemas, s)
	}
}

func (w *walker) undocumented(m int32, parts []*part) {
	if !w.strict || w.openRoot && w.nodes[m].parent == 0 {
		return
	}
	place := ""
	for _, p := range parts {
		if place == "" || p.members != nil {
			place = p.place
		}
	}
	w.add(fault{at: m, rule: "undocumented", want: "a documented member", place: place})
}

func (w *walker) present(i int32, r required, rule, want string) {
	if w.find(i, r.name) < 0 {
		w.add(fault{at: i, member: r.name, rule: rule, want: want, got: "nothing", place: r.place})
	}
}

// success checks the members that only a successful response must have.
func (w *walker) success(op *operation) {
	if w.partial || len(op.onSuccess) == 0 || w.nodes[0].kind != kindObject || !w.succeeded() {
		return
	}
	for _, r := range op.onSuccess {
		w.present(0, r, "required-on-success", "the member, as the response is not a failure")
		w.filled(r)
	}
}

// filled checks that a member of a success that is an object or a text is not empty. A list may be.
func (w *walker) filled(r required) {
	i := w.find(0, r.name)
	if i < 0 {
		return
	}
	n := w.nodes[i]
	if n.kind == kindObject && n.end == i+1 || n.kind == kindString && len(w.plain(i)) == 0 || n.kind == kindNull {
		w.add(fault{at: i, rule: "required-on-success", want: "a payload, as the response states no failure", place: r.place})
	}
}

// succeeded reads error_code, which is absent or that of a success where nothing failed. Where there is no code, as in
// bodies of before mid-2020, the text of the error decides.
func (w *walker) succeeded() bool {
	code := w.memberText("error_code")
	return refusal.Succeeds(code) && (code != "" || refusal.Succeeds(w.memberText("error")))
}

// memberText returns the text of a scalar at the top, "" for null, for false and for none, and 0 for a zero.
func (w *walker) memberText(name string) string {
	i := w.find(0, name)
	switch {
	case i < 0 || w.nodes[i].kind == kindNull || string(w.nodeText(i)) == "false":
		return ""
	case w.nodes[i].kind == kindString:
		return string(w.plain(i))
	case w.nodes[i].kind == kindInteger && parseNumber(w.nodeText(i)) == 0:
		return "0"
	}
	return string(w.nodeText(i))
}
