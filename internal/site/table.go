package site

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/go-ali1688/ali1688/internal/lists"
)

// table is a table in Markdown.
type table struct{ strings.Builder }

// table begins a table; its titles are words of the edition.
func (e *edition) table(titles ...string) *table {
	t := &table{}
	t.row(lists.Map(titles, func(title string) string { return e.words["column-"+title] })...)
	t.row(slices.Repeat([]string{"---"}, len(titles))...)
	return t
}

func (t *table) row(cells ...string) {
	for i, c := range cells {
		cells[i] = strings.ReplaceAll(c, "|", `\|`)
	}
	t.WriteString("| " + strings.Join(cells, " | ") + " |\n")
}

// code is text as code, readable whatever bytes it has.
func code(text string) string {
	if !utf8.ValidString(text) {
		text = strings.Trim(strconv.QuoteToASCII(text), `"`)
	}
	return "`" + text + "`"
}
