// Package drift finds what recorded responses show that the documents do not state: members that no schema names, new
// kinds and values of known members, missing members, broken limits. Package patch changes the sources accordingly.
package drift

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/conformance"
	"github.com/go-ali1688/ali1688/conformance/bodies"
	"github.com/go-ali1688/ali1688/internal/document"
	"github.com/go-ali1688/ali1688/internal/drift/shape"
	"github.com/go-ali1688/ali1688/internal/redact"
)

// Change is something that responses show and a document does not state. It stands for all values of one place.
type Change struct {
	Document string
	Rule     string // of package conformance, such as undocumented, type or enum
	Place    string // the JSON pointer of the schema in the bundled document
	Source   string // where the schema is written, file:line
	Member   string // the name of the member that has the value or is missing, "" for an element of a list
	Want     string // what the document states

	Shape      *shape.Shape // of the values, without secrets and personal data
	Count      int          // of values
	Bodies     int          // that have one
	Operations []string     // sorted
	First      time.Time    // when the first body was received, zero if unknown
	Last       time.Time
	Examples   []Example // the first ones

	last string // the last body that was counted
}

// Example is a place where a change was seen.
type Example struct{ File, Pointer string }

// String returns the example for people.
func (e Example) String() string { return e.File + ": " + e.Pointer }

// maxExamples is the number of places that a change names.
const maxExamples = 3

// Document is a bundled document.
type Document struct {
	Name string
	JSON []byte
}

// Collector gathers the changes that bodies show.
type Collector struct {
	checkers []*checker
	mu       sync.Mutex
	byName   map[string]*checker // that was asked for
	changes  map[key]*Change
	Total    int // of bodies that were added
	Dropped  int // values of further places, once there are maxChanges
}

// The bounds on what a collector keeps: names of operations and members may be data.
const (
	maxNames   = 10_000
	maxChanges = 10_000
)

type checker struct {
	name    string
	checker *conformance.Checker
}

type key struct{ document, rule, place, member string }

// New compiles the documents.
func New(documents []Document) (*Collector, error) {
	c := &Collector{changes: map[key]*Change{}, byName: map[string]*checker{}}
	for _, d := range documents {
		compiled, err := conformance.New(d.JSON, nil) // without positions a finding names the schema's pointer
		if err != nil {
			return nil, fmt.Errorf("%s: %w", d.Name, err)
		}
		c.checkers = append(c.checkers, &checker{d.Name, compiled})
	}
	return c, nil
}

// Examined is what one body shows, without the body.
type Examined struct {
	body  bodies.Body // without its text
	by    *checker
	err   error // the body belongs to no operation of the documents
	shown []shown
}

// shown is a finding with its value and the value without secrets and personal data.
type shown struct {
	finding         conformance.Finding
	value, redacted jsontext.Value
}

// Examine returns what a body shows, for [Collector.Note]. Several goroutines may examine bodies at once.
func (c *Collector) Examine(body bodies.Body) *Examined {
	e := &Examined{by: c.of(body.API), body: body}
	e.body.Content = nil
	findings, err := e.by.checker.CheckBody(body, conformance.Options{Strict: true})
	if err != nil {
		e.err = fmt.Errorf("%s: %w", body.File, err)
		return e
	}
	if len(findings) == 0 {
		return e
	}
	wanted := map[string]bool{}
	for _, f := range findings {
		wanted[f.Pointer] = true
	}
	values := valuesAt(body.Content, wanted)
	redacted := valuesAt(redact.New(body.Secrets()...).JSON(slices.Clone(body.Content)), wanted)
	for _, f := range findings {
		e.shown = append(e.shown, shown{f, values[f.Pointer], redacted[f.Pointer]})
	}
	return e
}

// Note adds what a body shows, in the order in which examples and dates are kept.
func (c *Collector) Note(e *Examined) error {
	if e.err != nil {
		return e.err
	}
	c.Total++
	for _, s := range e.shown {
		change := c.change(e.by.name, s.finding)
		if change == nil {
			continue
		}
		change.note(e.body, s.finding)
		if s.value != nil {
			change.Shape.Add(s.value, s.redacted)
		}
	}
	return nil
}

// of returns the checker that knows a name, or else the first, which reports that it is unknown.
func (c *Collector) of(api string) *checker {
	c.mu.Lock()
	defer c.mu.Unlock()
	if by := c.byName[api]; by != nil {
		return by
	}
	by := c.checkers[0]
	for _, candidate := range slices.Backward(c.checkers) {
		if _, err := candidate.checker.Check(api, nil, conformance.Options{}); err == nil {
			by = candidate
		}
	}
	if len(c.byName) < maxNames {
		c.byName[api] = by
	}
	return by
}

// change returns the change that a finding belongs to, or nil for a new one beyond the bound.
func (c *Collector) change(name string, f conformance.Finding) *Change {
	member := document.LastName(f.Pointer)
	if isIndex(member) {
		member = ""
	}
	k := key{name, f.Rule, strings.TrimPrefix(f.Schema, "#"), member}
	if c.changes[k] == nil && len(c.changes) >= maxChanges {
		c.Dropped++
		return nil
	}
	if c.changes[k] == nil {
		c.changes[k] = &Change{
			Document: name, Rule: f.Rule, Place: k.place, Member: member, Want: f.Want, Shape: new(shape.Shape),
		}
	}
	return c.changes[k]
}

func isIndex(name string) bool { return strings.Trim(name, "0123456789") == "" }

func (c *Change) note(body bodies.Body, f conformance.Finding) {
	c.Count++
	if c.last != body.File {
		c.last, c.Bodies = body.File, c.Bodies+1
	}
	if at, found := slices.BinarySearch(c.Operations, body.API); !found {
		c.Operations = slices.Insert(c.Operations, at, body.API)
	}
	if len(c.Examples) < maxExamples {
		c.Examples = append(c.Examples, Example{body.File, f.Pointer})
	}
	if body.Seen.IsZero() {
		return
	}
	if c.First.IsZero() || body.Seen.Before(c.First) {
		c.First = body.Seen
	}
	if body.Seen.After(c.Last) {
		c.Last = body.Seen
	}
}

// Changes returns what was found, by document and place.
func (c *Collector) Changes() []*Change {
	return slices.SortedFunc(maps.Values(c.changes), func(a, b *Change) int {
		return cmp.Or(cmp.Compare(a.Document, b.Document), cmp.Compare(a.Place, b.Place), cmp.Compare(a.Rule, b.Rule),
			cmp.Compare(a.Member, b.Member))
	})
}
