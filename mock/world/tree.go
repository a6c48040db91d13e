package world

import (
	"strconv"
	"strings"

	"github.com/go-ali1688/ali1688/internal/lists"
)

// Category is a category of the tree. The roots have the level 1 and the parent 0; offers are in those of level 3.
type Category struct {
	ID, Parent int64
	Level      int
	Name       Text
	Leaf       bool
}

func (r *root) category() Category { return Category{ID: r.id, Level: 1, Name: r.name.text()} }

func (s *sub) category() Category {
	return Category{ID: s.id, Parent: s.root.id, Level: 2, Name: s.name.text()}
}

func (l *leaf) category() Category {
	return Category{ID: l.id, Parent: l.sub.id, Level: 3, Name: l.name.text(), Leaf: true}
}

func (r *root) below() []Category { return lists.Map(r.subs, (*sub).category) }
func (s *sub) below() []Category  { return lists.Map(s.leaves, (*leaf).category) }
func (l *leaf) below() []Category { return nil }

// Category finds a category by its id.
func (w *World) Category(id int64) (Category, bool) {
	n, ok := w.words.nodes[id]
	if !ok {
		return Category{}, false
	}
	return n.category(), true
}

// CategoryMeant finds the category that the id of a ranking means. In an open world any other id means some leaf,
// always the same.
func (w *World) CategoryMeant(id string) (Category, bool) {
	n, _ := strconv.ParseInt(id, 10, 64)
	c, ok := w.Category(n)
	if ok || w.closed {
		return c, ok
	}
	return w.words.leaves[hashText(w.seed, id)%uint64(len(w.words.leaves))].category(), true
}

// Subcategories lists what is right below a category, and the roots for 0.
func (w *World) Subcategories(id int64) []Category {
	if id == 0 {
		return lists.Map(w.words.roots, (*root).category)
	}
	if n := w.words.nodes[id]; n != nil {
		return n.below()
	}
	return nil
}

// CategoriesNamed lists the categories whose name has a text in it, in Chinese or in a language, parents before
// children.
func (w *World) CategoriesNamed(text, language string) []Category {
	return w.categoriesBelow(nil, 0, strings.ToLower(text), language)
}

func (w *World) categoriesBelow(out []Category, below int64, text, language string) []Category {
	for _, c := range w.Subcategories(below) {
		if strings.Contains(c.Name.Chinese, text) || strings.Contains(strings.ToLower(c.Name.In(language)), text) {
			out = append(out, c)
		}
		out = w.categoriesBelow(out, c.ID, text, language)
	}
	return out
}

// Categories returns those that the offer is in, from the root to the leaf.
func (o *Offer) Categories() [3]Category {
	l := o.leaf
	return [3]Category{l.sub.root.category(), l.sub.category(), l.category()}
}

// CategoryAttribute is what offers of a category state about themselves, with all values that occur.
type CategoryAttribute struct {
	ID     int64
	Name   Text
	Values []Text
	SKU    bool // whether variants differ by it
}

// CategoryAttributes returns those of a leaf, and none for other categories.
func (w *World) CategoryAttributes(id int64) []CategoryAttribute {
	l, ok := w.words.nodes[id].(*leaf)
	if !ok {
		return nil
	}
	r := l.sub.root
	var out []CategoryAttribute
	for i, words := range [...][]word{r.materials, r.styles, r.features, r.uses, {l.name}, w.words.seasons} {
		out = append(out, newCategoryAttribute(attributeNames[i], words, false))
	}
	for which, words := range r.values {
		out = append(out, newCategoryAttribute(r.props[which], words, true))
	}
	return out
}

func newCategoryAttribute(name word, values []word, sku bool) CategoryAttribute {
	return CategoryAttribute{attributeID(name.zh), name.text(), lists.Map(values, word.text), sku}
}
