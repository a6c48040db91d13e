package change

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"github.com/go-ali1688/ali1688/internal/lists"
	"github.com/go-ali1688/ali1688/internal/optional"
)

// Formats are those that a report can be written in.
var Formats = []string{"text", "markdown", "json", "changelog"}

// Write writes the report in one of the Formats, for people in one of the Languages.
func (r *Report) Write(out io.Writer, format, language string) error {
	w, ok := dictionary[language]
	if !ok {
		return fmt.Errorf("the language must be one of %s, got %q", strings.Join(Languages, ", "), language)
	}
	write, ok := map[string]func(io.Writer, words) error{
		"text": r.writeText, "markdown": r.writeMarkdown, "json": r.writeJSON, "changelog": r.writeChangelog,
	}[format]
	if !ok {
		return fmt.Errorf("the format must be one of %s, got %q", strings.Join(Formats, ", "), format)
	}
	var buffer bytes.Buffer
	if err := write(&buffer, w); err != nil {
		return err
	}
	_, err := out.Write(buffer.Bytes())
	return err
}

func (r *Report) writeJSON(out io.Writer, _ words) error {
	encoder := json.NewEncoder(out)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	if r.Edits == nil {
		r.Edits = []*Edit{}
	}
	return encoder.Encode(r)
}

// grouped calls head for every group and line for every edit in it.
func (r *Report) grouped(head, line func(*Edit)) {
	last := ""
	for _, e := range r.Edits {
		if id := e.Document + " " + e.Group; id != last {
			head(e)
			last = id
		}
		line(e)
	}
}

func (r *Report) writeText(out io.Writer, w words) error {
	r.grouped(func(e *Edit) {
		fmt.Fprintln(out, heading(e, w))
	}, func(e *Edit) {
		wire, golang := padded(w.wire+" "+w.levels[e.Wire], 12), padded(w.goColumn+" "+w.levels[e.Go], 10)
		fmt.Fprintf(out, "  %s%s%s%s%s\n", wire, golang, padded(mark(e, w), 6), w.line(e),
			optional.Text(" [", w.goSaid(e), "]"))
	})
	_, err := fmt.Fprintln(out, r.summary(w))
	return err
}

// padded fills a text up to a width, in columns of a terminal.
func padded(s string, width int) string {
	for _, r := range s {
		width--
		if unicode.Is(unicode.Han, r) {
			width--
		}
	}
	return s + strings.Repeat(" ", max(width, 1))
}

func heading(e *Edit, w words) string { return e.Group + optional.Text(" (", w.seenIn(e), ")") }

func mark(e *Edit, w words) string {
	if e.Text {
		return w.text
	}
	return "-"
}

func (r *Report) writeMarkdown(out io.Writer, w words) error {
	r.grouped(func(e *Edit) {
		fmt.Fprintf(out, "\n### `%s`%s\n\n| %s | %s | %s | |\n|---|---|---|---|\n", e.Group,
			optional.Text(" · ", w.seenIn(e), ""), w.wire, w.goColumn, w.text)
	}, func(e *Edit) {
		fmt.Fprintf(out, "| %s | %s | %s | %s%s |\n", w.levels[e.Wire], w.levels[e.Go], mark(e, w), cell(w.line(e)),
			cell(optional.Text(" [", w.goSaid(e), "]")))
	})
	_, err := fmt.Fprintf(out, "\n%s\n", r.summary(w))
	return err
}

// cell keeps a text in its cell.
func cell(s string) string { return strings.ReplaceAll(s, "|", `\|`) }

func (r *Report) summary(w words) string {
	if len(r.Edits) == 0 {
		return strings.Join(append([]string{w.nothing}, r.notes(w)...), "\n")
	}
	at := func(l Level) int { return r.count(func(e *Edit) bool { return e.Level() == l }) }
	lines := []string{fmt.Sprintf(w.total, len(r.Edits), at(Breaks), at(Warns), at(Adds), at(None))}
	step := "?"
	if r.Next != "" {
		step = r.Version + " → " + r.Next
	}
	lines = append(lines, fmt.Sprintf(w.next, w.steps[r.Calls], step))
	return strings.Join(append(lines, r.notes(w)...), "\n")
}

// notes returns what a reader should know about how the report was made.
func (r *Report) notes(w words) []string {
	var lines []string
	if strings.HasPrefix(r.Next, "0.") && r.Calls != NoStep {
		lines = append(lines, w.zero)
	}
	lines = append(lines, lists.Map(r.Stale, func(folder string) string { return fmt.Sprintf(w.stale, folder) })...)
	if r.GoNote != "" {
		lines = append(lines, w.goColumn+": "+fmt.Sprintf(w.goNote, r.GoNote))
	}
	return lines
}

// writeChangelog writes the draft of a changelog's entries, one line a field, what breaks marked and first.
func (r *Report) writeChangelog(out io.Writer, w words) error {
	for _, section := range []struct {
		title string
		has   func(*Edit) bool
	}{
		{w.added, func(e *Edit) bool { return e.Kind == Added }},
		{w.changed, func(e *Edit) bool { return e.Kind != Added && e.Kind != Removed }},
		{w.removed, func(e *Edit) bool { return e.Kind == Removed }},
	} {
		edits := lists.Select(r.Edits, func(e *Edit) bool { return section.has(e) && e.Level() != None && !r.follows(e) })
		slices.SortStableFunc(edits, func(a, b *Edit) int { return int(b.Level()) - int(a.Level()) })
		if len(edits) == 0 {
			continue
		}
		fmt.Fprintf(out, "### %s\n\n", section.title)
		for _, e := range edits {
			fmt.Fprintln(out, entry(e, w))
		}
		fmt.Fprintln(out)
	}
	return nil
}

// follows reports whether a component came or went with the operations that use it: those have lines of their own.
func (r *Report) follows(e *Edit) bool {
	if e.kind.isOperation() || e.apply != nil || e.Kind != Added && e.Kind != Removed || len(e.Operations) == 0 {
		return false
	}
	for _, name := range e.Operations {
		if !slices.ContainsFunc(r.Edits, func(o *Edit) bool {
			return o.kind.isOperation() && o.Group == name && o.apply == nil && o.Kind == e.Kind
		}) {
			return false
		}
	}
	return true
}

func entry(e *Edit, w words) string {
	line := "- "
	if e.Level() == Breaks {
		line += "⚠ "
	}
	if e.Kind == GoOnly {
		return line + w.goColumn + ": `" + w.goSaid(e) + "`"
	}
	place := e.Group + optional.Text(".", e.Place, "")
	return line + "`" + place + "` " + w.phrase(e) + optional.Text(" (", w.seenIn(e), ")")
}
