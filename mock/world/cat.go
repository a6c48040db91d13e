package world

import "strconv"

// catGet lists the top categories, or gives one and what is below it, which is in another shape.
func (w *World) catGet(e *encoder, q *Query) *Failure {
	id := numberUpTo(q.Get("cid"), 1<<62)
	if id == 0 {
		e.object("itmes")
		e.list("itme")
		e.allRoots(w.words)
		e.endList()
		e.endObject()
		return nil
	}
	n := w.words.nodes[id]
	if n == nil {
		return nothing
	}
	e.object("itme")
	n.members(e)
	e.endObject()
	return nil
}

func (e *encoder) allRoots(v *vocabulary) {
	for _, r := range v.roots {
		e.row()
		e.number("id", r.id)
		e.node(r.name, "0", "0")
		e.endObject()
	}
}

// node writes what all categories have but the id, which is a text or a number.
func (e *encoder) node(name word, pid, rootID string) {
	e.word("name", name)
	e.raw("pid", pid)
	e.raw("root_id", rootID)
}

func (r *root) members(e *encoder) {
	e.digits("id", r.id)
	e.node(r.name, "0", "0")
	e.list("sub")
	for _, s := range r.subs {
		e.row()
		e.number("id", s.id)
		e.node(s.name, quoted(r.id), "0")
		e.leafList(s)
		e.endObject()
	}
	e.endList()
}

func (s *sub) members(e *encoder) {
	e.digits("id", s.id)
	e.node(s.name, quoted(s.root.id), quoted(s.root.id))
	e.leafList(s)
}

func (e *encoder) leafList(s *sub) {
	e.list("sub")
	for _, l := range s.leaves {
		e.row()
		e.number("id", l.id)
		e.node(l.name, strconv.FormatInt(s.id, 10), quoted(s.root.id))
		e.endObject()
	}
	e.endList()
}

func (l *leaf) members(e *encoder) {
	e.digits("id", l.id)
	e.node(l.name, quoted(l.sub.id), quoted(l.sub.root.id))
	e.raw("sub", "[]")
}

// quoted returns a number as the JSON of a text.
func quoted(n int64) string { return strconv.Quote(strconv.FormatInt(n, 10)) }

func (w *World) itemCatGet(e *encoder, q *Query) *Failure {
	o, ok := w.offerNumbered(q)
	if !ok {
		e.noCategory(w, q)
		return nothing
	}
	r := o.leaf.sub.root
	e.object("item")
	e.plain("num_iid", o.key)
	e.title("item_name", &o)
	e.plain("item_url", offerURL, o.key, ".html")
	e.digits("cat_id", o.leaf.id)
	e.digits("root_cat_id", r.id)
	e.object("cat_name")
	e.object("itme")
	o.leaf.members(e)
	e.endObject()
	e.endObject()
	e.object("root_cat_name")
	e.object("itme")
	r.members(e)
	e.endObject()
	e.endObject()
	e.endObject()
	return nil
}

// noCategory is what comes for an offer that is not there: all top categories.
func (e *encoder) noCategory(w *World, q *Query) {
	e.object("item")
	e.text("num_iid", q.Get("num_iid"))
	e.members(`"item_name":null,"item_url":null,"cat_id":null,"root_cat_id":null`)
	e.object("cat_name")
	e.object("itmes")
	e.list("itme")
	e.allRoots(w.words)
	e.endList()
	e.endObject()
	e.endObject()
	e.endObject()
}
