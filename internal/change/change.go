// Package change says what a change of the documents does: to the wire, to Go code, and to what people read.
//
// # One edit, one line
//
// The two sides are walked together, component by component and operation by operation, so that a property that is
// taken out of a schema is one line, however many operations reach the schema. Each edit can be made alone: the old
// component with nothing but this edit is what oasdiff then judges, in a document just large enough. Together the
// edits turn the old document into the new one; whatever they leave over is reported as such.
//
// # The three columns
//
//   - wire: oasdiff's verdict on the edit alone, but for the points listed in [policies], and for credentials and the
//     form of lists, which it does not compare.
//   - Go: what golang.org/x/exp/apidiff says about the packages generated from both sides, given to the edit that
//     causes it.
//   - text: descriptions, examples, servers, evidence, Chinese texts, which neither of the two looks at.
package change

import (
	"fmt"
	"maps"
	"slices"

	"github.com/go-ali1688/ali1688/internal/lists"
)

// Level says how grave an edit is.
type Level int

// The levels, from nothing to worst.
const (
	None   Level = iota // nothing changed that this column looks at
	Adds                // something new, or changed so that nobody is hurt
	Warns               // may break somebody
	Breaks              // breaks those who rely on what was there
)

var levelNames = []string{"none", "adds", "warns", "breaks"}

// String returns the level as reports for programs have it.
func (l Level) String() string { return levelNames[l] }

// MarshalText is String, for JSON.
func (l Level) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// Edit is one change of one place.
type Edit struct {
	Document   string   `json:"document"`             // gateway
	Group      string   `json:"group"`                // the component, operation, or part of the document
	Place      string   `json:"place"`                // the place in it, such as skus.sku[].price; empty for itself
	Kind       Kind     `json:"kind"`                 // what was done to it
	Was        string   `json:"was"`                  // what stood there, in words
	Is         string   `json:"is"`                   // what stands there now
	Wire       Level    `json:"wire"`                 // for those who speak HTTP
	Rules      []string `json:"rules,omitempty"`      // the rules of oasdiff behind Wire
	Go         Level    `json:"go"`                   // for those who use the generated packages
	GoChanges  []string `json:"go_changes,omitempty"` // what apidiff says
	Text       bool     `json:"text"`                 // whether it is about what people read
	Operations []string `json:"operations,omitempty"` // those that reach the component

	kind         groupKind
	path, method string // as those of its groupPlace
	apply        func(group object)
	at           spot
	goOnly       bool     // whether the wire cannot show it
	inside       []string // the keys from the group to the place, for Go's names
}

// Level returns the graver of both columns.
func (e *Edit) Level() Level { return max(e.Wire, e.Go) }

// Report is what one side has and the other has not.
type Report struct {
	Old     string  `json:"old"`
	New     string  `json:"new"`
	Version string  `json:"version"`   // the semantic version that the old side has, if it says
	Calls   Semver  `json:"calls_for"` // what the change calls for
	Next    string  `json:"next"`      // the version that this gives
	GoNote  string  `json:"go_note"`   // why the Go column knows types of other packages by name only, if it does
	Edits   []*Edit `json:"edits"`     // by group

	Stale []string `json:"stale,omitempty"` // folders of documents that were edited after they were bundled
}

// Breaks counts the edits that break somebody.
func (r *Report) Breaks() int { return r.count(func(e *Edit) bool { return e.Level() == Breaks }) }

func (r *Report) count(is func(*Edit) bool) int { return len(lists.Select(r.Edits, is)) }

// Compare compares two sides.
func Compare(old, new *Side) (*Report, error) {
	r := &Report{Old: old.Name, New: new.Name, Version: old.Version(), Stale: slices.Concat(old.Stale, new.Stale)}
	pairUp(old, new)
	for _, name := range slices.Sorted(maps.Keys(both(old.Documents, new.Documents))) {
		edits, err := compareDocuments(name, old.Documents[name], new.Documents[name])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		r.Edits = append(r.Edits, edits...)
	}
	if err := r.addGo(old, new); err != nil {
		return nil, err
	}
	sortEdits(r.Edits)
	r.conclude()
	return r, nil
}

func both[V any](a, b map[string]V) map[string]V {
	all := make(map[string]V, len(a)+len(b))
	maps.Copy(all, a)
	maps.Copy(all, b)
	return all
}

// pairUp makes the sides comparable. Beside a bare document counts only the document of that name, and no Go that was
// generated before; two bare documents that are called differently are one.
func pairUp(old, new *Side) {
	for _, pair := range [][2]*Side{{old, new}, {new, old}} {
		if bare, whole := pair[0], pair[1]; bare.Packages == nil && whole.Packages != nil {
			whole.Packages = nil
			maps.DeleteFunc(whole.Documents, func(name string, _ *Document) bool {
				return bare.Documents[name] == nil && len(whole.Documents) > 1
			})
		}
	}
	if len(old.Documents) != 1 || len(new.Documents) != 1 {
		return
	}
	for was, d := range old.Documents {
		for is := range new.Documents {
			if was != is {
				delete(old.Documents, was)
				old.Documents[is] = d
			}
		}
	}
}

func compareDocuments(name string, old, new *Document) ([]*Edit, error) {
	switch {
	case old == nil:
		return []*Edit{{Document: name, Group: name, Kind: Added, Wire: Adds, kind: inRoot}}, nil
	case new == nil:
		return []*Edit{{Document: name, Group: name, Kind: Removed, Wire: Breaks, kind: inRoot}}, nil
	}
	w := newWalker(name, old.Root, new.Root)
	w.walk()
	if err := w.judge(); err != nil {
		return nil, err
	}
	w.addTranslated(old.Chinese, new.Chinese)
	return w.edits, nil
}
