package world

import "strings"

// itemPassword resolves a share link. One that the world did not make leads to some listed offer, always the same,
// unless the world is closed; a text without any link is reported inside the payload.
func (w *World) itemPassword(e *encoder, q *Query) *Failure {
	text := q.Get("word")
	o, ok := w.shared(text)
	e.object("item")
	if ok {
		e.plain("num_iid", o.key)
		e.plain("url", offerURL, o.key, ".html")
		e.text("word", q.echo(text))
		e.plain("error", "")
	} else {
		e.members(`"num_iid":"","url":""`)
		e.text("word", q.echo(text))
		e.plain("error", "error taobao password")
	}
	e.endObject()
	return nil
}

func (w *World) shared(text string) (Offer, bool) {
	if id, ok := w.unseal(text, markShare); ok {
		return w.Offer(id)
	}
	if _, rest, ok := strings.Cut(text, "1688.com/offer/"); ok {
		id, _ := numberIn(rest)
		return w.Offer(id)
	}
	if w.closed || !strings.Contains(text, "://") {
		return Offer{}, false
	}
	return w.offerAt(idWindow + hashText(w.seed, text)%Listed), true
}
