package site

import (
	"cmp"
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688/internal/lists"
	"github.com/go-ali1688/ali1688/internal/reference"
)

// refusalRow is a row of the page that finds a refusal.
type refusalRow struct {
	reference.Code
	ID         string
	Volume     *volume
	Operations []string // that return it; nil for all
	Phrases    string   // what a pasted refusal has of it: its code and its messages, one a line
}

// refusalFinder is the page that finds a refusal.
const refusalFinder = "refusals.html"

// refusalPage writes the page that finds a pasted refusal among the codes of all documents.
func (e *edition) refusalPage() error {
	title, text := e.words["refusal-finder"], e.words["refusal-finder-text"]
	rows := e.refusalRows()
	e.index.add(entry{title, text, refusalFinder}, "")
	for _, r := range rows {
		e.index.add(entry{r.Number, e.say(r.EN, r.ZH), anchored(refusalFinder, r.ID)},
			strings.Join(append(r.Texts, r.EN, r.ZH), " "))
	}
	return e.render("refusals.html", page{Title: title, Path: refusalFinder, Text: text, Body: rows})
}

// refusalRows returns the codes of all documents: of a whole API, of several operations, of one.
func (e *edition) refusalRows() []refusalRow {
	var out []refusalRow
	ids := map[string]bool{}
	for _, v := range e.docs {
		add := func(codes []reference.Code, operations ...string) {
			for _, c := range cased(codes) {
				row := newRefusalRow(v, c, operations)
				for ids[row.ID] {
					row.ID += "-"
				}
				ids[row.ID] = true
				out = append(out, row)
			}
		}
		add(v.Codes)
		for _, c := range v.Shared {
			add([]reference.Code{c}, slices.Concat(c.ErrorCode.Operations, c.Inferred)...)
		}
		for i := range v.Operations {
			op := &v.Operations[i]
			for _, c := range op.Codes {
				add([]reference.Code{c}, append([]string{op.Name}, c.Inferred...)...)
			}
		}
	}
	return out
}

func newRefusalRow(v *volume, c reference.Code, operations []string) refusalRow {
	owner := v.Name
	if len(operations) > 0 {
		owner = operations[0]
	}
	id := rowID("code", owner+"-"+cmp.Or(c.Name, c.Number))
	phrases := append([]string{c.Number}, c.Texts...)
	if c.Text != "" {
		phrases = append(phrases, c.Text)
	}
	valid := lists.Map(phrases, func(p string) string { return strings.ToValidUTF8(p, "") })
	return refusalRow{Code: c, ID: id, Volume: v, Operations: operations, Phrases: strings.Join(valid, "\n")}
}

// refusalsOf returns the text about the codes of a whole document.
func (e *edition) refusalsOf(document string) string {
	return cmp.Or(e.words["refusals-"+document], e.words["refusals-other"])
}
