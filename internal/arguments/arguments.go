// Package arguments reads the arguments of a call of the open platform as the platform does, and reports where they
// differ from the document. Its rules are tables made from the document, so that reading a call needs no document.
package arguments

import (
	"cmp"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/lists"
	"github.com/go-ali1688/ali1688/internal/suggest"
)

// Sent is an argument of a call: a field of a form, whose value is text, or a member of an object.
type Sent struct {
	Name  string
	Value jsontext.Value
	Field bool
}

// Field returns the argument that a field of a form is.
func Field(name, text string) Sent {
	return Sent{Name: name, Value: quoted(text), Field: true}
}

// The rules that a request can deviate from.
const (
	RuleUnknown  = "unknown"  // an argument or member that the document does not have
	RuleRequired = "required" // a member that the document requires is missing
	RuleKind     = "kind"     // text for a number, a number for text, text for a truth value
	RuleEmpty    = "empty"    // null or "" for an absent value
	RuleList     = "list"     // one value, or text with commas, in place of a list
	RuleSyntax   = "syntax"   // JSON in single quotes, or JSON inside a text
	RuleRange    = "range"    // a value that the document does not allow
)

// Deviation is a difference between a call and the document with which the call is read all the same.
type Deviation struct{ Rule, Where, Text string }

// Fault is what makes a call unreadable.
type Fault struct {
	Missing bool // an argument is missing, and not malformed
	Where   string
	Text    string
}

// Read returns the arguments of an operation as the object that the document describes, and the deviations from it.
// The object is nil if there is a fault.
func Read(op *platform.Operation, sent []Sent) (jsontext.Value, []Deviation, *Fault) {
	args, r := read(op, sent)
	return args, r.found, r.fault
}

// Examine is [Read] with everything that makes the call unreadable among the deviations.
func Examine(op *platform.Operation, sent []Sent) (jsontext.Value, []Deviation, *Fault) {
	args, r := read(op, sent)
	return args, append(r.found, r.refused...), r.fault
}

// read reads arguments. There is no object if the call is unreadable.
func read(op *platform.Operation, sent []Sent) (jsontext.Value, *reader) {
	r := &reader{api: op.Name, seen: map[string]bool{}}
	var values []named
	rule := ruleOf(op.Name)
	for _, a := range sent {
		m := rule.member(a.Name)
		if m == nil {
			r.unknown(a.Name, a.Name, rule)
			continue
		}
		if v := r.argument(op, m, a); v != nil {
			values = append(values, named{a.Name, v})
		}
	}
	for _, m := range rule.members {
		if m.required && !hasName(values, m.name) {
			r.lacks(m.name)
		}
	}
	if r.fault != nil {
		return nil, r
	}
	return object(values), r
}

// lacks notes that a required argument is missing, or that it was sent and cannot be read.
func (r *reader) lacks(name string) {
	text := name + " is missing; the document requires it"
	r.fault = cmp.Or(r.fault, &Fault{Missing: true, Where: name, Text: text})
	about := func(d Deviation) bool { return d.Where == name }
	if !slices.ContainsFunc(r.found, about) && !slices.ContainsFunc(r.refused, about) {
		r.refused = append(r.refused, Deviation{RuleRequired, name, text})
	}
}

// reader collects what a call deviates in.
type reader struct {
	api     string
	found   []Deviation
	refused []Deviation     // that make the call unreadable
	seen    map[string]bool // by rule and place, whatever the row of a list
	fault   *Fault          // the first one
}

// mostDeviations is the number of deviations that are kept.
const mostDeviations = 50

func (r *reader) report(rule, where, text string) {
	key := rule + " " + strings.Map(withoutDigits, where)
	if r.seen[key] || len(r.found) == mostDeviations {
		return
	}
	r.seen[key] = true
	r.found = append(r.found, Deviation{rule, where, where + " " + text})
}

func withoutDigits(c rune) rune {
	if c >= '0' && c <= '9' {
		return -1
	}
	return c
}

// refuse notes a value that cannot be read, and keeps the first one as the fault.
func (r *reader) refuse(where, text string) jsontext.Value {
	r.fault = cmp.Or(r.fault, &Fault{Where: where, Text: where + " " + text})
	if len(r.refused) < mostDeviations {
		r.refused = append(r.refused, Deviation{RuleKind, where, where + " " + text})
	}
	return nil
}

