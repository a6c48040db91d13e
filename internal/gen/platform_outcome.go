package gen

import (
	"maps"
	"slices"
	"strings"
)

// Level is what a response has in one place on the way through its members named result.
type Level struct {
	Kinds   []string // object, array, string, number or boolean
	Members []string // of an object
}

// deepest is how many members named result may stand inside one another.
const deepest = 2

// levels are the response itself and the values of result and result.result, as far as there are any.
func (b *platformBuilder) levels(s schema) []Level {
	var all []Level
	for len(all) <= deepest {
		level := Level{Members: sortedKeys(b.properties(s)), Kinds: b.kinds(s)}
		all = append(all, level)
		next, ok := b.properties(s)["result"]
		if !ok {
			break
		}
		s = next
	}
	return all
}

// properties are those of a schema, of its parts and of the branches of a union.
func (b *platformBuilder) properties(s schema) map[string]schema {
	s = b.resolved(s)
	parts := slices.Concat(s.AllOf, s.AnyOf)
	if len(parts) == 0 {
		return s.Properties
	}
	all := maps.Clone(s.Properties)
	if all == nil {
		all = map[string]schema{}
	}
	for _, part := range parts {
		maps.Copy(all, b.properties(part))
	}
	return all
}

// kinds are the JSON kinds of a schema, sorted; a schema without a type has none.
func (b *platformBuilder) kinds(s schema) []string {
	s = b.resolved(s)
	var all []string
	switch {
	case len(s.AnyOf) > 0:
		for _, branch := range s.AnyOf {
			all = append(all, b.kinds(branch)...)
		}
	case s.Type == "integer":
		all = []string{"number"}
	case s.Type != "":
		all = []string{s.Type}
	case len(b.properties(s)) > 0:
		all = []string{"object"}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// payload names the members of a response that are what the call was for: of a paged list its rows, else all members
// but those that state the outcome. An object stands for its members, so that a response with none of them is known
// to be empty.
func (b *platformBuilder) payload(response schema, o outcome, page *pagination) []string {
	if page != nil {
		return page.Items
	}
	stated := slices.Concat(o.Success, o.Code, o.Message, o.Failed, o.Aside)
	return b.payloadBelow(response, stated, "", true)
}

func (b *platformBuilder) payloadBelow(s schema, stated []string, prefix string, open bool) []string {
	var all []string
	properties := b.properties(s)
	for _, name := range sortedKeys(properties) {
		path := prefix + name
		states := slices.ContainsFunc(stated, func(p string) bool { return strings.HasPrefix(p, path+".") })
		switch inner := b.properties(properties[name]); {
		case slices.Contains(stated, path):
		case len(inner) > 0 && (open || states):
			all = append(all, b.payloadBelow(properties[name], stated, path+".", states)...)
		default:
			all = append(all, path)
		}
	}
	return all
}

// successCodes are the codes that mean success, for comparison without regard to case.
func (b *platformBuilder) successCodes() []string {
	var all []string
	for _, code := range b.doc.SuccessCodes {
		all = append(all, strings.ToLower(code))
	}
	if len(all) == 0 {
		b.fail("x-success-codes is missing at the top of the document: it lists the codes that mean success")
	}
	slices.Sort(all)
	return all
}

// personal reports whether a schema, or anything below it, is marked as personal data.
func (b *platformBuilder) personal(s schema, seen map[string]bool) bool {
	if s.Ref != "" && seen[s.Ref] {
		return false
	}
	seen[s.Ref] = true
	s = b.doc.schema(s)
	below := slices.Concat(s.AllOf, s.AnyOf, slices.Collect(maps.Values(s.Properties)))
	if s.Items != nil {
		below = append(below, *s.Items)
	}
	return s.Personal || slices.ContainsFunc(below, func(part schema) bool { return b.personal(part, seen) })
}
