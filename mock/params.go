package mock

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/go-ali1688/ali1688/generated/gateway"
)

// operation is what the document says about the parameters of an operation. The generated table is made of these.
type operation struct {
	method string
	params []param
	oneOf  []string // at least one of these must be sent
}

type param struct {
	name                 string
	form, required       bool
	kind                 string // string, integer or number
	pattern              func() *regexp.Regexp
	enum                 []string
	min, max             *float64
	minLength, maxLength int // in characters; a maxLength of 0 is none
}

var expressions sync.Map // of func() *regexp.Regexp, by their text

// regex is the expression, compiled when it is first asked for and once for all parameters that share it.
func regex(text string) func() *regexp.Regexp {
	f, _ := expressions.LoadOrStore(text, sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(text) }))
	return f.(func() *regexp.Regexp)
}

func bound(f float64) *float64 { return &f }

// checkParams refuses calls whose parameters are not as the document says, for the first fault.
func (s *server) checkParams(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c := callOf(r.Context())
		op := operations[c.api]
		if failure := op.check(c.get); failure != nil {
			s.refuse(w, r, failure)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// check finds the first fault: what is missing before what is malformed. An empty value counts as not sent.
func (op *operation) check(get func(name string) string) *Error {
	for _, p := range op.params {
		if p.required && get(p.name) == "" {
			return missing(p.name, fmt.Sprintf("the parameter %s is required and must be %s", p.name, p.wants()))
		}
	}
	if len(op.oneOf) > 0 && !slices.ContainsFunc(op.oneOf, func(name string) bool { return get(name) != "" }) {
		names := strings.Join(op.oneOf, ", ")
		return missing("one of "+names, "at least one of the parameters "+names+" is required")
	}
	for _, p := range op.params {
		if v := get(p.name); v != "" && !p.accepts(v) {
			return malformed(p.name, p.wants())
		}
	}
	return nil
}

func missing(what, reason string) *Error {
	return &Error{gateway.CodeMissingParameter, "Missing url param: " + what, reason}
}

func malformed(name, wants string) *Error {
	return &Error{gateway.CodeBadParameter, "param error: " + name, fmt.Sprintf("the parameter %s must be %s", name, wants)}
}

func (p *param) accepts(v string) bool {
	return p.acceptsKind(v) &&
		(p.enum == nil || slices.Contains(p.enum, v)) &&
		(p.pattern == nil || p.pattern().MatchString(v)) &&
		p.acceptsLength(utf8.RuneCountInString(v))
}

func (p *param) acceptsKind(v string) bool {
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

func (p *param) acceptsSize(f float64) bool {
	return (p.min == nil || f >= *p.min) && (p.max == nil || f <= *p.max)
}

func (p *param) acceptsLength(n int) bool {
	return n >= p.minLength && (p.maxLength == 0 || n <= p.maxLength)
}

// wants says in words what the parameter takes.
func (p *param) wants() string {
	switch {
	case p.enum != nil:
		return oneOf(p.enum)
	case p.pattern != nil:
		return "text that matches " + p.pattern().String()
	case p.kind == "integer":
		return "a whole number" + sizes(p.min, p.max)
	case p.kind == "number":
		return "a number" + sizes(p.min, p.max)
	case p.form:
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
