package world_test

import (
	"fmt"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock/world"
)

// rowCount returns how many rows a body has at a path.
func rowCount(t *testing.T, body string, path ...any) int {
	t.Helper()
	rows, ok := member(t, body, path...).([]any)
	require.True(t, ok, "%v is not a list", path)
	return len(rows)
}

// offersAt returns the offers that the rows at a path are about, by a member with their id.
func offersAt(t *testing.T, w *world.World, body, id string, path ...any) (all []world.Offer) {
	t.Helper()
	rows, ok := member(t, body, path...).([]any)
	require.True(t, ok, "%v is not a list", path)
	for _, row := range rows {
		o, ok := w.Offer(number(t, row.(object)[id]))
		require.True(t, ok)
		all = append(all, o)
	}
	return all
}

func numberAt(t *testing.T, body string, path ...any) uint64 {
	t.Helper()
	return number(t, member(t, body, path...))
}

// number reads a number, or a text of digits.
func number(t *testing.T, value any) uint64 {
	t.Helper()
	if n, ok := value.(float64); ok {
		return uint64(n)
	}
	n, err := strconv.ParseUint(fmt.Sprint(value), 10, 64)
	require.NoError(t, err)
	return n
}

func salesOf(o *world.Offer) int64 { _, sales := o.Totals(); return sales }

func percentOf(thousandths int) string { return tenths(thousandths) + "%" }

// TestSearchBody compares whole pages of item_search with the facts of their offers.
func TestSearchBody(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	_, total := w.Find(world.Search{Keyword: "连衣裙", Page: 1, Size: 1})
	for _, english := range []bool{false, true} {
		got := bodyOf(t, w, world.Query{Operation: "item_search", English: english}, "q=连衣裙&page=2&page_size=15")
		var rows []any
		for _, o := range offersAt(t, w, got, "num_iid", "items", "item") {
			rows = append(rows, object{"title": o.Title(english), "pic_url": o.Picture(base, 0),
				"promotion_price": yuan(o.Tiers()[0].Price), "price": yuan(o.Tiers()[0].Price), "sales": salesOf(&o),
				"num_iid": digits(o.ID), "seller_nick": o.Shop.Company, "tag_percent": percentOf(o.Shop.Rebuys()),
				"area": o.Shop.City + "市", "detail_url": detailURL(&o)})
		}
		require.Len(t, rows, 15)
		equalMembers(t, object{"items": object{"page": "2", "real_total_results": total, "total_results": total,
			"page_size": 15, "page_count": (total + 14) / 15, "item": rows}}, got)
	}
}

// TestImageSearchBody compares a page of item_search_img with the facts of its offers.
func TestImageSearchBody(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	o := w.ListedOffer(77)
	args := "page=2&page_size=7&imgid=" + o.Picture("http://x", 0)
	_, total := w.Find(world.Search{Like: &o, Page: 1, Size: 1})
	for _, english := range []bool{false, true} {
		got := bodyOf(t, w, world.Query{Operation: "item_search_img", English: english}, args)
		var rows []any
		for _, o := range offersAt(t, w, got, "num_iid", "items", "item") {
			price := yuan(o.Tiers()[0].Price)
			rows = append(rows, object{"title": o.Title(english), "pic_url": o.Picture(base, 0), "price": price,
				"promotion_price": price, "sales": salesOf(&o), "num_iid": digits(o.ID),
				"turn_head": percentOf(o.Shop.Rebuys()), "one_psale": o.Least() == 1, "is_jxhy": o.Shop.Selected(),
				"seller_nick": o.Shop.Company, "area": o.Shop.City + "市", "detail_url": detailURL(&o)})
		}
		require.Len(t, rows, 7)
		equalMembers(t, object{"items": object{"real_total_results": total, "total_results": total,
			"pagecount": (total + 6) / 7, "error": "", "data_from": "1688app", "item": rows}}, got)
	}
}

