package world_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/go-ali1688/ali1688/mock/world"
)

// The ids of parents are numbers in some rows and texts in others, as the gateway writes them.

func rootRows(w *world.World, english bool) (rows []any) {
	for _, c := range w.Subcategories(0) {
		rows = append(rows, object{"id": c.ID, "name": in(c.Name, english), "pid": 0, "root_id": 0})
	}
	return rows
}

func rootItem(w *world.World, c world.Category, english bool) object {
	var subs []any
	for _, sub := range w.Subcategories(c.ID) {
		subs = append(subs, object{"id": sub.ID, "name": in(sub.Name, english), "pid": digits(c.ID), "root_id": 0,
			"sub": leafRows(w, sub, english)})
	}
	return object{"id": digits(c.ID), "name": in(c.Name, english), "pid": 0, "root_id": 0, "sub": subs}
}

func leafRows(w *world.World, sub world.Category, english bool) (rows []any) {
	for _, leaf := range w.Subcategories(sub.ID) {
		rows = append(rows, object{"id": leaf.ID, "name": in(leaf.Name, english), "pid": sub.ID,
			"root_id": digits(sub.Parent)})
	}
	return rows
}

func leafItem(w *world.World, c world.Category, english bool) object {
	sub, _ := w.Category(c.Parent)
	return object{"id": digits(c.ID), "name": in(c.Name, english), "pid": digits(c.Parent),
		"root_id": digits(sub.Parent), "sub": []any{}}
}

// TestCategoryItems compares cat_get of every category, in both languages, with the tree.
func TestCategoryItems(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	for _, english := range []bool{false, true} {
		ask := func(c world.Category) string {
			return bodyOf(t, w, world.Query{Operation: "cat_get", English: english}, fmt.Sprint("cid=", c.ID))
		}
		for _, root := range w.Subcategories(0) {
			equalMembers(t, object{"itme": rootItem(w, root, english)}, ask(root))
			for _, sub := range w.Subcategories(root.ID) {
				equalMembers(t, object{"itme": object{"id": digits(sub.ID), "name": in(sub.Name, english),
					"pid": digits(root.ID), "root_id": digits(root.ID), "sub": leafRows(w, sub, english)}}, ask(sub))
				for _, leaf := range w.Subcategories(sub.ID) {
					equalMembers(t, object{"itme": leafItem(w, leaf, english)}, ask(leaf))
				}
			}
		}
	}
}

// TestCategoryNumbers lists the top categories for everything that is not a positive number.
func TestCategoryNumbers(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	all := object{"itmes": object{"itme": rootRows(w, false)}}
	for _, args := range []string{"", "cid=", "cid=0", "cid=-3", "cid=x", "cid=1.5", "cid=99999999999999999999"} {
		equalMembers(t, all, body(t, w, "cat_get", args), args)
	}
	equalMembers(t, object{"itmes": object{"itme": rootRows(w, true)}},
		bodyOf(t, w, world.Query{Operation: "cat_get", English: true}, ""))
	for _, args := range []string{"cid=1", "cid=1039", "cid=4611686018427387904", "cid=9223372036854775807"} {
		wantRefusal(t, w, "cat_get", args, "2000", "")
	}
}

// TestCategoryIDs pins ids that callers keep: they depend neither on the seed nor on the order of requests.
func TestCategoryIDs(t *testing.T) {
	for _, seed := range []uint64{0, 1688} {
		w := world.New(world.Options{Seed: seed})
		for id, want := range map[int64]world.Category{
			1038:      {Level: 1, Name: world.Text{Chinese: "女装", English: "Women's Clothing"}},
			2755:      {Level: 1, Name: world.Text{Chinese: "男装", English: "Men's Clothing"}},
			201280004: {Parent: 1038, Level: 2, Name: world.Text{Chinese: "裙装", English: "Skirts and Dresses"}},
			201614118: {Parent: 2755, Level: 2, Name: world.Text{Chinese: "男士裤装", English: "Men's Trousers"}},
			1031910:   {Parent: 201280004, Level: 3, Name: world.Text{Chinese: "连衣裙", English: "dress"}, Leaf: true},
			122251020: {Parent: 201280004, Level: 3, Name: world.Text{Chinese: "半身裙", English: "skirt"}, Leaf: true},
		} {
			want.ID = id
			got, ok := w.Category(id)
			assert.True(t, ok, id)
			assert.Equal(t, want, got)
		}
	}
}

// TestItemCategory has the leaf and the whole root of an offer, and all top categories where there is no offer.
func TestItemCategory(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	for i, o := range offers(w, 60) {
		english := i%2 == 1
		categories := o.Categories()
		equalMembers(t, object{"item": object{"num_iid": digits(o.ID), "item_name": o.Title(english),
			"item_url": detailURL(&o), "cat_id": digits(categories[2].ID), "root_cat_id": digits(categories[0].ID),
			"cat_name":      object{"itme": leafItem(w, categories[2], english)},
			"root_cat_name": object{"itme": rootItem(w, categories[0], english)}}},
			bodyOf(t, w, world.Query{Operation: "item_cat_get", English: english}, about(&o)), "%d", o.ID)
	}
	for _, number := range []string{"", "0", "x", `7"`} {
		q := world.Query{Operation: "item_cat_get", Get: func(string) string { return number }}
		got, failure := w.Append([]byte("{"), q)
		assert.Equal(t, refusals["2000"], *failure)
		equalMembers(t, object{"item": object{"num_iid": number, "item_name": nil, "item_url": nil, "cat_id": nil,
			"root_cat_id": nil, "cat_name": object{"itmes": object{"itme": rootRows(w, false)}}}}, string(got)+"}")
	}
}
