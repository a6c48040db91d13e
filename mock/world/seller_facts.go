package world

import (
	"encoding/base64"
	"strings"
)

// Score returns one of the shop's scores, in tenths from 30 to 50: of goods, of logistics, of service in all, of
// disputes, of advice, of after-sales.
func (s *Shop) Score(which uint) int { return s.score(which % 5) }

// Place returns where the shop is, and the code of the area.
func (s *Shop) Place() (province, city, code string) { return s.at.province, s.City, s.at.code }

// Trade returns the category that the shop sells most of.
func (s *Shop) Trade() Category { return s.field.category() }

// ShipsWithin returns how many hours the shop promises to ship in, 24 or 48, and whether it ships on the same day.
func (s *Shop) ShipsWithin() (hours int, today bool) {
	if s.hash>>33&1 == 0 {
		return 48, false
	}
	return 24, s.hash>>34&1 == 0
}

// Selected reports whether the shop's goods are of those that the platform selected.
func (s *Shop) Selected() bool { return s.score(2) >= 45 }

// openUIDPrefix is what open ids of members begin with.
const openUIDPrefix = "BBB"

// OpenUID returns the shop's id as the open platform shows it to applications.
func (s *Shop) OpenUID() string {
	return openUIDPrefix + base64.RawURLEncoding.EncodeToString([]byte(s.key))
}

// ShopByOpenUID finds the shop of such an id.
func (w *World) ShopByOpenUID(id string) (Shop, bool) {
	digits, _ := base64.RawURLEncoding.DecodeString(strings.TrimPrefix(id, openUIDPrefix))
	n, _ := numberIn(string(digits))
	s, ok := w.Shop(n)
	return s, ok && s.OpenUID() == id // of an id that does not decode it is another
}

// Offers lists what the shop sells, listed or not.
func (s *Shop) Offers() []Found {
	from, to := s.world.span(s.place)
	out := make([]Found, 0, to-from)
	for place := from; place < to; place++ {
		o := s.world.offerAt(place)
		_, sales := o.Totals()
		out = append(out, Found{o, sales})
	}
	return out
}