// TestNewBody compares item_search_new with the facts of its offers. One price in eight is missing.
func TestNewBody(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	missing, all := 0, 0
	for page := range 4 {
		english := page%2 == 1
		got := bodyOf(t, w, world.Query{Operation: "item_search_new", English: english}, fmt.Sprint("q=女装&page=", page+1))
		var rows []any
		for i, o := range offersAt(t, w, got, "num_iid", "item") {
			var price any = yuan(o.Tiers()[0].Price)
			if member(t, got, "item", i, "price") == nil {
				price = nil
				missing++
			}
			all++
			rows = append(rows, object{"title": o.Title(english), "pic_url": o.Picture(base, 0),
				"promotion_price": price, "price": price, "sales": roundedSales(salesOf(&o)), "num_iid": digits(o.ID),
				"seller_nick": o.Shop.Company, "tag_percent": percentOf(o.Shop.Rebuys()), "area": o.Shop.City + "市",
				"sid": o.Shop.SID, "detail_url": detailURL(&o)})
		}
		require.Len(t, rows, 20)
		equalMembers(t, object{"item": rows}, got)
	}
	assert.InDelta(t, all/8, missing, 8)
}

// roundedSales writes a count as pages do, with one digit and zeros: 300+.
func roundedSales(n int64) string {
	text := digits(n)
	switch {
	case n < 10:
		return text
	case n < 1000:
		return digits(n/pow10(len(text)-1)*pow10(len(text)-1)) + "+"
	}
	return digits(n/1000*1000) + "+"
}

func pow10(n int) int64 {
	out := int64(1)
	for range n {
		out *= 10
	}
	return out
}

// TestBestBody compares item_search_best with the facts of its offers.
func TestBestBody(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	for _, english := range []bool{false, true} {
		got := bodyOf(t, w, world.Query{Operation: "item_search_best", English: english}, "rankid=1031910&rank_type=hot")
		var rows []any
		for i, o := range offersAt(t, w, got, "offerId", "items", "item") {
			rows = append(rows, object{"offerId": o.ID, "title": o.Title(english), "imageUrl": o.Picture(base, 0),
				"price": yuan(o.Tiers()[0].Price), "saleCount": salesOf(&o), "evaluateScore": tenths(o.Shop.Score(0)),
				"categoryId": 1031910, "sellerId": digits(o.Shop.ID), "rank": i + 1})
		}
		require.Len(t, rows, 20)
		equalMembers(t, object{"items": object{"item": rows}}, got)
	}
}

// TestPeerBody compares item_search_peerbuy with the facts of its offers.
func TestPeerBody(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	o := w.ListedOffer(77)
	for _, english := range []bool{false, true} {
		got := bodyOf(t, w, world.Query{Operation: "item_search_peerbuy", English: english}, about(&o))
		var rows []any
		for _, peer := range offersAt(t, w, got, "num_iid", "item") {
			price := peer.Tiers()[0].Price
			rows = append(rows, object{"num_iid": digits(peer.ID), "price": fmt.Sprintf("%d.%d", price/100, price/10%10),
				"pic_url": peer.Picture(base, 0), "title": peer.Title(english), "sales": digits(salesOf(&peer)),
				"seller_id": digits(peer.Shop.ID), "detail_url": detailURL(&peer)})
		}
		require.Contains(t, []int{11, 12}, len(rows), "a dozen, or one less where the offer is one of them")
		equalMembers(t, object{"item": rows}, got)
	}
	wantRefusal(t, w, "item_search_peerbuy", "num_iid=x", "2000", "")
}

