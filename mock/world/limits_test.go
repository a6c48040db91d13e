package world_test

import (
	"fmt"
	"net/url"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock/world"
)

// TestLimitsInSearches leaves out what is gone, and finds what can be mixed.
func TestLimitsInSearches(t *testing.T) {
	book := new(world.LimitBook)
	w := world.New(world.Options{Seed: 1, Limits: book})
	all, total := w.Find(world.Search{Page: 1, Size: world.Listed})
	gone, mixed, both, barred := &all[0], &all[1], &all[2], &all[3]
	book.Set(int64(gone.ID), world.Limits{Gone: true})
	book.Set(int64(mixed.ID), world.Limits{Mix: 5})
	book.Set(int64(both.ID), world.Limits{Mix: 5, Gone: true})
	book.Set(int64(barred.ID), world.Limits{Mix: 5, NoMix: true})
	book.Set(7, world.Limits{Gone: true}) // not listed
	rest, left := w.Find(world.Search{Page: 1, Size: world.Listed})
	assert.Equal(t, total-2, left)
	assert.NotContains(t, ids(rest), gone.ID)
	assert.NotContains(t, ids(rest), both.ID)
	found, n := w.Find(world.Search{Mixed: true, Page: 1, Size: 10})
	assert.Equal(t, 1, n)
	assert.Equal(t, []uint64{mixed.ID}, ids(found))

	like, _ := w.Find(world.Search{Like: &gone.Offer, Page: 1, Size: world.Listed})
	assert.NotContains(t, ids(like), gone.ID)
	like, _ = w.Find(world.Search{Like: &mixed.Offer, Mixed: true, Page: 1, Size: world.Listed})
	assert.Equal(t, []uint64{mixed.ID}, ids(like))
	_, n = world.New(world.Options{Seed: 1}).Find(world.Search{Mixed: true, Page: 1, Size: 10})
	assert.Zero(t, n, "nobody mixes")
}

// TestLimitBook keeps what is set, and copies what is loaded.
func TestLimitBook(t *testing.T) {
	var none *world.LimitBook
	assert.Empty(t, none.All())
	assert.Equal(t, world.Limits{}, none.Of(1))
	b := new(world.LimitBook)
	b.Set(1, world.Limits{Most: 1})
	before := b.All()
	b.Set(1, world.Limits{Most: 2})
	b.Set(2, world.Limits{Unit: 3})
	assert.Equal(t, "map[1:{1 0 0 false false false false}]", fmt.Sprint(before),
		"a map that was read does not change")
	assert.Equal(t, map[int64]world.Limits{1: {Most: 2}, 2: {Unit: 3}}, b.All())
	loaded := map[int64]world.Limits{5: {Gone: true}}
	b.Load(loaded)
	loaded[6] = world.Limits{}
	require.Equal(t, map[int64]world.Limits{5: {Gone: true}}, b.All())
	for limits, want := range map[world.Limits]bool{{}: false, {Mix: 1}: true, {Mix: 1, NoMix: true}: false,
		{NoMix: true}: false, {Mix: 1, Gone: true}: false} {
		assert.Equal(t, want, limits.Mixes())
	}
}

// TestGoneOffersOfTheGateway leaves an offer that was taken down out of every list, whose second row becomes the first,
// until it is back.
func TestGoneOffersOfTheGateway(t *testing.T) {
	book := new(world.LimitBook)
	w := world.New(world.Options{Seed: 1688, Limits: book})
	shop := w.ListedOffer(5).Shop
	for _, tt := range []struct {
		operation, args, id string
		path                []any
	}{
		{"item_search", "q=连衣裙", "num_iid", []any{"items", "item"}},
		{"item_search", "q=女装&sort=_sale", "num_iid", []any{"items", "item"}},
		{"item_search", "q=" + shop.Trade().Name.Chinese + "&nick=" + shop.SID, "num_iid", []any{"items", "item"}},
		{"item_search_new", "q=女装", "num_iid", []any{"item"}},
		{"item_search_peerbuy", fmt.Sprint("num_iid=", w.ListedOffer(9).ID), "num_iid", []any{"item"}},
		{"item_search_best", "rankid=1&rank_type=hot", "offerId", []any{"items", "item"}},
		{"item_search_img", "imgid=x", "num_iid", []any{"items", "item"}},
		{"item_search_img", "imgid=x&sort=bid", "num_iid", []any{"items", "item"}},
		{"item_search_shop", "seller_nick=" + shop.SID, "num_iid", []any{"items", "item"}},
		{"item_search_seller", "q=连衣裙", "item_id", []any{"items", "item", 0, "item"}},
	} {
		row := func(i int) uint64 {
			return numberAt(t, body(t, w, tt.operation, tt.args), slices.Concat(tt.path, []any{i, tt.id})...)
		}
		first, second := row(0), row(1)
		book.Set(int64(first), world.Limits{Gone: true})
		assert.Equal(t, second, row(0), tt)
		book.Set(int64(first), world.Limits{})
		assert.Equal(t, first, row(0), tt)
	}
}

// TestGoneOfferIsNotFound refuses operations of the gateway about an offer that was taken down.
func TestGoneOfferIsNotFound(t *testing.T) {
	book := new(world.LimitBook)
	w := world.New(world.Options{Seed: 1688, Limits: book})
	o := w.ListedOffer(5)
	picture := "imgcode=" + o.Picture("http://x", 0)
	assert.Len(t, member(t, body(t, w, "img2text", picture), "same_goods"), 1)
	book.Set(int64(o.ID), world.Limits{Gone: true, Mix: 2})
	assert.Empty(t, member(t, body(t, w, "img2text", picture), "same_goods"))
	for operation, want := range map[string]string{"item_get": "2000", "item_get_pro": "2000", "item_get_app": "2000",
		"item_get_specifications": "2000", "item_review": "2000", "item_search_peerbuy": "2000", "item_cat_get": "2000",
		"item_fee": "5000"} {
		code, _ := refused(t, w, operation, url.Values{"num_iid": {digits(o.ID)}, "area_id": {"330100"}})
		assert.Equal(t, want, code, operation)
	}
}

// TestShopsOfGoneOffers finds no shop by a word that only an offer has that was taken down.
func TestShopsOfGoneOffers(t *testing.T) {
	book := new(world.LimitBook)
	w := world.New(world.Options{Seed: 1688, Limits: book})
	const args = "q=亚麻%20小白鞋%20春季"
	shops := member(t, body(t, w, "item_search_seller", args), "items", "item")
	shop, found := shops.([]any)[0].(object)["memberId"], 0
	all, _ := w.Find(world.Search{Keyword: "亚麻 小白鞋 春季", Page: 1, Size: world.Listed})
	for _, o := range all {
		if o.Shop.SID == shop {
			book.Set(int64(o.ID), world.Limits{Gone: true})
			found++
		}
	}
	assert.Positive(t, found)
	assert.NotContains(t, body(t, w, "item_search_seller", args), fmt.Sprint(shop))
}
