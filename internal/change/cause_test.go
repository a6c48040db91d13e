package change

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"golang.org/x/exp/apidiff"
)

// TestNamesInMessages takes messages of apidiff apart.
func TestNamesInMessages(t *testing.T) {
	for message, want := range map[string][]string{
		"Item.Price: removed":                                    {"Item", "Price"},
		"Item.Price: changed from string to int":                 {"Item", "Price"},
		"(*Client).ItemGet: changed from func(A) to func(B)":     {"Client", "ItemGet"},
		"NewClient: removed":                                     {"Client"},
		"ItemGetParams, method Validate: removed":                {"ItemGetParams"},
		"./generated/gateway.Item: removed":                      {"gateway", "Item"},
		"github.com/go-ali1688/ali1688/loose.Text.Form: removed": {"loose", "Text", "Form"},
		"package example.org/a: removed":                         {"a"},
		"":                                                       nil,
	} {
		assert.ElementsMatch(t, want, subject(message), message)
	}
	for name, want := range map[string]string{
		"num_iid": "numiid", "NumIID": "numiid", "alibaba.trade.get-1": "alibabatradeget1", "商品Item": "商品item",
		"__": "",
	} {
		assert.Equal(t, want, plain(name), name)
	}
	for wrapped, want := range map[string]string{
		"*[]Item": "Item", "[]*./generated/gateway.Item": "gateway.Item", "./loose.Text": "loose.Text",
		"github.com/go-ali1688/ali1688/loose.Text": "loose.Text", "map[string][]Item": "map[string]Item", "Item": "Item",
	} {
		assert.Equal(t, want, bare(wrapped), wrapped)
	}
}

// TestCauses gives each change of the Go to the edit that explains it.
func TestCauses(t *testing.T) {
	applied := func(object) {}
	edit := func(group, place string, kind Kind) *Edit {
		e := &Edit{Document: "gateway", Group: group, Place: place, Kind: kind, apply: applied}
		if place != "" {
			e.inside = strings.Split(place, ".")
		}
		return e
	}
	text := func(e *Edit) *Edit { e.Text = true; return e }
	price, title := edit("Item", "price", Retyped), text(edit("Item", "title", TextChanged))
	nested := edit("Item", "skus.sku_id", Retyped)
	response := edit("ItemGetResponse", "", Other)
	renamed := edit("offer_get", "", Renamed)
	renamed.Was = "item_take"
	alias := edit("Money", "", Retyped)
	elsewhere := edit("Item", "price", Retyped)
	elsewhere.Document = "openplatform"
	root := edit("Servers", "", ServersChanged)
	root.kind = inRoot
	money := []string{"Money: changed from Money to int64"}
	cases := map[string]struct {
		message string
		learn   []string
		want    *Edit
	}{
		"a member":                {"Item.Price: changed from string to int", nil, price},
		"an inner member":         {"Item.Skus.SkuID: removed", nil, nested},
		"a member with a prefix":  {"ItemSkus.SkuID: removed", nil, nested},
		"a text explains least":   {"Item.Other: removed", nil, price},
		"a text if nothing else":  {"Item.Title: removed", nil, title},
		"a component":             {"ItemGetResponse.Code: removed", nil, response},
		"a type of the server":    {"ItemGet200JSONResponse: removed", nil, response},
		"a method":                {"(*ClientWithResponses).OfferGet: added", nil, renamed},
		"by its old name":         {"ItemTakeParams: removed", nil, renamed},
		"by a result":             {"Calls.Do: changed from func() int to func() *ItemGetResponse", nil, response},
		"a field of a new type":   {"Other.Fee: changed from Money to int64", money, alias},
		"in a list":               {"Other.Fees: changed from []Money to []int64", money, alias},
		"of another type":         {"Other.Fee: changed from string to int64", money, nil},
		"nothing":                 {"Unheard.Of: removed", nil, nil},
		"nothing of the document": {"Servers: removed", nil, nil},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			r := &Report{Edits: []*Edit{title, price, nested, response, renamed, alias, elsewhere, root}}
			g := newGiver(r, "gateway", nil)
			for _, message := range c.learn {
				g.learn(apidiff.Change{Message: message})
			}
			assert.Same(t, c.want, g.causeOf(apidiff.Change{Message: c.message}))
		})
	}
}