// TestShopBody compares a page of item_search_shop with the shop and its offers.
func TestShopBody(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	s := shopWith(t, w, 41)
	total := len(s.Offers())
	for _, english := range []bool{false, true} {
		got := bodyOf(t, w, world.Query{Operation: "item_search_shop", English: english}, "page=2&seller_nick="+s.SID)
		var rows []any
		for _, o := range s.Offers()[40:] {
			price := yuan(o.Tiers()[0].Price)
			rows = append(rows, object{"num_iid": digits(o.ID), "pic_url": o.Picture("//pictures.test", 0),
				"title": o.Title(english), "price": price, "promotion_price": price, "volume": "", "post_fee": "",
				"sales": digits(o.Sales), "detail_url": detailURL(&o.Offer)})
		}
		rows = rows[:min(40, len(rows))]
		equalMembers(t, object{
			"user": object{"nick": s.Company, "companyname": s.Company, "phone": "", "address": s.Address(),
				"user_num_id": s.SID},
			"items": object{"page": "2", "total_results": digits(total), "page_size": digits(len(rows)),
				"page_count": (total + 39) / 40, "item": rows}}, got)
	}
}

// shopWith returns a listed shop with at least so many offers.
func shopWith(t *testing.T, w *world.World, n int) *world.Shop {
	t.Helper()
	for i := range world.Listed {
		if o := w.ListedOffer(i); len(o.Shop.Offers()) >= n {
			return &o.Shop
		}
	}
	t.Fatalf("no shop has %d offers", n)
	return nil
}

// TestFactoryBody compares item_search_factory with the facts of its shops.
func TestFactoryBody(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	for _, english := range []bool{false, true} {
		got := bodyOf(t, w, world.Query{Operation: "item_search_factory", English: english}, "q=女装")
		var rows []any
		for i := range rowCount(t, got, "item") {
			s, ok := w.ShopNamed(text(t, got, "item", i, "seller_id"))
			require.True(t, ok && s.Factory())
			speed := text(t, got, "item", i, "wwresponse_score")
			require.Regexp(t, `^0\.([5-7]\d|8[01])$`, speed)
			rows = append(rows, object{"title": s.Company, "pic_url": "", "num_iid": 0, "seller_nick": s.Company,
				"shop_name": s.Company, "tpservice_year": s.Years(), "wwresponse_score": speed,
				"ht_score": fmt.Sprintf("0.%03d", s.Rebuys()), "compliance_score": "-1", "buyer_will": "0", "level": nil,
				"level_score": nil, "area": s.City, "seller_id": s.SID, "cat_name": in(s.Trade().Name, english)})
		}
		require.NotEmpty(t, rows)
		equalMembers(t, object{"item": rows}, got)
	}
}

// TestSellerBody compares item_search_seller with the facts of its shops, and of the first four offers of each.
func TestSellerBody(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	for _, english := range []bool{false, true} {
		got := bodyOf(t, w, world.Query{Operation: "item_search_seller", English: english}, "q=复古&page=2")
		var rows []any
		for i := range rowCount(t, got, "items", "item") {
			s, ok := w.ShopNamed(text(t, got, "items", "item", i, "memberId"))
			require.True(t, ok)
			var first []any
			for _, o := range offersAt(t, w, got, "item_id", "items", "item", i, "item") {
				require.Equal(t, s.ID, o.Shop.ID)
				stock, sales := o.Totals()
				first = append(first, object{"title": o.Title(english), "item_id": digits(o.ID),
					"price": yuan(o.Tiers()[0].Price), "salse": sales, "quantity": stock, "detail_url": detailURL(&o),
					"pic_url": o.Picture(base, 0)})
			}
			require.Len(t, first, 4)
			rows = append(rows, object{"title": s.Company, "zhuy": "winport.m.1688.com/page/index.html?memberId=" + s.SID,
				"companyid": digits(s.ID), "memberId": s.SID, "seller_nick": s.Company, "address": s.Address(),
				"zhuyin": in(s.Trade().Name, english), "desc": nil, "item": first})
		}
		total := int(numberAt(t, got, "items", "total_results"))
		require.True(t, 20 < total && total < 129, "%d shops", total)
		equalMembers(t, object{"items": object{"real_total_results": total, "total_results": total,
			"page_size": len(rows), "pagecount": (total + 19) / 20, "keyword": "复古", "page": "2", "item": rows}}, got)
	}
}
