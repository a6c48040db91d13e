// Package params is what the documents say about the parameters of every operation, as Go tables made from them, so
// that a call can be judged before it is sent or answered without reading a document.
package params

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

// Operation is what the document says about the parameters of an operation. The generated table is made of these.
type Operation struct {
	Method string
	Params []Param
	OneOf  []string // at least one of these must be sent
}

// Param is one parameter and the rules for its value.
type Param struct {
	Name                 string
	Form, Required       bool   // Form: it stands in the body and not in the query
	kind                 string // string, integer or number
	pattern              func() *regexp.Regexp
	enum                 []string
	min, max             *float64
	minLength, maxLength int // in characters; a maxLength of 0 is none
}

// Free says whether the parameter stands for parameters of any name.
func (p *Param) Free() bool { return p.kind == "object" }

var expressions sync.Map // of func() *regexp.Regexp, by their text

// regex is the expression, compiled when it is first asked for and once for all parameters that share it.
func regex(text string) func() *regexp.Regexp {
	f, _ := expressions.LoadOrStore(text, sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(text) }))
	return f.(func() *regexp.Regexp)
}

func bound(f float64) *float64 { return &f }

// Check finds the first fault: what is missing before what is malformed. An empty value counts as not sent.
func (op *Operation) Check(get func(name string) string) *Fault {
	for _, p := range op.Params {
		if p.Required && get(p.Name) == "" {
			return missing(p.Name, fmt.Sprintf("the parameter %s is required and must be %s", p.Name, p.Wants()))
		}
	}
	if len(op.OneOf) > 0 && !slices.ContainsFunc(op.OneOf, func(name string) bool { return get(name) != "" }) {
		names := strings.Join(op.OneOf, ", ")
		return missing("one of "+names, "at least one of the parameters "+names+" is required")
	}
	for _, p := range op.Params {
		if v := get(p.Name); v != "" && !p.accepts(v) {
			return malformed(p.Name, p.Wants())
		}
	}
	return nil
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
		(p.enum == nil || slices.Contains(p.enum, v)) &&
		(p.pattern == nil || p.pattern().MatchString(v)) &&
		p.acceptsLength(utf8.RuneCountInString(v))
}

func (p *Param) acceptsKind(v string) bool {
	switch p.kind {
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
	return (p.min == nil || f >= *p.min) && (p.max == nil || f <= *p.max)
}

func (p *Param) acceptsLength(n int) bool {
	return n >= p.minLength && (p.maxLength == 0 || n <= p.maxLength)
}

// Wants says in words what the parameter takes.
func (p *Param) Wants() string {
	switch {
	case p.enum != nil:
		return oneOf(p.enum)
	case p.pattern != nil:
		return "text that matches " + p.pattern().String()
	case p.kind == "integer":
		return "a whole number" + sizes(p.min, p.max)
	case p.kind == "number":
		return "a number" + sizes(p.min, p.max)
	case p.Form:
		return "text in the form of the body"
	case p.maxLength > 0:
		return fmt.Sprintf("text of at most %d characters", p.maxLength)
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
