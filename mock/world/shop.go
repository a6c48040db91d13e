package world

import (
	"strconv"
	"strings"
)

// Shop is a seller: a shop, and the company behind it.
type Shop struct {
	ID      uint64 // user_num_id, of 13 digits where the shop is listed
	SID     string // b2b-…, as the shop family takes it
	Company string // its name, which is its nick and its title, too
	City    string

	key   string // ID in digits
	world *World
	place uint64
	at    *place
	form  form
	field *sub // what it sells
	hash  uint64
}

// Shop finds a shop by its id. In a closed world only the listed ones are there.
func (w *World) Shop(id uint64) (Shop, bool) {
	place := w.shopPlace(id)
	if place >= shopLimit || w.closed && !listedShop(place) {
		return Shop{}, false
	}
	return w.shopAt(place), true
}

func listedShop(place uint64) bool { return place-shopPlaces < listedShops }

func (w *World) shopAt(at uint64) Shop {
	id, v := w.shopIDAt(at), w.words
	s := Shop{ID: id, world: w, place: at, hash: hash(w.seed, saltShop, at)}
	s.field = w.fieldAt(at)
	bits := w.nameBits(id)
	s.at, s.form = &v.places[bits&63], v.forms[bits>>30&7]
	s.City = s.at.city
	s.setSID()
	s.Company = w.company(id, bits, s.field)
	return s
}

// setSID writes the id that the shop family takes. The shop's number is a part of it.
func (s *Shop) setSID() {
	var text [len(sidStart) + 20 + 4]byte
	b := strconv.AppendUint(append(text[:0], sidStart...), s.ID, 10)
	number := len(b)
	for shift := 12; shift >= 0; shift -= 4 {
		b = append(b, hexDigits[s.hash>>shift&15])
	}
	s.SID = string(b)
	s.key = s.SID[len(sidStart):number]
}

const sidStart = "b2b-"

// fieldAt returns what a shop sells. Neighbours differ, so that the listed shops sell everything.
func (w *World) fieldAt(place uint64) *sub {
	roots := w.words.roots
	r := roots[(place+w.seed%1000)%uint64(len(roots))]
	return r.subs[place/uint64(len(roots))%uint64(len(r.subs))]
}

// fields is after how many shops the fields begin again.
func (v *vocabulary) fields() uint64 { return uint64(len(v.roots) * len(v.roots[0].subs)) }

// nameBits returns what a company's name says: six bits of the place, three times eight of the brand, three of the
// form. In the window they are the id.
func (w *World) nameBits(id uint64) uint64 {
	if inShopWindow(id) {
		return id - shopWindow
	}
	return hash(w.seed, saltShop, ^id) & (1<<shopBits - 1)
}

func inShopWindow(id uint64) bool { return id-shopWindow < 1<<shopBits }

func (w *World) company(id, bits uint64, field *sub) string {
	v := w.words
	number := ""
	if !inShopWindow(id) {
		number = strconv.FormatUint(id, 10)
	}
	return v.places[bits&63].city + v.names[bits>>6&255] + v.names[bits>>14&255] + v.names[bits>>22&255] +
		number + field.root.trade + v.forms[bits>>30&7].name
}

// named finds the shop with a company's name.
func (w *World) named(name string) (Shop, bool) {
	id, ok := numberIn(name)
	if !ok || inShopWindow(id) {
		id, ok = w.words.unname(name)
	}
	if !ok {
		return Shop{}, false
	}
	s, ok := w.Shop(id)
	return s, ok && s.Company == name
}

// unname reads the id out of a company's name.
func (v *vocabulary) unname(name string) (id uint64, ok bool) {
	for i, p := range v.places {
		if rest, ok := strings.CutPrefix(name, p.city); ok {
			return v.unbrand(uint64(i), []rune(rest), name)
		}
	}
	return 0, false
}

func (v *vocabulary) unbrand(bits uint64, rest []rune, name string) (id uint64, ok bool) {
	if len(rest) < 3 {
		return 0, false
	}
	for i, r := range rest[:3] {
		at := strings.IndexRune(nameText, r)
		if at < 0 {
			return 0, false
		}
		bits |= uint64(at/3) << (6 + 8*i) // every character has three bytes
	}
	for i, f := range v.forms {
		if strings.HasSuffix(name, f.name) {
			return shopWindow + (bits | uint64(i)<<30), true
		}
	}
	return 0, false
}

// numberIn returns the first number in a text.
func numberIn(text string) (uint64, bool) {
	from := strings.IndexAny(text, "0123456789")
	if from < 0 {
		return 0, false
	}
	text = text[from:]
	to := strings.IndexFunc(text, func(r rune) bool { return r < '0' || r > '9' })
	if to >= 0 {
		text = text[:to]
	}
	n, err := strconv.ParseUint(text, 10, 64)
	return n, err == nil
}

// Factory reports whether the company makes what it sells. Among neighbours that sell the same every other one does.
func (s *Shop) Factory() bool {
	return s.place/s.world.words.fields()%2 == 0 || strings.HasSuffix(s.form.name, "厂")
}

// Years returns how long the shop has been a paying member.
func (s *Shop) Years() int { return 1 + int(s.hash>>17&15) }

// score returns one of the shop's scores, in tenths from 3.0 to 5.0.
func (s *Shop) score(which uint) int { return 30 + int(s.hash>>(20+5*which)&31)*20/31 }

// Rebuys returns the share of buyers who came back, in thousandths.
func (s *Shop) Rebuys() int { return 50 + int(s.hash>>45&511) }

// founded returns the day the company was founded.
func (s *Shop) founded() (year, month, day int) {
	return 2003 + int(s.hash>>54&15), 1 + int(s.hash>>58)%12, 1 + int(s.hash>>40)%28
}

const homeStart = "https://winport.m.1688.com/page/index.html?memberId="
