package model

import (
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688/internal/document"
	"github.com/go-ali1688/ali1688/internal/lists"
	meanings "github.com/go-ali1688/ali1688/refusal"
)

// Level is what a response has in one place on the way through its members named result.
type Level struct {
	Kinds   []string // object, array, string, number or boolean
	Members []string // of an object
}

// deepest is how many members named result may stand inside one another.
const deepest = 2

// levels returns the response itself and the values of result and result.result, as far as there are any.
func (b *platformBuilder) levels(s *document.Schema) []Level {
	var all []Level
	for len(all) <= deepest {
		properties := b.doc.AllProperties(s)
		level := Level{Members: slices.Sorted(slices.Values(properties.Names())), Kinds: b.kinds(s)}
		all = append(all, level)
		next, ok := properties.Find("result")
		if !ok {
			break
		}
		s = next
	}
	return all
}

// kinds returns the JSON kinds of a schema, sorted; a schema without a type has none.
func (b *platformBuilder) kinds(s *document.Schema) []string {
	s = b.doc.Unwrap(s)
	var all []string
	switch {
	case len(s.AnyOf) > 0:
		all = slices.Concat(lists.Map(s.AnyOf, b.kinds)...)
	case s.Type == "integer":
		all = []string{"number"}
	case s.Type != "":
		all = []string{s.Type}
	case len(b.doc.AllProperties(s)) > 0:
		all = []string{"object"}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// payload names the members of a response that are what the call was for: of a paged list its rows, else all members
// but those that state the outcome. An object stands for its members, so that a response with none of them is known
// to be empty.
func (b *platformBuilder) payload(response *document.Schema, o document.Outcome, page *document.Pagination) []string {
	if page != nil {
		return page.Items
	}
	stated := slices.Concat(o.Success, o.Code, o.Message, o.Failed, o.Aside)
	return b.payloadBelow(response, stated, "", true)
}

func (b *platformBuilder) payloadBelow(s *document.Schema, stated []string, prefix string, open bool) []string {
	var all []string
	for name, property := range b.doc.AllProperties(s).Sorted() {
		path := prefix + name
		states := slices.ContainsFunc(stated, func(p string) bool { return strings.HasPrefix(p, path+".") })
		switch inner := b.doc.AllProperties(property); {
		case slices.Contains(stated, path):
		case len(inner) > 0 && (open || states):
			all = append(all, b.payloadBelow(property, stated, path+".", states)...)
		default:
			all = append(all, path)
		}
	}
	return all
}

// checkSuccessCodes compares the document's codes of success with the one rule for both APIs.
func (b *platformBuilder) checkSuccessCodes() {
	if len(b.doc.SuccessCodes) == 0 {
		b.fail("x-success-codes is missing at the top of the document: it lists the codes that mean success")
	}
	for _, code := range b.doc.SuccessCodes {
		if !meanings.Succeeds(code) {
			b.fail("x-success-codes has %q, which refusal.Succeeds does not know", code)
		}
	}
}

// personal reports whether a schema, or anything below it, is marked as personal data.
func (b *platformBuilder) personal(s *document.Schema, seen map[document.Ref]bool) bool {
	if s.Ref != "" && seen[s.Ref] {
		return false
	}
	seen[s.Ref] = true
	s = b.doc.Resolve(s)
	if s.Personal != nil && *s.Personal {
		return true
	}
	below := s.Parts()
	for _, p := range s.Properties.All() {
		below = append(below, p)
	}
	return slices.ContainsFunc(below, func(part *document.Schema) bool { return b.personal(part, seen) })
}
