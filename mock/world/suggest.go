package world

import "strings"

// suggestions is how many there are at most.
const suggestions = 10

// itemSearchSuggest suggests words that find something together with the keyword: words of the titles that it finds.
func (w *World) itemSearchSuggest(e *encoder, q *Query) *Failure {
	text := q.Get("q")
	found := w.suggested(text)
	if len(found) == 0 {
		return nothing
	}
	shown := q.echo(text)
	e.object("items")
	e.list("result")
	for _, word := range found {
		e.comma()
		e.b = append(e.b, `["_`...)
		e.escape(shown)
		e.b = append(e.b, `% `...)
		e.b = append(e.b, word.in(e.english)...)
		e.b = append(e.b, `"]`...)
	}
	e.endList()
	e.endObject()
	return nil
}

// suggested are words of some of the offers that a keyword finds.
func (w *World) suggested(text string) []word {
	s := search{set: w.about(text), shop: anyShop, by: bySales, down: true}
	p := w.pageOf(&s, 1, suggestions)
	var out []word
	seen := map[uint16]bool{}
	for i, r := range p.rows {
		o := w.listedOffer(r)
		choice := [...]*word{o.style, o.material, o.feature, &o.leaf.name, o.season}[i%5]
		if !seen[choice.id] && !strings.Contains(text, choice.zh) {
			seen[choice.id] = true
			out = append(out, *choice)
		}
	}
	return out
}
