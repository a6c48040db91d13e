// Package params is what the documents say about the parameters of every operation, as Go tables made from them, so
// that a call can be judged before it is sent or answered without reading a document.
package params

import (
	"fmt"
	"iter"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/go-ali1688/ali1688/internal/lists"
)

// Operation is what the document says about the parameters of an operation. The generated table is made of these.
type Operation struct {
	Method string
	Params []Param
	OneOf  []string // at least one of these must be sent
}

// Param is one parameter and the rules for its value.
type Param struct {
	Rule
	pattern func() *regexp.Regexp
}

// Free reports whether the parameter stands for parameters of any name.
func (p *Param) Free() bool { return p.Kind == "object" }

// Param returns the rule of a parameter, or nil for one that the document does not name.
func (op *Operation) Param(name string) *Param {
	return lists.Find(op.Params, func(p *Param) bool { return p.Name == name })
}

// Check finds the first fault: what is missing before what is malformed. An empty value counts as not sent.
func (op *Operation) Check(get func(name string) string) *Fault {
	for fault := range op.Faults(get) {
		return fault
	}
	return nil
}

// Faults returns all faults, in the order in which [Operation.Check] looks for them.
func (op *Operation) Faults(get func(name string) string) iter.Seq[*Fault] {
	return func(yield func(*Fault) bool) {
		for i := range op.Params {
			p := &op.Params[i]
			if p.Required && get(p.Name) == "" &&
				!yield(missing(p.Name, fmt.Sprintf("the parameter %s is required and must be %s", p.Name, p.Wants()))) {
				return
			}
		}
		if len(op.OneOf) > 0 && !slices.ContainsFunc(op.OneOf, func(name string) bool { return get(name) != "" }) {
			names := strings.Join(op.OneOf, ", ")
			if !yield(missing("one of "+names, "at least one of the parameters "+names+" is required")) {
				return
			}
		}
		for i := range op.Params {
			p := &op.Params[i]
			if v := get(p.Name); v != "" && !p.accepts(v) && !yield(malformed(p.Name, p.Wants())) {
				return
			}
		}
	}
}

// Fault is what is wrong with the parameters of a call.
type Fault struct {
	Missing bool   // a parameter is missing, and not malformed
	What    string // the parameter, or those of which one is needed
	Reason  string // what is wanted, as a sentence without its end
}

func missing(what, reason string) *Fault { return &Fault{true, what, reason} }

func malformed(name, wants string) *Fault {
	return &Fault{false, name, fmt.Sprintf("the parameter %s must be %s", name, wants)}
}

func (p *Param) accepts(v string) bool {
	return p.acceptsKind(v) &&
		(p.Enum == nil || slices.Contains(p.Enum, v)) &&
		(p.pattern == nil || p.pattern().MatchString(v)) &&
		p.acceptsLength(utf8.RuneCountInString(v))
}

func (p *Param) acceptsKind(v string) bool {
	switch p.Kind {
	case "integer":
		i, err := strconv.ParseInt(v, 10, 64)
		return err == nil && v[0] != '+' && p.acceptsSize(float64(i))
	case "number":
		f, err := strconv.ParseFloat(v, 64)
		return err == nil && strings.Trim(v, "-.0123456789eE+") == "" && v[0] != '+' && p.acceptsSize(f)
	}
	return true
}

func (p *Param) acceptsSize(f float64) bool {
	return (p.Min == nil || f >= *p.Min) && (p.Max == nil || f <= *p.Max)
}

func (p *Param) acceptsLength(n int) bool {
	return n >= p.MinLength && (p.MaxLength == 0 || n <= p.MaxLength)
}

// Wants says in words what the parameter takes.
func (p *Param) Wants() string {
	switch {
	case p.Enum != nil:
		return oneOf(p.Enum)
	case p.pattern != nil:
		return "text that matches " + p.pattern().String()
	case p.Kind == "integer":
		return "a whole number" + sizes(p.Min, p.Max)
	case p.Kind == "number":
		return "a number" + sizes(p.Min, p.Max)
	case p.Form:
		return "text in the form of the body"
	case p.MaxLength > 0:
		return fmt.Sprintf("text of at most %d characters", p.MaxLength)
	}
	return "text"
}

func oneOf(values []string) string {
	if len(values) == 1 {
		return values[0]
	}
	return "one of " + strings.Join(values, ", ")
}

func sizes(least, most *float64) string {
	plain := func(f *float64) string { return strconv.FormatFloat(*f, 'f', -1, 64) }
	switch {
	case least != nil && most != nil:
		return " from " + plain(least) + " to " + plain(most)
	case least != nil:
		return " of at least " + plain(least)
	case most != nil:
		return " of at most " + plain(most)
	}
	return ""
}
