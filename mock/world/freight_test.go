package world

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestFees reckons freight by weight and by the distance of both places from the coast, in tenths of a yuan.
func TestFees(t *testing.T) {
	cases := []struct {
		template template
		grams    int64
		from, to int
		want     money
	}{
		{template{first: 5, more: 2}, 1, 0, 0, 50},
		{template{first: 5, more: 2}, 0, 0, 0, 50},
		{template{first: 5, more: 2}, 1000, 0, 0, 50},
		{template{first: 5, more: 2}, 1001, 0, 0, 70},
		{template{first: 5, more: 2}, 2000, 0, 0, 70},
		{template{first: 5, more: 2}, 3500, 0, 0, 110},
		{template{first: 5, more: 2}, 1000, 0, 1, 70},
		{template{first: 5, more: 2}, 1000, 1, 0, 70},
		{template{first: 5, more: 2}, 2001, 1, 2, 50 + 60 + 2*(20+60)},
		{template{first: 5, more: 2, free: true}, 9000, 3, 0, 0},
		{template{first: 5, more: 2, free: true}, 9000, 0, 2, 0},
		{template{first: 5, more: 2, free: true}, 1000, 0, 3, 110},
	}
	for _, c := range cases {
		assert.Equal(t, c.want, c.template.fee(c.grams, c.from, c.to), "%+v", c)
	}
}

// TestTemplates are the same for one id, within bounds, and free of charge now and then.
func TestTemplates(t *testing.T) {
	w, other := New(Options{Seed: 1}), New(Options{Seed: 2})
	free, differ := 0, false
	for i := range 1000 {
		id := string(rune('a'+i%26)) + string(rune('0'+i/26))
		one := w.template(id)
		assert.Equal(t, one, w.template(id))
		assert.Equal(t, id, one.id)
		assert.True(t, 3 <= one.first && one.first <= 8 && 1 <= one.more && one.more <= 4, "%+v", one)
		if one.free {
			free++
		}
		differ = differ || one != other.template(id)
	}
	assert.InDelta(t, 150, free, 60)
	assert.True(t, differ, "another world has other templates")
}

// TestQuantities reads numbers as far as they make sense.
func TestQuantities(t *testing.T) {
	for text, want := range map[string]int64{"": 0, "0": 0, "7": 7, "-7": 0, "100": 100, "101": 100, "x": 0, "7.5": 0,
		"99999999999999999999": 0} {
		assert.Equal(t, want, numberUpTo(text, 100), text)
	}
	for text, want := range map[string]int64{
		"": 0, "5": 5, "5,1,2.00": 5, "1,5476569978068,2.00;20,5476569978070,3.00": 21, "1,a;x,b;3": 4, ";;2": 2,
		"-5;3": 3, "999999;999999": most, "999999;1;1": most,
	} {
		assert.Equal(t, want, listed(text), text)
	}
}

// TestPlaces finds the place of an area: by its code, by its province, or some place, always the same.
func TestPlaces(t *testing.T) {
	v := words()
	cases := map[string]struct {
		name string
		zone int
		ok   bool
	}{
		"659999": {"新疆", 3, true}, "110105": {"北京", 1, true}, "449999": {"广东", 0, true}, "540000": {"西藏", 3, true},
		"000000": {"", 0, false}, "990101": {"", 0, false}, "abcdef": {"", 0, false},
	}
	for area, c := range cases {
		name, zone, ok := v.destination(area)
		if c.ok {
			assert.Contains(t, name, c.name, area)
		} else {
			assert.Empty(t, name, area)
		}
		assert.Equal(t, c.zone, zone, area)
		assert.Equal(t, c.ok, ok, area)
	}
	name, _, ok := v.destination("2274")
	assert.True(t, ok)
	assert.Equal(t, "新余", name)
	for _, area := range []string{"", "1", "99999", "1234567", "杭州市"} {
		first, zone, ok := v.destination(area)
		again, sameZone, _ := v.destination(area)
		assert.True(t, ok, area)
		assert.NotEmpty(t, first, area)
		assert.Equal(t, []any{first, zone}, []any{again, sameZone}, area)
	}
	for location, want := range map[string]int{
		locationCode("650102"): 3, locationCode("330108"): 0, "": 7, "14": 7, "x4650102": 7, "146501020": 7, "14990102": 7,
	} {
		assert.Equal(t, want, v.origin(location, 7), location)
	}
}

// TestShipments takes the largest of the quantities, and the weight and the template that are asked for.
func TestShipments(t *testing.T) {
	w := New(Options{Seed: 3})
	o := w.ListedOffer(5)
	least, unit := int64(o.least), int64(o.grams())
	cases := map[string]struct {
		args   map[string]string
		number int64
		unit   int64
	}{
		"nothing":             {nil, least, unit},
		"fewer than it sells": {map[string]string{"num": "0"}, least, unit},
		"more":                {map[string]string{"num": "5000"}, 5000, unit},
		"far too many":        {map[string]string{"num": "99999999"}, most, unit},
		"variants":            {map[string]string{"sku_list": "3000,1,2;4000,2,2"}, 7000, unit},
		"the larger of both":  {map[string]string{"sku_list": "3000", "num": "4000"}, 4000, unit},
		"a weight":            {map[string]string{"unitweight": "0.25"}, least, 250},
		"no weight":           {map[string]string{"unitweight": "0"}, least, unit},
		"not a weight":        {map[string]string{"unitweight": "-1"}, least, unit},
		"a word for one":      {map[string]string{"unitweight": "heavy"}, least, unit},
		"beyond all weights":  {map[string]string{"unitweight": "1e30"}, least, most * 1000},
	}
	for name, c := range cases {
		s, ok := w.shipment(&o, &Query{Get: func(name string) string { return c.args[name] }})
		assert.True(t, ok, name)
		assert.Equal(t, c.number, s.number, name)
		assert.Equal(t, c.unit, s.unit, name)
		assert.Equal(t, c.number*c.unit, s.total, name)
		assert.Equal(t, o.Shop.template(), s.template, name)
		assert.Equal(t, o.Shop.at.zone, s.from, name)
	}
	args := map[string]string{"temp_id": "42", "location": locationCode("650102"), "area_id": "540000"}
	s, ok := w.shipment(&o, &Query{Get: func(name string) string { return args[name] }})
	assert.True(t, ok)
	assert.Equal(t, []any{w.template("42"), 3, 3, "西藏"}, []any{s.template, s.from, s.to, s.toName})
	args["area_id"] = "990000"
	_, ok = w.shipment(&o, &Query{Get: func(name string) string { return args[name] }})
	assert.False(t, ok)
}

// TestRegions names every province as addresses have it.
func TestRegions(t *testing.T) {
	const want = "北京 天津 河北省 山西省 内蒙古自治区 辽宁省 吉林省 黑龙江省 上海 江苏省 浙江省 安徽省 福建省 江西省 山东省 河南省 湖北省 湖南省 " +
		"广东省 广西壮族自治区 海南省 重庆 四川省 贵州省 云南省 西藏自治区 陕西省 甘肃省 青海省 宁夏回族自治区 新疆维吾尔自治区"
	var got []string
	all := provinces()
	for _, code := range slices.Sorted(maps.Keys(all)) {
		got = append(got, regionOf(all[code].name))
	}
	assert.Equal(t, want, strings.Join(got, " "))
}
