package world_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock/world"
)

// TestItem compares every member of item_get with the facts of the offer, in both languages.
func TestItem(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	for i, o := range offers(w, 60) {
		english := i%2 == 1
		got := bodyOf(t, w, world.Query{Operation: "item_get", English: english}, about(&o))
		want := itemHead(t, &o, english, got)
		maps.Copy(want, itemParts(t, &o, english, got))
		equalMembers(t, object{"item": want}, got, "%d", o.ID)
		assert.Equal(t, got, bodyOf(t, w, world.Query{Operation: "item_get_pro", English: english}, about(&o)))
	}
}

// itemHead returns what item_get states about the offer as a whole.
func itemHead(t *testing.T, o *world.Offer, english bool, got string) object {
	t.Helper()
	stock, sales := o.Totals()
	price, before := o.Tiers()[0].Price, cents(t, text(t, got, "item", "orginal_price"))
	require.LessOrEqual(t, price, before)
	require.LessOrEqual(t, before, price*140/100+10, "at most 40 %% less, and a tenth of a yuan")
	categories := o.Categories()
	reviews := text(t, got, "item", "sales_info", "comment_num")
	province, city, _ := o.Shop.Place()
	return object{
		"num_iid": digits(o.ID), "title": o.Title(english), "desc_short": "", "price": yuan(price), "total_price": 0,
		"suggestive_price": 0, "orginal_price": yuan(before), "nick": o.Shop.Company, "num": digits(stock),
		"min_num": digits(o.Least()), "detail_url": detailURL(o), "pic_url": o.Picture(base, 0), "brand": "",
		"brandId": "", "rootCatId": digits(categories[0].ID), "cid": digits(categories[2].ID), "crumbs": []any{},
		"created_time": "", "modified_time": "", "delist_time": "", "item_weight": "",
		"location": province + " " + city, "post_fee": "",
		"express_fee": yuan(o.FreightTo("330100", o.Grams()*o.Least()).Total), "ems_fee": "",
		"shipping_to": "浙江 杭州", "has_discount": fmt.Sprint(before > price), "video": []any{}, "sample_id": "",
		"total_sold": digits(sales), "scale": "", "sellUnit": "", "seller_id": digits(o.Shop.ID), "sales": sales,
		"shop_id": "", "tmall": "", "data_from": "1688app", "error": "", "unit": o.Unit().Chinese,
		"is_support_mix": nil, "mix_amount": nil, "mix_begin": nil, "mix_number": nil, "sales_data": "",
		"sales_info": object{"seller_num": "", "repeat_rate_purchase": "", "per_capita_purchases": "",
			"comment_num": reviews, "comment_url": ""},
		"shop_item": []any{}, "relate_items": []any{},
	}
}

// itemParts returns the lists and objects of item_get.
func itemParts(t *testing.T, o *world.Offer, english bool, got string) object {
	t.Helper()
	var names, aliases []string
	propsList, pictures := object{}, object{}
	var pictureRows []any
	for which, values := range valuesOf(o) {
		for i, value := range values {
			key := fmt.Sprintf("%d:%d", which, i)
			named := in(o.Variants()[0].Properties[which].Name, english) + ":" + in(value, english)
			names, aliases = append(names, key+":"+named), append(aliases, key+":"+in(value, english))
			propsList[key] = named
			if which == 0 {
				pictures[key] = o.Picture(base, 20+i)
				pictureRows = append(pictureRows, object{"properties": key, "url": o.Picture(base, 20+i)})
			}
		}
	}
	description := `<div id="offer-template-0"></div><p>` + o.Title(english) + `</p>`
	for _, address := range o.Illustrations(base) {
		description += `<img src="` + address + `" /><br />`
	}
	var gallery, tiers []any
	for _, address := range o.Gallery(base) {
		gallery = append(gallery, object{"url": address})
	}
	for _, tier := range o.Tiers() {
		tiers = append(tiers, []any{tier.From, yuan(tier.Price)})
	}
	return object{
		"desc": description, "desc_img": o.Illustrations(base), "item_imgs": gallery,
		"props_name": strings.Join(names, ";"), "property_alias": strings.Join(aliases, ";"), "props_list": propsList,
		"props_img": pictures, "prop_imgs": object{"prop_img": pictureRows}, "props": properties(o, english),
		"skus": object{"sku": itemSKUs(t, o, names, got)}, "seller_info": itemSeller(&o.Shop), "priceRange": tiers,
	}
}

