package world_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock/world"
)

// TestFeeBody compares every member of item_fee with the freight that an order of the same quantity pays.
func TestFeeBody(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	areas := map[string]string{"330100": "浙江 杭州", "650102": "新疆", "110105": "北京", "542200": "西藏", "2274": "新余"}
	codes := map[string]string{"2274": "360500"}
	for i, o := range offers(w, 60) {
		province, city, _ := o.Shop.Place()
		for area, name := range areas {
			number := o.Least() + int64(i)
			code := area
			if codes[area] != "" {
				code = codes[area]
			}
			fee := o.FreightTo(code, number*o.Grams()).Total
			equalMembers(t, object{"item": object{"num_iid": digits(o.ID), "location": province + " " + city,
				"area_id": area, "shipping_to": name, "num": digits(number), "express_fee": yuan(fee),
				"subTemplate": "快递", "ems_fee": "", "post_fee": "", "freightTemplateId": nil,
				"price": yuan(o.Tiers()[0].Price), "beginAmount": o.Least(), "unitWeight": kilograms(o.Grams()),
				"Weight": kilograms(number * o.Grams()), "memberId": o.Shop.SID,
				"url":       "//detail.1688.com/offer/" + digits(o.ID) + ".html",
				"data_from": "1688app"}}, body(t, w, "item_fee", fmt.Sprintf("%s&area_id=%s&num=%d", about(&o), area, number)))
		}
	}
}

// TestFeeRefusals comes with an item whose members are empty, and repeats what was asked.
func TestFeeRefusals(t *testing.T) {
	w := world.New(world.Options{Seed: 1688, Closed: true})
	listed := w.ListedOffer(3)
	for name, args := range map[string][2]string{
		"an unknown offer": {"7", "330108"},
		"not a number":     {`a"b`, "330108"},
		"an unknown area":  {digits(listed.ID), "990108"},
		"a quotation mark": {digits(listed.ID), `99"108`},
	} {
		values := map[string]string{"num_iid": args[0], "area_id": args[1]}
		q := world.Query{Operation: "item_fee", Get: func(name string) string { return values[name] }}
		got, failure := w.Append([]byte("{"), q)
		require.NotNil(t, failure, name)
		assert.Equal(t, world.Failure{Code: "5000", Text: "data error,no cache", Reason: "data error,no cache"}, *failure)
		equalMembers(t, object{"item": object{"num_iid": args[0], "area_id": args[1], "location": nil,
			"shipping_to": "", "express_fee": "", "ems_fee": "", "post_fee": "", "freightTemplateId": nil, "price": nil,
			"beginAmount": nil, "unitWeight": nil, "memberId": nil}}, string(got)+"}", name)
	}
}

// TestFreightZones charges the distance of both places from the coast, for the first kilogram and for each further one.
func TestFreightZones(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	zones := map[string]int64{"330100": 0, "440305": 0, "360500": 0, "110105": 1, "420100": 1, "450100": 1,
		"510700": 2, "460100": 2, "230100": 2, "150100": 3, "542200": 3, "650102": 3,
		"浙江": 0, "浙江省": 0, "北京市": 1, "广西壮族自治区": 1, "黑龙江": 2, "内蒙古自治区": 3, "新疆": 3,
		"": 0, "999999": 0, "亚洲": 0, "浙": 0, "3301": 0}
	paid := 0
	for _, o := range offers(w, 100) {
		home := o.FreightTo("330100", 1000)
		if home.Free {
			for area, zone := range zones {
				assert.Equal(t, zone < 3, o.FreightTo(area, 9000).Free, "free of charge but for zone 3: %s", area)
			}
			continue
		}
		paid++
		for area, zone := range zones {
			got := o.FreightTo(area, 3001)
			want := world.Freight{Template: home.Template, First: home.First + 200*zone, Next: home.Next + 200*zone}
			want.Total = want.First + 3*want.Next
			require.Equal(t, want, got, "%d to %q", o.ID, area)
		}
	}
	assert.Greater(t, paid, 50)
}

// TestFreightTemplates has the bounds of every listed shop's template: ids of eight digits, whole yuan.
func TestFreightTemplates(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	first, next, free := map[int64]bool{}, map[int64]bool{}, 0
	for i := range 400 {
		o := w.ListedOffer(i * 20)
		f := o.FreightTo(codeOf(&o.Shop), 1000)
		require.True(t, 15_000_000 <= f.Template && f.Template < 20_000_000, f.Template)
		if f.Free {
			free++
			continue
		}
		if _, _, code := o.Shop.Place(); code[:2] == "33" { // between two places of the coast
			first[f.First], next[f.Next] = true, true
		}
	}
	assert.Equal(t, map[int64]bool{300: true, 400: true, 500: true, 600: true, 700: true, 800: true}, first)
	assert.Equal(t, map[int64]bool{100: true, 200: true, 300: true, 400: true}, next)
	assert.InDelta(t, 60, free, 40, "15 of a hundred")
}

// TestPinnedFreight has the freight of one kilogram from three shops to Hangzhou and to Xinjiang.
func TestPinnedFreight(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	for id, want := range map[uint64][2]world.Freight{
		610947572360: {{Template: 16412561, First: 700, Next: 200, Total: 700},
			{Template: 16412561, First: 1300, Next: 800, Total: 1300}},
		554456348334: {{Template: 16210539, First: 300, Next: 300, Total: 300},
			{Template: 16210539, First: 900, Next: 900, Total: 900}},
		9_999_999_999_999_999_999: {{Template: 18581454, First: 1000, Next: 300, Total: 1000},
			{Template: 18581454, First: 1600, Next: 900, Total: 1600}},
	} {
		o, ok := w.Offer(id)
		require.True(t, ok)
		assert.Equal(t, want, [2]world.Freight{o.FreightTo("330100", 1000), o.FreightTo("650102", 1)}, id)
	}
}

func codeOf(s *world.Shop) string { _, _, code := s.Place(); return code }
