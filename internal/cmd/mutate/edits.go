package main

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
)

// A mutant is one change of the code. It is active when the variable MUTANT of the test binary holds its id.
type mutant struct {
	id         int
	file       string
	line, col  int
	kind, text string
}

func (m mutant) String() string {
	return fmt.Sprintf("%s:%d:%d: %s: %s", m.file, m.line, m.col, m.kind, m.text)
}

// An edit puts text around a span of the source, or in its place.
type edit struct {
	start, end    int
	before, after string
	replace       bool // before stands in place of the span
}

// apply returns the source with all edits. Spans nest or are apart; of two edits of one span the first is outside.
func apply(source []byte, edits []edit) []byte {
	slices.SortStableFunc(edits,
		func(a, b edit) int { return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(b.end, a.end)) })
	var out bytes.Buffer
	render(&out, source, 0, len(source), edits)
	return out.Bytes()
}

func render(out *bytes.Buffer, source []byte, start, end int, edits []edit) {
	for len(edits) > 0 {
		e := edits[0]
		inside := 1
		for inside < len(edits) && edits[inside].start < e.end {
			inside++
		}
		out.Write(source[start:e.start])
		out.WriteString(e.before)
		if !e.replace {
			render(out, source, e.start, e.end, edits[1:inside])
		}
		out.WriteString(e.after)
		start, edits = e.end, edits[inside:]
	}
	out.Write(source[start:end])
}
