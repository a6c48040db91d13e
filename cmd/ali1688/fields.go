package main

import (
	"cmp"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/go-ali1688/ali1688/conformance/bodies"
	"github.com/go-ali1688/ali1688/internal/ledger"
)

// fields prints the ledger of members.
func fields(e *env, asJSON bool) error {
	l, err := ledger.Known()
	if err != nil {
		return err
	}
	var unread error
	for _, path := range e.args {
		unread = cmp.Or(unread, count(e, l, path))
	}
	write := fieldTable
	if asJSON {
		write = func(out io.Writer, list []*ledger.Field) error { return writeJSON(out, list) }
	}
	if err := write(e.out, l.Fields()); err != nil || unread == nil {
		return err
	}
	return fmt.Errorf("not all responses could be counted; the first: %w", unread)
}

// count adds the responses at a path to the ledger. It returns the first error, prints the others, and goes on.
func count(e *env, l *ledger.Ledger, path string) (first error) {
	for body, err := range bodies.All(path) {
		switch {
		case err != nil && first != nil:
			fmt.Fprintln(e.err, oneLine(err.Error()))
			continue
		case err != nil:
			first = err
			continue
		}
		seen := ""
		if !body.Seen.IsZero() {
			seen = body.Seen.Format("2006-01")
		}
		if !l.Add(ledger.Response{Operation: body.API, Whole: !body.Excerpt, Seen: seen, Body: body.Content}) {
			fmt.Fprintf(e.err, "%s is not a response of a known operation\n", body.File)
		}
	}
	return first
}

func fieldTable(out io.Writer, list []*ledger.Field) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "OPERATION\tMEMBER\tEVIDENCE\tRESPONSES\tSEEN\tKINDS\tVALUES")
	for _, f := range list {
		evidence := f.Evidence
		if !f.Documented {
			evidence = "undocumented"
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%d\t%s\t%s\t%s\n", f.Operation, f.Path, evidence, f.Bodies,
			span(f.First, f.Last), strings.Join(f.Kinds, ", "), inline(f.Values))
	}
	return w.Flush()
}

// maxInline is the number of bytes of values in a line of the table.
const maxInline = 60

// inline joins values for one line.
func inline(values []string) string {
	text := strings.Join(values, ", ")
	if len(text) > maxInline {
		text = strings.ToValidUTF8(text[:maxInline], "") + "…"
	}
	return strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, text)
}
