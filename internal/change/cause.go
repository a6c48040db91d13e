package change

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/exp/apidiff"
)

// giver finds the edit behind a change of the Go, by the names in it.
type giver struct {
	report    *Report
	document  string
	groups    map[string][]*Edit // by the plain name of the component or operation
	unused    map[string]bool    // schemas that are still there and that nothing reaches any more
	forgotten *Edit              // the line about those
	aliases   map[string]string  // "from X to Y" → the plain name of the component whose alias changed so
}

func newGiver(r *Report, document string, unused map[string]bool) *giver {
	g := &giver{report: r, document: document, unused: unused, groups: map[string][]*Edit{}, aliases: map[string]string{}}
	for _, e := range r.Edits {
		if e.Document == document && e.kind != inRoot {
			name := plain(e.Group)
			g.groups[name] = append(g.groups[name], e)
			if e.Kind == Renamed {
				g.groups[plain(e.Was)] = append(g.groups[plain(e.Was)], e)
			}
		}
	}
	return g
}

// plain returns a name without what Go and the wire spell differently.
func plain(name string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, name)
}

var changedType = regexp.MustCompile(`^(\w+): changed from (.+) to (.+)$`)

// learn notes a type that became another as a whole: all fields of that type change with it.
func (g *giver) learn(c apidiff.Change) {
	if m := changedType.FindStringSubmatch(c.Message); m != nil {
		g.aliases[bare(m[2])+" to "+bare(m[3])] = plain(m[1])
	}
}

var marks = strings.NewReplacer("*", "", "[]", "", "./generated/", "", "./", "", modulePath+"/", "")

// bare returns a Go type without what wraps it.
func bare(goType string) string { return marks.Replace(goType) }

// subject returns the identifiers that a message begins with: Item and Price of "Item.Price: removed".
func subject(message string) []string {
	head, _, _ := strings.Cut(message, ": ")
	head, _, _ = strings.Cut(head, ", ")
	head = strings.TrimPrefix(head, "New")
	if i := strings.LastIndex(head, "/"); i >= 0 {
		head = head[i+1:]
	}
	return strings.FieldsFunc(head, func(r rune) bool { return strings.ContainsRune("().*", r) })
}

// causeOf returns the edit that a change comes from, or nil.
func (g *giver) causeOf(c apidiff.Change) *Edit {
	if _, change, ok := strings.Cut(c.Message, ": changed from "); ok {
		was, is, _ := strings.Cut(change, " to ")
		if edits := g.groups[g.aliases[bare(was)+" to "+bare(is)]]; len(edits) > 0 {
			return mostLikely(edits, nil)
		}
	}
	names := subject(c.Message)
	edits := g.edits(names)
	if len(names) > 0 && statusType.MatchString(names[0]) {
		edits = append(slices.Clone(edits), g.groups[plain(statusType.ReplaceAllString(names[0], "$1"))]...)
	}
	if len(edits) == 0 { // the method of a client, whose parameter or result is what changed
		edits = g.edits(identifier.FindAllString(c.Message, -1))
	}
	return mostLikely(edits, names)
}

var identifier = regexp.MustCompile(`\b[A-Z]\w+`)

// statusType is what the server writes, ItemGet200JSONResponse, which is made of a component called ItemGetResponse.
var statusType = regexp.MustCompile(`[0-9]{3}JSON(Response)$`)

// edits returns those of the component or operation whose name is the longest among those that the identifiers hold.
func (g *giver) edits(names []string) []*Edit {
	found := ""
	for group := range g.groups {
		for i, name := range names {
			name = plain(name)
			holds := name == group || (i == 0 || len(names) > 2) && strings.HasPrefix(name, group) ||
				strings.Contains(name, group) && len(group) > 6
			if holds && cmp.Or(cmp.Compare(len(group), len(found)), cmp.Compare(group, found)) > 0 {
				found = group
			}
		}
	}
	return g.groups[found]
}

// mostLikely picks the edit of the place that the identifiers name, then one of the whole, then any that is no text.
func mostLikely(edits []*Edit, names []string) *Edit {
	if len(edits) == 0 {
		return nil
	}
	return slices.MaxFunc(edits, func(a, b *Edit) int { return a.likeness(names) - b.likeness(names) })
}

func (e *Edit) likeness(names []string) int {
	s := 0
	if !e.Text {
		s = 1
	}
	if e.Place == "" && !e.Text {
		s = 2
	}
	for _, step := range e.inside {
		if slices.ContainsFunc(names, func(name string) bool { return plain(name) == plain(step) }) {
			s += 4
		}
	}
	return s
}

// unexplained returns the line for a change that no edit of the document explains: one for each type or function, and
// one for all components that nothing refers to any more, of which no Go is made.
func (g *giver) unexplained(c apidiff.Change) *Edit {
	name := "package"
	if names := subject(c.Message); len(names) > 0 {
		name = names[0]
	}
	if g.unused[name] && strings.HasSuffix(c.Message, ": removed") {
		return g.unusedLine(name)
	}
	e := &Edit{Document: g.document, Group: name, Kind: GoOnly, kind: inRoot}
	g.report.Edits = append(g.report.Edits, e)
	g.groups[plain(name)] = append(g.groups[plain(name)], e)
	return e
}

func (g *giver) unusedLine(name string) *Edit {
	if g.forgotten == nil {
		g.forgotten = &Edit{Document: g.document, Group: "components", Kind: Unused, Was: name, kind: inOtherComponents}
		g.report.Edits = append(g.report.Edits, g.forgotten)
		return g.forgotten
	}
	g.forgotten.Was += ", " + name
	return g.forgotten
}
