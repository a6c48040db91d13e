package world

// Goods is an offer as who orders it sees it. Money is in 分.
type Goods struct {
	OfferID   int64
	Title     string
	Unit      string
	Least     int64 // the least quantity of an order
	Grams     int64 // what one unit weighs
	SellerID  string
	Seller    string // the company's name, by which it signs in, too
	SellerUID int64
	Variants  []Variant
	offer     Offer
}

// Variant is what one orders of an offer.
type Variant struct {
	SKUID      int64
	SpecID     string
	Price      int64 // of one unit, before any tier
	Stock      int64 // before anybody ordered
	Properties [2]Property
}

// Property is one of the two by which variants differ.
type Property struct{ Name, Value string }

// Picture returns the address of the offer's main picture below a base of scheme and host.
func (g *Goods) Picture(base string) string { return g.offer.Picture(base, 0) }

// Goods is the offer as who orders it sees it.
func (o *Offer) Goods() Goods {
	g := Goods{
		OfferID: int64(o.ID), Title: o.Title(false), Unit: o.leaf.sub.root.unit, Least: int64(o.least),
		Grams: int64(o.grams()), SellerID: o.Shop.SID, Seller: o.Shop.Company, SellerUID: int64(o.Shop.ID), offer: *o,
	}
	props := &o.leaf.sub.root.props
	for k := range o.skus() {
		s := o.sku(k)
		g.Variants = append(g.Variants, Variant{
			SKUID: s.id, SpecID: string(appendHex(appendHex(nil, s.spec[0]), s.spec[1])), Price: s.price.fen(), Stock: stock(o.skuHash(k)),
			Properties: [2]Property{
				{props[0].in(false), o.value(0, s.i).in(false)},
				{props[1].in(false), o.value(1, s.j).in(false)},
			},
		})
	}
	return g
}

// PriceOf is what one unit of a variant costs in an order of so many units of the offer.
func (g *Goods) PriceOf(v *Variant, quantity int64) int64 {
	price := v.Price
	for _, t := range g.offer.tiers() {
		if quantity >= int64(t.from) && t.price < g.offer.Price {
			price = v.Price - g.offer.Price.fen() + t.price.fen()
		}
	}
	return price
}

// FreightTo is what it costs to send so many grams from the offer's shop to an area by its code of six digits, or to a
// province by its name.
func (g *Goods) FreightTo(area string, grams int64) int64 {
	t := g.offer.Shop.template()
	return t.fee(grams, g.offer.Shop.at.zone, zoneOf(area)).fen()
}

// zoneOf is how far a place is, and the nearest for one that is not known.
func zoneOf(area string) int {
	if len(area) == 6 {
		if p, ok := provinces()[area[:2]]; ok {
			return p.zone
		}
	}
	for _, p := range provinces() {
		if len(area) >= len(p.name) && area[:len(p.name)] == p.name {
			return p.zone
		}
	}
	return homeZone
}

// fen is the amount in 分.
func (m money) fen() int64 { return int64(m) * 10 }