// TestUnexplained has a line for each name that no edit explains, and one for all schemas that nothing reaches.
func TestUnexplained(t *testing.T) {
	r := &Report{Edits: []*Edit{{Document: "gateway", Group: "Item", Kind: Removed}}}
	r.give("gateway", []apidiff.Change{
		{Message: "package example.org/b: added", Compatible: true},
		{Message: "Item: removed"},
		{Message: "Helper: removed"},
		{Message: "Helper.Do: added", Compatible: true},
		{Message: "Old: removed"},
		{Message: "Older: removed"},
		{Message: "Old.Field: added", Compatible: true},
		{Message: "(*ClientWithResponses).Grow: added", Compatible: true},
	}, map[string]bool{"Old": true, "Older": true})
	type line struct {
		group, was string
		kind       Kind
		level      Level
		changes    int
	}
	var got []line
	for _, e := range r.Edits {
		assert.Equal(t, "gateway", e.Document)
		got = append(got, line{e.Group, e.Was, e.Kind, e.Go, len(e.GoChanges)})
	}
	assert.Equal(t, []line{
		{"Item", "", Removed, Breaks, 1},
		{"b", "", GoOnly, Adds, 1},
		{"Helper", "", GoOnly, Breaks, 2},
		{"components", "Old, Older", Unused, Breaks, 2},
		{"Old", "", GoOnly, Adds, 1},
		{"ClientWithResponses", "", GoOnly, Warns, 1},
	}, got)
}

// TestLikeness prefers the place that is named, then the whole, then anything but a text.
func TestLikeness(t *testing.T) {
	names := []string{"Item", "Price"}
	cases := map[string]struct {
		edit Edit
		want int
	}{
		"text elsewhere":    {Edit{Place: "title", inside: []string{"title"}, Text: true}, 0},
		"text of the whole": {Edit{Text: true}, 0},
		"elsewhere":         {Edit{Place: "title", inside: []string{"title"}}, 1},
		"the whole":         {Edit{}, 2},
		"text of the place": {Edit{Place: "price", inside: []string{"price"}, Text: true}, 4},
		"the place":         {Edit{Place: "price", inside: []string{"price"}}, 5},
		"both names":        {Edit{Place: "item.price", inside: []string{"item", "price"}}, 9},
	}
	for name, c := range cases {
		assert.Equal(t, c.want, c.edit.likeness(names), name)
	}
	assert.Nil(t, mostLikely(nil, names))
	first, second := &Edit{Place: "a"}, &Edit{Place: "b"}
	assert.Same(t, first, mostLikely([]*Edit{first, second}, names), "the first of equals")
}

// TestGoChanges compares packages by their names, and reports a package that is on one side only.
func TestGoChanges(t *testing.T) {
	check := func(source string) map[string]map[string][]byte {
		return map[string]map[string][]byte{"example.org/a": {"a.go": []byte("package a\n" + source)}}
	}
	packages := func(source string) *imports { return newImports("", check(source)) }
	old, err := packages("").check(check("type A struct{ B, C int }\nconst D = 1\n"))
	assert.NoError(t, err)
	new, err := packages("").check(check("type A struct{ B string; C int; E bool }\nconst D = 2\n"))
	assert.NoError(t, err)
	a, b := old["example.org/a"], new["example.org/a"]
	var got []string
	for _, c := range goChanges("example.org/a", a, b) {
		got = append(got, c.Message+map[bool]string{true: " (compatible)"}[c.Compatible])
	}
	assert.ElementsMatch(t, []string{"A.B: changed from int to string", "A.E: added (compatible)",
		"D: value changed from 1 to 2"}, got)
	assert.Empty(t, goChanges("example.org/a", a, a))
	assert.Equal(t, []apidiff.Change{{Message: "package example.org/a: added", Compatible: true}},
		goChanges("example.org/a", nil, b))
	assert.Equal(t, []apidiff.Change{{Message: "package example.org/a: removed"}}, goChanges("example.org/a", a, nil))
}

// TestDocumentOf finds the document behind a package, also behind the client's.
func TestDocumentOf(t *testing.T) {
	for importPath, want := range map[string]string{
		modulePath: "gateway", modulePath + "/generated/gateway": "gateway", modulePath + "/openplatform": "openplatform",
		modulePath + "/generated/platform": "openplatform", modulePath + "/generated/legacy": "legacy",
		"example.org/generated/mine": "mine",
	} {
		assert.Equal(t, want, documentOf(importPath), importPath)
	}
	for name, want := range map[string]string{"gateway": "generated/gateway", "openplatform": "generated/platform",
		"mine": "generated/mine"} {
		assert.Equal(t, want, typesFolder(name), name)
	}
}

// TestRowOf takes the row of a document's name, or of the form of its paths, or the first.
func TestRowOf(t *testing.T) {
	for name, c := range map[string]struct{ name, path, want string }{
		"by name":             {"legacy", "/item_get/", "legacy"},
		"by a gateway's path": {"mine", "/item_get/", "gateway"},
		"by a platform's":     {"mine", "/param2/1/com.alibaba.trade/alibaba.trade.get/{appKey}", "openplatform"},
		"by neither":          {"mine", "elsewhere", "gateway"},
	} {
		assert.Equal(t, c.want, rowOf(c.name, object{"paths": object{c.path: object{}}}).Name, name)
	}
	assert.Equal(t, "gateway", rowOf("mine", object{}).Name)
}
