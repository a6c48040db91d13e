package world_test

import (
	"encoding/base64"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock/world"
)

const webp = "UklGRiQAAABXRUJQVlA4"

// TestUploads names the offer that an image shows, and refuses what the gateway refuses.
func TestUploads(t *testing.T) {
	open, closed := world.New(world.Options{Seed: 1688}), world.New(world.Options{Seed: 1688, Closed: true})
	o := open.ListedOffer(33)
	address := o.Picture(base, 2)
	name := strings.TrimPrefix(address, base+world.PicturePath)
	drawing, ok := open.AppendPicture(nil, name)
	require.True(t, ok)
	encoded := base64.StdEncoding.EncodeToString(drawing)
	for about, image := range map[string]string{"an address": address, "a name": name, "a drawing": encoded,
		"a data address": "data:image/svg+xml;base64," + encoded, "an upload": open.UploadName(o.ID)} {
		equalMembers(t, object{"items": object{"item": object{"name": open.UploadName(o.ID), "status": 1}}},
			bodyWith(t, open, "upload_img", "imgcode", image), about)
	}
	for _, image := range []string{webp, "data:image/webp;base64," + webp} {
		_, failure := open.Append(nil, queryWith("upload_img", "imgcode", image))
		assert.Equal(t, refusals["5000"], *failure)
		_, failure = open.Append(nil, queryWith("img2text", "imgcode", image))
		assert.Equal(t, refusals["5000"], *failure)
		_, ok := open.Pictured(image)
		assert.False(t, ok)
	}
	unlisted, _ := open.Offer(7)
	none := object{"items": object{"item": object{"name": nil, "status": 0}}}
	equalMembers(t, none, bodyWith(t, closed, "upload_img", "imgcode", unlisted.Picture(base, 0)))
	some := text(t, bodyWith(t, closed, "upload_img", "imgcode", "aGVsbG8h"), "items", "item", "name")
	shown, ok := closed.Pictured(some)
	require.True(t, ok)
	assert.Equal(t, some, closed.UploadName(shown.ID), "any other image shows a listed offer")
}

// TestGlobalUploads wants the head of a data address before base64 on 1688global.
func TestGlobalUploads(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	o := w.ListedOffer(33)
	for image, want := range map[string]int{"aGVsbG8h": 0, w.UploadName(o.ID): 0, "": 0,
		"data:image/png;base64,aGVsbG8h": 1, o.Picture("https://x", 0): 1, o.Picture("http://x", 0): 1} {
		q := queryWith("upload_img", "imgcode", image)
		q.Platform = "1688global"
		members, failure := w.Append([]byte("{"), q)
		require.Nil(t, failure)
		assert.Equal(t, want, int(numberAt(t, string(members)+"}", "items", "item", "status")), image)
	}
}

// TestImageTexts compares img2text with the facts of the offer that the image shows.
func TestImageTexts(t *testing.T) {
	w, closed := world.New(world.Options{Seed: 1688}), world.New(world.Options{Seed: 1688, Closed: true})
	for i, o := range offers(w, 40) {
		english := i%2 == 1
		q := queryWith("img2text", "imgcode", o.Picture(base, 1))
		q.English = english
		members, failure := w.Append([]byte("{"), q)
		require.Nil(t, failure)
		c, a := o.Categories(), o.Attributes()
		leaf, material, style := in(c[2].Name, english), in(a[1].Value, english), in(a[2].Value, english)
		equalMembers(t, object{"items": []string{leaf, in(c[1].Name, english), in(c[0].Name, english)},
			"tags": leaf + " " + material + " " + style, "find": leaf,
			"result": object{"title": leaf, "desc": []string{"材质:" + material, "风格:" + style}},
			"same_goods": []any{object{"title": o.Title(english), "price": detailURL(&o), "url": detailURL(&o),
				"source": "1688", "img": o.Picture(base, 0)}}, "guesswords": leaf}, string(members)+"}")
	}
	unlisted, _ := w.Offer(7)
	_, failure := closed.Append(nil, queryWith("img2text", "imgcode", unlisted.Picture(base, 0)))
	assert.Equal(t, refusals["5000"], *failure)
}

// TestImageSearchRefusals refuses images of their own bytes, which live clients saw refused, and unlisted offers.
func TestImageSearchRefusals(t *testing.T) {
	w, closed := world.New(world.Options{Seed: 1688}), world.New(world.Options{Seed: 1688, Closed: true})
	for _, image := range []string{"data:image/png;base64,aGVsbG8h", webp, "data:"} {
		got, failure := w.Append(nil, queryWith("item_search_img", "imgid", image))
		assert.Equal(t, refusals["5000"], *failure)
		assert.Empty(t, got)
	}
	unlisted, _ := w.Offer(7)
	args := "imgid=" + unlisted.Picture(base, 0)
	wantRefusal(t, closed, "item_search_img", args, "2000", "")
	assert.Equal(t, "7", text(t, body(t, w, "item_search_img", args), "items", "item", 0, "num_iid"))
	name := body(t, w, "item_search_img", "imgid="+w.UploadName(7))
	assert.Equal(t, body(t, w, "item_search_img", args), name, "an upload is as good as an address")
}

// TestImageSearchSorts sorts by each field that the search by keyword sorts by.
func TestImageSearchSorts(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	o := w.ListedOffer(77)
	credit := func(o *world.Offer) int64 { return int64(o.Shop.Score(2)) }
	price := func(o *world.Offer) int64 { return o.Tiers()[0].Price }
	for sort, key := range map[string]func(*world.Offer) int64{"credit": credit, "bid2": price, "sale": salesOf,
		"_credit": func(o *world.Offer) int64 { return -credit(o) },
		"_bid2":   func(o *world.Offer) int64 { return -price(o) },
		"_sale":   func(o *world.Offer) int64 { return -salesOf(o) },
		"time":    func(o *world.Offer) int64 { return -o.Created(w).Unix() },
	} {
		args := "page_size=50&sort=" + sort + "&imgid=" + o.Picture(base, 0)
		list := found(t, w, world.Query{Operation: "item_search_img"}, args)
		assert.Greater(t, len(list), 40)
		assert.True(t, slices.IsSortedFunc(list, func(a, b world.Offer) int { return int(key(&a) - key(&b)) }), sort)
	}
}
