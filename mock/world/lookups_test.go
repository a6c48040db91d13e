package world_test

import (
	"fmt"
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock/world"
)

// TestAreas looks up areas, and compares every area with the list of those below its parent.
func TestAreas(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	cases := []struct {
		code string
		want world.Area
		ok   bool
	}{
		{"330000", world.Area{Code: "330000", Name: "浙江"}, true},
		{"330100", world.Area{Code: "330100", Name: "杭州", Parent: "330000"}, true},
		{"330108", world.Area{Code: "330108", Name: "滨江区", Parent: "330100"}, true},
		{"310000", world.Area{Code: "310000", Name: "上海"}, true},
		{"330199", world.Area{}, false},
		{"", world.Area{}, false},
	}
	for _, c := range cases {
		got, ok := w.Area(c.code)
		assert.Equal(t, c.ok, ok, c.code)
		assert.Equal(t, c.want, got)
		if ok {
			assert.Contains(t, w.AreasBelow(c.want.Parent), got)
		}
	}
	assert.Equal(t, []world.Area{{Code: "330108", Name: "滨江区", Parent: "330100"}}, w.AreasBelow("330100"))
	assert.Equal(t, []world.Area{{Code: "310100", Name: "上海", Parent: "310000"}}, w.AreasBelow("310000"))
	assert.Empty(t, w.AreasBelow("330108"))
	for _, province := range w.AreasBelow("") {
		assert.Regexp(t, `^\d\d0000$`, province.Code)
	}
}

// TestShopsByName asks a closed world for a shop by each parameter that names one, and for none.
func TestShopsByName(t *testing.T) {
	w := world.New(world.Options{Seed: 1688, Closed: true})
	o := w.ListedOffer(3)
	s := o.Shop
	cases := []struct {
		args string
		ok   bool
	}{
		{"sid=" + s.SID, true},
		{"seller_id=" + fmt.Sprint(s.ID), true},
		{"nick=" + url.QueryEscape(s.Company), true},
		{"sid=" + s.SID + "&nick=x", true},
		{"sid=x&nick=" + url.QueryEscape(s.Company), false},
		{"seller_id=7x", false},
		{"", false},
	}
	for _, c := range cases {
		args, err := url.ParseQuery(c.args)
		require.NoError(t, err)
		body, failure := w.Append(nil, world.Query{Operation: "seller_info", Get: args.Get})
		require.Equal(t, c.ok, failure == nil, c.args)
		if c.ok {
			assert.Contains(t, string(body), `"sid":"`+s.SID+`"`, c.args)
		} else {
			assert.Equal(t, "2000", failure.Code, c.args)
		}
	}
}

// TestPictured finds the offer that a picture shows: its own, or always the same one.
func TestPictured(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	o := w.ListedOffer(3)
	found, ok := w.Pictured(o.Picture("http://x", 0))
	require.True(t, ok)
	assert.Equal(t, o.ID, found.ID)
	other, ok := w.Pictured("https://cbu01.alicdn.com/img/ibank/O1CN01.jpg")
	require.True(t, ok)
	again, _ := w.Pictured("https://cbu01.alicdn.com/img/ibank/O1CN01.jpg")
	assert.Equal(t, other.ID, again.ID)
}