func properties(o *world.Offer, english bool) (rows []any) {
	for _, a := range o.Attributes() {
		rows = append(rows, object{"name": in(a.Name, english), "value": in(a.Value, english)})
	}
	return rows
}

func itemSeller(s *world.Shop) object {
	return object{"nick": s.Company, "user_num_id": digits(s.ID), "sid": s.SID, "title": s.Company,
		"zhuy": "https://winport.m.1688.com/page/index.html?memberId=" + s.SID, "shop_name": s.Company,
		"item_score": tenths(s.Score(0)), "delivery_score": tenths(s.Score(1)), "composite_score": tenths(s.Score(2))}
}

// itemSKUs returns the variants. The names of the values come in the order of the properties.
func itemSKUs(t *testing.T, o *world.Offer, names []string, got string) (rows []any) {
	t.Helper()
	values := valuesOf(o)
	first, second := names[:len(values[0])], names[len(values[0]):]
	before, sum := cents(t, text(t, got, "item", "orginal_price")), int64(0)
	for k, v := range o.Variants() {
		i, j := k/len(second), k%len(second)
		sold := text(t, got, "item", "skus", "sku", k, "sales")
		sum += cents(t, sold) / 100
		rows = append(rows, object{"price": yuan(v.Price), "total_price": 0,
			"orginal_price": yuan(v.Price + before - o.Tiers()[0].Price), "sales": sold,
			"properties": fmt.Sprintf("0:%d;1:%d", i, j), "properties_name": first[i] + ";" + second[j],
			"quantity": digits(v.Left), "sku_id": digits(v.SKUID), "spec_id": v.SpecID})
	}
	_, sales := o.Totals()
	require.Equal(t, sales, sum, "the variants sell what the offer sells")
	return rows
}

// TestItemNumbers reads numbers of offers as callers write them.
func TestItemNumbers(t *testing.T) {
	open, closed := world.New(world.Options{Seed: 1688}), world.New(world.Options{Seed: 1688, Closed: true})
	listed := digits(open.ListedOffer(4).ID)
	cases := map[string]struct {
		number         string
		want           string // the number in the response; empty is a refusal
		inClosedWorlds bool
	}{
		"listed":            {listed, listed, true},
		"leading zeros":     {"000" + listed, listed, true},
		"another":           {"610947572360", "610947572360", false},
		"one digit":         {"1", "1", false},
		"nineteen digits":   {"9999999999999999999", "9999999999999999999", false},
		"twenty digits":     {"10000000000000000000", "", false},
		"beyond 64 bits":    {"18446744073709551616", "", false},
		"zero":              {"0", "", false},
		"zeros":             {"000", "", false},
		"negative":          {"-1", "", false},
		"a sign":            {"%2B1", "", false},
		"a fraction":        {"1.0", "", false},
		"hexadecimal":       {"0x1", "", false},
		"a space":           {"%201", "", false},
		"a word":            {"abc", "", false},
		"full-width digits": {"１２", "", false},
		"nothing":           {"", "", false},
	}
	for name, c := range cases {
		for _, operation := range []string{"item_get", "item_get_pro"} {
			args := "num_iid=" + c.number
			if c.want == "" {
				wantRefusal(t, open, operation, args, "2000", "")
			} else {
				assert.Equal(t, c.want, text(t, body(t, open, operation, args), "item", "num_iid"), name)
			}
			if c.inClosedWorlds {
				assert.Equal(t, c.want, text(t, body(t, closed, operation, args), "item", "num_iid"), name)
			} else {
				wantRefusal(t, closed, operation, args, "2000", "")
			}
		}
	}
}

// wantRefusal wants a failure with a code, and what was written beside it.
func wantRefusal(t *testing.T, w *world.World, operation, args, code, members string) {
	t.Helper()
	q := queryOf(t, operation, args)
	got, failure := w.Append(nil, q)
	require.NotNil(t, failure, "%s %s: %s", operation, args, got)
	assert.Equal(t, refusals[code], *failure, "%s %s", operation, args)
	assert.Equal(t, members, string(got), "%s %s", operation, args)
}

// refusals are the failures of the world by their codes, apart from that of item_fee.
var refusals = map[string]world.Failure{
	"2000": {Code: "2000", Text: "item-not-found", Reason: "商品没找到"},
	"5000": {Code: "5000", Text: "data error", Reason: "data error"},
}
