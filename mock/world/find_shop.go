package world

import (
	"encoding/base64"
	"strconv"
	"strings"
)

// shopBySID finds the shop that a sid means. The hex digits at its end are not looked at, but kept where the world is
// open: the shop that a test names has the name that the test gives it.
func (w *World) shopBySID(sid string) (Shop, bool) {
	digits, ok := strings.CutPrefix(sid, "b2b-")
	if !ok {
		return w.ShopNamed(sid)
	}
	s, ok := w.sealedBySID(sid, digits)
	if ok || w.closed {
		return s, ok
	}
	if s, ok = w.Shop(leading(digits)); ok && speltAsSID(digits) {
		s.SID = sid
		return s, true
	}
	return w.someShop(sid), true
}

// speltAsSID reports whether a text has nothing but letters and digits, so that answers may have it as it is.
func speltAsSID(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool {
		return (r < '0' || '9' < r) && (r|0x20 < 'a' || 'z' < r|0x20)
	})
}

// sealedBySID returns the shop whose own sid this is.
func (w *World) sealedBySID(sid, digits string) (Shop, bool) {
	if len(digits) < 5 {
		return Shop{}, false
	}
	id, _ := strconv.ParseUint(digits[:len(digits)-4], 10, 64)
	s, ok := w.Shop(id)
	return s, ok && s.SID == sid
}

// leading returns the number that a text of digits and hex begins with, of up to thirteen digits.
func leading(text string) uint64 {
	n, _ := numberIn(text[:min(len(text), 13)])
	return n
}

// ShopNamed finds a shop by any of its names: sid, id, company, encrypted name, subdomain. Another name means some
// listed shop, always the same, where the world is open.
func (w *World) ShopNamed(name string) (Shop, bool) {
	switch {
	case strings.HasPrefix(name, "b2b-"):
		return w.shopBySID(name)
	case strings.HasPrefix(name, openIDPrefix):
		if id, ok := w.openID(name); ok {
			return w.Shop(id)
		}
	default:
		if s, ok := w.named(name); ok {
			return s, true
		}
		if id, ok := subdomain(name); ok {
			return w.Shop(id)
		}
	}
	if w.closed {
		return Shop{}, false
	}
	return w.someShop(name), true
}

func (w *World) someShop(name string) Shop {
	return w.shopAt(shopPlaces + hashText(w.seed, name)%listedShops)
}

// subdomain reads the id out of shop2207146052740, an address with it, or the digits alone.
func subdomain(name string) (uint64, bool) {
	name = strings.TrimPrefix(strings.TrimPrefix(name, "https://"), "http://")
	name, _, _ = strings.Cut(name, ".")
	id, err := strconv.ParseUint(strings.TrimPrefix(name, "shop"), 10, 64)
	return id, err == nil && id < shopLimit
}

// openIDPrefix is what encrypted names of sellers begin with.
const openIDPrefix = "_sopid@"

// OpenID returns the shop's encrypted name, which item_search_shop takes as seller_nick.
func (s *Shop) OpenID() string {
	return openIDPrefix + base64.RawURLEncoding.EncodeToString([]byte("BBB"+s.key))
}

func (w *World) openID(name string) (uint64, bool) {
	plain, err := base64.RawURLEncoding.DecodeString(strings.TrimPrefix(name, openIDPrefix))
	digits, ok := strings.CutPrefix(string(plain), "BBB")
	if err != nil || !ok {
		return 0, false
	}
	id, err := strconv.ParseUint(digits, 10, 64)
	return id, err == nil
}