func (r *reader) unknown(where, name string, rule *rule) {
	text := "is unknown to " + r.api + " and ignored"
	if n := suggest.To(name, rule.names()); n != "" {
		text += "; did you mean " + n + "?"
	}
	r.report(RuleUnknown, printable(where), text)
}

// printable cuts a name that the caller made up to what a log can show.
func printable(name string) string {
	const enough = 100
	clean := strings.Map(func(c rune) rune {
		if c < ' ' || c == 0x7f {
			return -1
		}
		return c
	}, name)
	return strings.ToValidUTF8(clean[:min(len(clean), enough)], "")
}

// argument reads an argument. In a field of a form every value is text, and some lists have commas.
func (r *reader) argument(op *platform.Operation, m *member, a Sent) jsontext.Value {
	text, isText := plain(a.Value)
	rule := &rules[m.rule]
	if !isText || rule.kind == "string" || rule.kind == "" {
		if a.Field && text == "" {
			return nil
		}
		return r.value(a.Name, rule, a.Value)
	}
	text = strings.TrimSpace(text)
	switch {
	case text == "":
		return r.value(a.Name, rule, a.Value)
	case rule.kind == "array" && !strings.HasPrefix(text, "["):
		return r.commas(op, a.Name, rule, text)
	case rule.kind == "array", rule.kind == "object":
		if !a.Field {
			r.report(RuleSyntax, a.Name, "is JSON inside a text; the document has the value itself")
		}
		return r.nested(a.Name, rule, text)
	case a.Field && bare(rule.kind, text):
		return r.value(a.Name, rule, jsontext.Value(text))
	}
	return r.value(a.Name, rule, a.Value)
}

// bare reports whether the text of a field is a value of that kind as the document has it.
func bare(kind, text string) bool {
	if kind == "boolean" {
		return text == "true" || text == "false"
	}
	v := jsontext.Value(text)
	return v.Kind() == '0' && v.IsValid()
}

// nested reads JSON that stands in a text.
func (r *reader) nested(where string, rule *rule, text string) jsontext.Value {
	v := jsontext.Value(text)
	if v.IsValid() {
		return r.value(where, rule, v)
	}
	if v = fromPython(text); v == nil {
		return r.refuse(where, "is not JSON")
	}
	r.report(RuleSyntax, where, "is JSON in single quotes; the document has double quotes")
	return r.value(where, rule, v)
}

// commaLists are the arguments that live clients send with commas, and what 1688 was seen to do then.
var commaLists = map[string]string{
	"alibaba.trade.getBuyerOrderList bizTypes": "with commas 1688 was seen to find no order",
	"alibaba.trade.getBuyerOrderList orderIds": "with commas 1688 was seen to ignore it",
}

// commas reads a list that is text.
func (r *reader) commas(op *platform.Operation, where string, rule *rule, text string) jsontext.Value {
	if slices.ContainsFunc(op.Params, func(p platform.Param) bool { return p.Name == where && p.Joined }) {
		return list(lists.Map(strings.Split(text, ","), quoted))
	}
	if strings.HasPrefix(text, "{") {
		return r.nested(where, rule, text)
	}
	outcome, ok := commaLists[op.Name+" "+where]
	if !ok {
		return r.refuse(where, "is text; the document has a list as JSON")
	}
	r.report(RuleList, where, "is text; the document has a list as JSON, and "+outcome)
	if rules[rule.items].kind == "integer" {
		return nil
	}
	return list([]jsontext.Value{quoted(text)})
}

// Members returns the members of an object that stands in a text, for the arguments that _o_args has. A text that is
// not an object has none, and a fault.
func Members(where, text string) ([]Sent, []Deviation, *Fault) {
	r := &reader{seen: map[string]bool{}}
	v := r.nested(where, &rule{}, text)
	if v == nil || v.Kind() != '{' {
		return nil, r.found, cmp.Or(r.fault, &Fault{Where: where, Text: where + " must be an object"})
	}
	sent := func(m named) Sent { return Sent{Name: m.name, Value: m.value} }
	return lists.Map(membersOf(v), sent), r.found, nil
}
