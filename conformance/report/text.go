package report

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/go-ali1688/ali1688/transport"
)

// maxSamples is the number of bodies that the text of a [Report] lists for a fault.
const maxSamples = 3

// text writes the findings grouped by place in the documents and rule, with their number and a few samples.
type text struct {
	to      io.Writer
	samples int
	groups  map[groupKey]*group
}

type groupKey struct{ place, rule string }

// group is everything that breaks one rule at one place of the documents.
type group struct {
	groupKey
	count int
	lines []string // of the first ones
}

func (t *text) add(v *Verdict) error {
	for _, f := range v.Findings {
		g := t.group(groupKey{f.Schema, f.Rule})
		if g.count++; g.count <= t.samples {
			f.Schema = ""
			g.lines = append(g.lines, transport.OneLine(v.File)+": "+f.String())
		}
	}
	for _, d := range v.Request {
		g := t.group(groupKey{"request of " + v.API, d.Rule})
		if g.count++; g.count <= t.samples {
			g.lines = append(g.lines, transport.OneLine(v.File)+": "+transport.OneLine(d.Text))
		}
	}
	return nil
}

func (t *text) group(key groupKey) *group {
	if t.groups[key] == nil {
		t.groups[key] = &group{groupKey: key}
	}
	return t.groups[key]
}

func (t *text) close() error {
	list := slices.SortedFunc(maps.Values(t.groups), func(a, b *group) int {
		return cmp.Or(cmp.Compare(b.count, a.count), cmp.Compare(a.place, b.place), cmp.Compare(a.rule, b.rule))
	})
	var out bytes.Buffer
	for _, g := range list {
		fmt.Fprintf(&out, "%s: %s, %s\n", g.heading(), g.rule, plural(g.count, "time"))
		for _, line := range g.lines {
			fmt.Fprintf(&out, "  %s\n", line)
		}
	}
	_, err := t.to.Write(out.Bytes())
	return err
}

// heading returns the place of a group for people.
func (g *group) heading() string {
	switch {
	case g.place != "":
		return g.place
	case g.rule == unchecked:
		return "the input"
	}
	return "the text of the body"
}
