package conformance

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/go-ali1688/ali1688/transport"

	"github.com/go-ali1688/ali1688/internal/document"
	"github.com/go-ali1688/ali1688/internal/redact"
)

// Finding is one fault of a body.
type Finding struct {
	// Pointer is the JSON pointer (RFC 6901) of the value at fault, or of the member that
	// is missing. It is empty for the body as a whole.
	Pointer string `json:"pointer"`
	// Rule is the name of the broken rule, see the package documentation.
	Rule string `json:"rule"`
	// Want is what the rule allows, in a few words.
	Want string `json:"want"`
	// Got is the value, shortened and without secrets.
	Got string `json:"got"`
	// Schema is the position of the rule in the YAML source, as file:line: the line of the
	// member that has the value, and for an undocumented member the schema that lacks it.
	// It is empty where the fault is in the text of the body.
	Schema string `json:"schema"`
}

// String returns the finding as one line.
func (f Finding) String() string {
	at := transport.OneLine(f.Pointer)
	if at == "" {
		at = "(body)"
	}
	line := fmt.Sprintf("%s: %s: want %s, got %s", at, f.Rule, transport.OneLine(f.Want), transport.OneLine(f.Got))
	if f.Schema != "" {
		line += " (" + f.Schema + ")"
	}
	return line
}

// fault is a finding before its texts are made, which a union may throw away again.
type fault struct {
	at     int32  // the node, or -1 for the whole body
	member string // what is missing below it
	rule   string
	want   string
	got    string // "" for a description of the node
	place  string
}

// breaks returns the fault with a rule.
func (f fault) breaks(rule, want string) fault {
	f.rule, f.want = rule, want
	return f
}

func wholeBody(rule, want, got string) fault {
	return fault{at: -1, rule: rule, want: want, got: got}
}

func (t *tree) report(f fault) {
	if len(t.faults) < maxFaults {
		t.faults = append(t.faults, f)
	}
}

func (t *tree) reportAt(i int32, rule, want, got string) {
	t.report(fault{at: i, rule: rule, want: want, got: got})
}

// The limits of findings of one body, so that a hostile one does not exhaust memory.
const (
	maxFaults   = 1 << 18
	maxFindings = 10_000
	maxText     = 16 << 20 // bytes in the pointers and values of all findings
)

func (t *tree) findings(faults []fault) []Finding {
	if len(faults) == 0 {
		return nil
	}
	list := make([]Finding, 0, min(len(faults), maxFindings+1))
	room := maxText
	for i, f := range faults {
		if i == maxFindings || room < 0 {
			return append(list, Finding{Rule: "too-many", Want: "at most " + plural(i, "finding"), Got: "more"})
		}
		list = append(list, t.finding(f))
		room -= len(list[i].Pointer) + len(list[i].Got)
	}
	return list
}

func (t *tree) finding(f fault) Finding {
	if int(f.at) >= len(t.nodes) {
		f.at = -1 // the body broke off before the value came
	}
	if f.got == "" {
		f.got = t.describe(f.at)
	}
	pointer := t.pointer(f.at)
	if f.member != "" {
		pointer += document.Pointer(t.scrub(f.member))
	}
	return Finding{pointer, f.rule, f.want, f.got, f.place}
}

// path lists the nodes from below the root to i.
func (t *tree) path(i int32) []int32 {
	var up []int32
	for ; i > 0; i = t.nodes[i].parent {
		up = append(up, i)
	}
	slices.Reverse(up)
	return up
}

func (t *tree) pointer(i int32) string {
	var b strings.Builder
	for _, at := range t.path(i) {
		if t.nodes[at].is(named) {
			b.WriteString(document.Pointer(t.scrub(strings.ToValidUTF8(string(t.name(at)), "\uFFFD"))))
		} else {
			b.WriteString("/" + strconv.Itoa(int(t.nodes[at].place)))
		}
	}
	return b.String()
}

// describe returns a short description of the value at i.
func (t *tree) describe(i int32) string {
	if i < 0 {
		return "nothing"
	}
	switch t.nodes[i].kind {
	case kindObject:
		return "object"
	case kindArray:
		return "array of " + strconv.Itoa(t.size(i))
	case kindNull:
		return "null"
	}
	if t.secret(i) {
		return redact.Mark
	}
	if t.nodes[i].kind == kindString {
		return strconv.Quote(shorten(t.scrub(string(t.plain(i)))))
	}
	if text := string(t.nodeText(i)); !t.redactor.Knows(text) {
		return shorten(text)
	}
	return redact.Mark
}

// maxGot is the number of runes of a value that a finding shows.
const maxGot = 40

func shorten(s string) string {
	runes := 0
	for i := range s {
		if runes == maxGot {
			return s[:i] + "…"
		}
		runes++
	}
	return s
}
