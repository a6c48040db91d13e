package world

import (
	"strconv"
	"strings"
)

// Offer is what a shop sells.
type Offer struct {
	ID    uint64 // num_iid
	Shop  Shop
	Price money // of one unit, in tenths of a yuan

	key                                   string // ID in digits
	place, hash                           uint64
	leaf                                  *leaf
	season, style, material, feature, use *word
	before                                money // the price before discounts
	least                                 int   // the least order quantity
	tiered                                bool  // whether larger quantities are cheaper
	step                                  money // how much more each value of the second property costs
	counts                                [2]int
	first                                 int // the first value of the first property
	popularity                            int
}

// Offer finds an offer by its id. In a closed world only the listed ones are there.
func (w *World) Offer(id uint64) (Offer, bool) {
	place, ok := w.find(id)
	if !ok {
		return Offer{}, false
	}
	return w.offerAt(place), true
}

// find returns the position of an existing offer.
func (w *World) find(id uint64) (place uint64, ok bool) {
	if id == 0 || id >= idLimit {
		return 0, false
	}
	place = w.placeOf(id)
	return place, !w.closed || listedPlace(place)
}

func listedPlace(place uint64) bool { return place-idWindow < Listed }

// offerNumbered returns the offer of the num_iid of a call, unless it was taken down.
func (w *World) offerNumbered(q *Query) (Offer, bool) {
	text := q.Get("num_iid")
	id, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		return Offer{}, false
	}
	place, ok := w.find(id)
	if !ok || w.gone(id) {
		return Offer{}, false
	}
	return w.keyedOffer(place, strings.TrimLeft(text, "0")), true
}

func (w *World) offerAt(place uint64) Offer {
	return w.keyedOffer(place, strconv.FormatUint(w.idAt(place), 10))
}

// keyedOffer returns the offer of a place, whose id in digits is known.
func (w *World) keyedOffer(place uint64, key string) Offer {
	shop := w.shopPlaceOf(place)
	o := w.bare(place, w.fieldAt(shop))
	o.Shop, o.key = w.shopAt(shop), key
	return o
}

// bare returns an offer without its shop, which suffices to search.
func (w *World) bare(place uint64, field *sub) Offer {
	o := Offer{ID: w.idAt(place), place: place, leaf: field.leaves[place%uint64(len(field.leaves))]}
	o.hash = hash(w.seed, saltOffer, o.ID)
	d, r := dice(o.hash), field.root
	o.season, o.style, o.material = pick(&d, w.words.seasons), pick(&d, r.styles), pick(&d, r.materials)
	o.feature, o.use = pick(&d, r.features), pick(&d, r.uses)
	o.setPrices(&d)
	o.setVariants(&d, r)
	return o
}

func pick(d *dice, list []word) *word { return &list[d.below(len(list))] }

func (o *Offer) setPrices(d *dice) {
	o.Price = money(d.between(o.leaf.low*10, o.leaf.high*10))
	o.before = o.Price
	if d.chance(30) {
		o.before += o.Price*money(d.between(5, 40))/100 + 1
	}
	o.least = [...]int{1, 2, 2, 3, 5, 10, 20, 50, 100, 200}[d.below(10)]
	if o.ID == exampleOffer {
		o.least = min(o.least, exampleQuantity)
	}
	o.tiered = d.chance(55)
	if !o.tiered && d.chance(50) {
		o.step = o.Price/20 + 1
	}
}

func (o *Offer) setVariants(d *dice, r *root) {
	o.counts = [2]int{d.between(2, 6), d.between(1, len(r.values[1]))}
	o.first = d.below(len(r.values[0]))
	o.popularity = d.below(20)
	o.popularity *= o.popularity * o.popularity / 8
}

// value returns a value of the first or the second property.
func (o *Offer) value(which, i int) word {
	values := o.leaf.sub.root.values[which]
	if which == 0 {
		i = (i + o.first) % len(values)
	}
	return values[i]
}

// grams returns what one unit weighs.
func (o *Offer) grams() int { return o.leaf.grams*(80+int(o.hash>>8&31))/100 + 1 }

// tier is from which quantity one pays which price.
type tier struct {
	from  int
	price money
}

// tiers returns the prices by quantity. There is one at least, and the first is the price.
func (o *Offer) tiers() []tier {
	all := []tier{{o.least, o.Price}, {o.least * 10, o.Price * 94 / 100}, {o.least * 50, o.Price * 88 / 100}}
	switch {
	case !o.tiered || o.Price < 20:
		return all[:1]
	case o.hash>>13&1 == 0:
		return all[:2]
	}
	return all
}

// Title returns the offer's title, in Chinese or in English.
func (o *Offer) Title(english bool) string { return string(o.appendTitle(nil, english)) }

func (o *Offer) titleWords() [6]*word {
	return [...]*word{o.season, o.style, o.material, &o.leaf.name, o.feature, o.use}
}

func (o *Offer) appendTitle(b []byte, english bool) []byte {
	b = append(b, titleMark(english)...)
	space := ""
	if english {
		space = " "
	}
	for i, w := range o.titleWords() {
		switch {
		case i == 1 || i > 3:
			b = append(b, ' ')
		case i > 0:
			b = append(b, space...)
		}
		b = append(b, w.in(english)...)
	}
	return b
}

// offerURL is what addresses of offers begin with.
const offerURL = "https://detail.1688.com/offer/"
