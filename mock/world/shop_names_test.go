package world_test

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock/world"
)

// TestShopNames finds a shop by each spelling of its names, in closed worlds as in open ones.
func TestShopNames(t *testing.T) {
	open, closed := world.New(world.Options{Seed: 1688}), world.New(world.Options{Seed: 1688, Closed: true})
	for i := range 50 {
		s := open.ListedOffer(i * 160).Shop
		id := digits(s.ID)
		for _, name := range []string{s.Company, s.SID, s.OpenID(), id, "shop" + id, "shop" + id + ".1688.com",
			"https://shop" + id + ".1688.com/page/index.html", "http://shop" + id + ".1688.com"} {
			for _, w := range []*world.World{open, closed} {
				got, ok := w.ShopNamed(name)
				require.True(t, ok, name)
				require.Equal(t, []any{s.ID, s.SID, s.Company}, []any{got.ID, got.SID, got.Company}, name)
			}
		}
	}
}

// TestWrongShopNames finds nothing in a closed world by a name that is nearly right. In an open one it finds always the
// same shop.
func TestWrongShopNames(t *testing.T) {
	open, closed := world.New(world.Options{Seed: 1688}), world.New(world.Options{Seed: 1688, Closed: true})
	s := open.ListedOffer(9).Shop
	unlisted, _ := open.Offer(12345)
	company := []rune(s.Company)
	other := "b2b-" + digits(s.ID) + "0000"
	require.NotEqual(t, other, s.SID)
	for _, name := range []string{
		"", "x", " ", s.Company + "x", "x" + s.Company, string(company[1:]), string(company[:len(company)-1]),
		s.City, s.City + string(company[2:5]), s.City + "ABC" + string(company[5:]),
		strings.Replace(s.Company, s.City, "Atlantis", 1), other, "b2b-", "b2b-1234", "b2b-12345", "b2b-abcde",
		"b2b-99999999999999999999ffff", "_sopid@", "_sopid@!", "_sopid@" + base64.RawURLEncoding.EncodeToString([]byte("1")),
		"_sopid@" + base64.RawURLEncoding.EncodeToString([]byte("BBBx")), unlisted.Shop.Company, unlisted.Shop.SID,
		unlisted.Shop.OpenID(), digits(unlisted.Shop.ID), "shop99999999999999999999", "-1", "shop",
	} {
		_, ok := closed.ShopNamed(name)
		assert.False(t, ok, "closed: %q", name)
		first, ok := open.ShopNamed(name)
		require.True(t, ok, "open: %q", name)
		again, _ := open.ShopNamed(name)
		assert.Equal(t, first.SID, again.SID, name)
	}
	for _, name := range []string{unlisted.Shop.Company, unlisted.Shop.SID, unlisted.Shop.OpenID()} {
		got, _ := open.ShopNamed(name)
		assert.Equal(t, unlisted.Shop.ID, got.ID, name)
	}
}

// TestUnknownNamesMeanListedShops spreads names that no shop has over the shops that searches find.
func TestUnknownNamesMeanListedShops(t *testing.T) {
	w, other := world.New(world.Options{Seed: 1688}), world.New(world.Options{Seed: 1689})
	closed := world.New(world.Options{Seed: 1688, Closed: true})
	seen, moved := map[uint64]bool{}, 0
	for i := range 300 {
		name := fmt.Sprint("nobody-", i, "x")
		s, ok := w.ShopNamed(name)
		require.True(t, ok)
		_, listed := closed.Shop(s.ID)
		require.True(t, listed, name)
		seen[s.ID] = true
		if o, _ := other.ShopNamed(name); o.ID != s.ID {
			moved++
		}
	}
	assert.Greater(t, len(seen), 90, "of 128")
	assert.Greater(t, moved, 290, "another world has other shops for them")
}

