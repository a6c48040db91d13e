package patch

import (
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"slices"

	"github.com/go-ali1688/ali1688/conformance/bodies"
	"github.com/go-ali1688/ali1688/internal/documents"
	"github.com/go-ali1688/ali1688/internal/drift"
	"github.com/go-ali1688/ali1688/internal/inorder"
	"github.com/go-ali1688/ali1688/internal/lists"
)

// Result is what recordings show, and the edits that follow from it.
type Result struct {
	Changes  []*drift.Change
	Open     []Open            // what a person must decide
	Failures []error           // the first ones
	Failed   int               // how many there are
	Total    int               // of bodies
	Files    map[string][]byte // edited, by their paths from the root of the repository
}

// Open is a change without an edit.
type Open struct {
	Change *drift.Change
	Why    error
}

// maxRounds ends the search for changes that show themselves only after others were made: members of new objects.
const maxRounds = 6

// Sources finds what bodies show and edits the sources of the documents until nothing is left that an edit follows
// from. The bodies are read once a round.
func Sources(tree fs.FS, rows []documents.Row, read func() iter.Seq[bodies.Part]) (*Result, error) {
	patchers := make([]*Patcher, len(rows))
	for i := range rows {
		p, err := New(tree, &rows[i])
		if err != nil {
			return nil, err
		}
		defer func() { _ = p.Close() }()
		patchers[i] = p
	}
	result := &Result{Files: map[string][]byte{}}
	for range maxRounds {
		again, err := result.round(patchers, read)
		if err != nil || !again {
			return result, errors.Join(err, result.finish(patchers))
		}
	}
	return result, result.finish(patchers)
}

// round applies what the bodies show, and reports whether another round may find more.
func (r *Result) round(patchers []*Patcher, read func() iter.Seq[bodies.Part]) (again bool, err error) {
	changes, err := r.collect(patchers, read)
	if err != nil {
		return false, err
	}
	byName := map[string]*Patcher{}
	for _, p := range patchers {
		byName[p.row.Name] = p
	}
	for _, change := range changes {
		change.Source = byName[change.Document].positions.Of(change.Place)
	}
	if r.Changes == nil {
		r.Changes = changes
	}
	r.Open = nil
	edited := map[*Patcher]bool{}
	for _, change := range changes {
		var wanted *Decision
		p := byName[change.Document]
		switch err := p.Apply(change); {
		case errors.As(err, &wanted):
			r.Open = append(r.Open, Open{change, err})
		case err != nil:
			return false, err
		default:
			edited[p] = true
		}
	}
	for p := range edited {
		if err := p.Bundle(); err != nil {
			return false, err
		}
	}
	return len(edited) > 0, nil
}

func (r *Result) collect(patchers []*Patcher, read func() iter.Seq[bodies.Part]) ([]*drift.Change, error) {
	bundled := func(p *Patcher) drift.Document { return drift.Document{Name: p.row.Name, JSON: p.text} }
	collector, err := drift.New(lists.Map(patchers, bundled))
	if err != nil {
		return nil, err
	}
	r.Failures, r.Failed = nil, 0
	examine := func(part bodies.Part) (out []examined) {
		for body, err := range part {
			e := examined{err: err}
			if err == nil {
				e.shows = collector.Examine(body)
			}
			out = append(out, e)
		}
		return out
	}
	for part := range inorder.Map(read(), examine) {
		for _, e := range part {
			if e.err == nil {
				e.err = collector.Note(e.shows)
			}
			r.fail(e.err)
		}
	}
	r.Total = collector.Total
	if n := collector.Dropped; n > 0 {
		r.fail(fmt.Errorf("%d more values are new at further places; run this again once these are described", n))
	}
	return collector.Changes(), nil
}

// examined is a body that was read and examined, or was not.
type examined struct {
	shows *drift.Examined
	err   error
}

// maxFailures is the number of failures that a result names.
const maxFailures = 20

func (r *Result) fail(err error) {
	if err == nil {
		return
	}
	if r.Failed++; r.Failed <= maxFailures {
		r.Failures = append(r.Failures, err)
	}
}

// finish writes the places of the Chinese texts and gathers the edited files.
func (r *Result) finish(patchers []*Patcher) error {
	for _, p := range patchers {
		if err := p.Translate(); err != nil {
			return err
		}
		maps.Copy(r.Files, p.Files())
	}
	return nil
}

// Names returns the paths of the edited files, sorted.
func (r *Result) Names() []string { return slices.Sorted(maps.Keys(r.Files)) }
