package arguments

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/go-ali1688/ali1688/internal/lazyregexp"
	"github.com/go-ali1688/ali1688/internal/lists"
)

// request names the rule for the arguments of an operation.
type request struct {
	api  string
	rule int
}

// rule is what the document states about a value. The generated table is made of these; rule 0 allows any value.
type rule struct {
	kind                 string // of JSON schema
	members              []member
	items                int  // the rule for the rows of a list
	open                 bool // an object may have members that the document does not name
	enum                 []string
	pattern              string
	min, max             *limit
	minLength, maxLength int // in characters; a maxLength of 0 is none
	maxItems             int
}

type member struct {
	name     string
	required bool
	rule     int
}

type limit struct{ value float64 }

// ruleOf returns the rule for the arguments of an operation. Without arguments it is an object without members.
func ruleOf(api string) *rule {
	i, ok := slices.BinarySearchFunc(requests, api, func(r request, api string) int { return strings.Compare(r.api, api) })
	if !ok {
		return &rule{kind: "object"}
	}
	return &rules[requests[i].rule]
}

func (r *rule) member(name string) *member {
	i, ok := slices.BinarySearchFunc(r.members, name,
		func(m member, name string) int { return strings.Compare(m.name, name) })
	if !ok {
		return nil
	}
	return &r.members[i]
}

func (r *rule) names() []string { return lists.Map(r.members, func(m member) string { return m.name }) }

func (r *rule) acceptsText(text string) bool {
	n := utf8.RuneCountInString(text)
	return (r.enum == nil || slices.Contains(r.enum, text)) && n >= r.minLength &&
		(r.maxLength == 0 || n <= r.maxLength) &&
		(r.pattern == "" || lazyregexp.Shared(r.pattern)().MatchString(text))
}

func (r *rule) acceptsSize(f float64) bool {
	return (r.min == nil || f >= r.min.value) && (r.max == nil || f <= r.max.value) &&
		(r.enum == nil || slices.Contains(r.enum, strconv.FormatFloat(f, 'f', -1, 64)))
}

// wants returns what the rule accepts.
func (r *rule) wants() string {
	switch {
	case r.enum != nil:
		return "one of " + strings.Join(r.enum, ", ")
	case r.pattern != "":
		return "text that matches " + r.pattern
	case r.kind == "integer":
		return "a whole number" + r.bounds()
	case r.kind == "number":
		return "a number" + r.bounds()
	}
	if r.maxLength > 0 {
		return fmt.Sprintf("text of %d to %d characters", r.minLength, r.maxLength)
	}
	return fmt.Sprintf("text of at least %d characters", r.minLength)
}

func (r *rule) bounds() string {
	write := func(l *limit) string { return strconv.FormatFloat(l.value, 'f', -1, 64) }
	switch {
	case r.min != nil && r.max != nil:
		return " from " + write(r.min) + " to " + write(r.max)
	case r.min != nil:
		return " of at least " + write(r.min)
	case r.max != nil:
		return " of at most " + write(r.max)
	}
	return ""
}