// TestSIDs keeps the sid of a caller where the world is open, and leads it to the shop of its digits.
func TestSIDs(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	listed := w.ListedOffer(9).Shop
	for sid, want := range map[string]struct {
		id  uint64
		sid string
	}{
		listed.SID:                  {listed.ID, listed.SID},
		"b2b-2206619673102e9470":    {2206619673102, "b2b-2206619673102e9470"},
		"b2b-22066196731024d1a0":    {2206619673102, "b2b-22066196731024d1a0"},
		"b2b-2206619673102":         {2206619673102, "b2b-2206619673102"},
		"b2b-22066196731029":        {2206619673102, "b2b-22066196731029"},
		"b2b-7":                     {7, "b2b-7"},
		"b2b-12ABef":                {12, "b2b-12ABef"},
		"b2b-" + digits(listed.ID):  {listed.ID, "b2b-" + digits(listed.ID)},
		"b2b-262071240083f4c":       {262071240083, "b2b-262071240083f4c"},
		"b2b-abc2206619673102e9470": {2206619673, "b2b-abc2206619673102e9470"},
	} {
		got, ok := w.ShopNamed(sid)
		require.True(t, ok)
		assert.Equal(t, want.id, got.ID, sid)
		assert.Equal(t, want.sid, got.SID, sid)
	}
	for _, unsafe := range []string{`b2b-1"}`, "b2b-1 ", "b2b-1/2", "b2b-1@", "b2b-1[", "b2b-1`", "b2b-1{", "b2b-1:"} {
		got, ok := w.ShopNamed(unsafe)
		assert.True(t, ok)
		assert.NotEqual(t, unsafe, got.SID, "a sid of other characters is not repeated")
		assert.Regexp(t, `^b2b-\d+[0-9a-f]{4}$`, got.SID)
	}
}

// TestSellerParameters takes the first of sid, seller_id, shop_url and nick that names a shop.
func TestSellerParameters(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	var s [4]world.Shop
	for i := range s {
		s[i] = w.ListedOffer(i * 2000).Shop
	}
	sid, id := "sid="+s[0].SID, "seller_id="+digits(s[1].ID)
	address, nick := "shop_url=https://shop"+digits(s[2].ID)+".1688.com", "nick="+s[3].Company
	for _, c := range []struct {
		args string
		want world.Shop
	}{
		{sid + "&" + id + "&" + address + "&" + nick, s[0]}, {id + "&" + address + "&" + nick, s[1]},
		{address + "&" + nick, s[2]}, {nick, s[3]}, {"sid=&seller_id=x&" + nick, s[3]}, {"seller_id=-1&" + address, s[2]},
	} {
		assert.Equal(t, c.want.SID, text(t, body(t, w, "seller_info", c.args), "user", "sid"), c.args)
	}
	wantRefusal(t, w, "seller_info", "seller_id=18446744073709551615", "2000", "")
}

// TestShopLimits has shops up to the one of the largest id of an offer.
func TestShopLimits(t *testing.T) {
	open, closed := world.New(world.Options{Seed: 1688}), world.New(world.Options{Seed: 1688, Closed: true})
	const limit = 10_000_000_000_000_000_000 / 256 * 4
	for id, want := range map[uint64]bool{0: true, 1: true, 2_206_619_673_102: true, limit - 1: true, limit: false,
		1<<64 - 1: false} {
		s, ok := open.Shop(id)
		assert.Equal(t, want, ok, id)
		if ok {
			assert.Equal(t, id, s.ID)
			assert.Equal(t, s.SID, "b2b-"+digits(id)+s.SID[len(s.SID)-4:])
		}
		_, ok = closed.Shop(id)
		assert.False(t, ok, id)
	}
	last, ok := open.Offer(9_999_999_999_999_999_999)
	require.True(t, ok)
	again, ok := open.Shop(last.Shop.ID)
	assert.True(t, ok)
	assert.Equal(t, last.Shop.SID, again.SID)
}

// TestOpenUIDs finds a shop by the id that applications see, and by nothing that is nearly one.
func TestOpenUIDs(t *testing.T) {
	open, closed := world.New(world.Options{Seed: 1688}), world.New(world.Options{Seed: 1688, Closed: true})
	listed := open.ListedOffer(9).Shop
	unlisted, _ := open.Shop(7)
	encoded := func(text string) string { return "BBB" + base64.RawURLEncoding.EncodeToString([]byte(text)) }
	id := digits(listed.ID)
	assert.Equal(t, encoded(id), listed.OpenUID())
	assert.Equal(t, "_sopid@"+base64.RawURLEncoding.EncodeToString([]byte("BBB"+id)), listed.OpenID())
	for uid, want := range map[string][2]bool{ // in the open world, in the closed one
		listed.OpenUID(): {true, true}, unlisted.OpenUID(): {true, false}, "": {}, "BBB": {}, "BB": {}, "BBB!": {},
		"AAA" + listed.OpenUID()[3:]: {}, encoded("x"): {}, encoded("0" + id): {}, encoded(id + "x"): {},
		encoded("x" + id): {}, encoded("99999999999999999999"): {}, listed.OpenUID() + "A": {}, id: {},
	} {
		s, ok := open.ShopByOpenUID(uid)
		assert.Equal(t, want[0], ok, uid)
		if ok {
			assert.Equal(t, uid, s.OpenUID())
		}
		_, ok = closed.ShopByOpenUID(uid)
		assert.Equal(t, want[1], ok, uid)
	}
}
