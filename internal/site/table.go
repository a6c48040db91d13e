package site

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// table is a table in Markdown.
type table struct{ strings.Builder }

// table begins a table; its titles are words of the edition.
func (e *edition) table(titles ...string) *table {
	t := &table{}
	var head, rule []string
	for _, title := range titles {
		head, rule = append(head, e.words["column-"+title]), append(rule, "---")
	}
	t.row(head...)
	t.row(rule...)
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
