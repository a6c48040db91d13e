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
	SKUID       int64
	SpecID      string
	Price       int64 // of one unit, before any tier
	Stock, Left int64 // before anybody ordered, and afterwards
	Properties  [2]Attribute
	picture     int
}

// Picture returns the address of the offer's main picture below a base of scheme and host.
func (g *Goods) Picture(base string) string { return g.offer.Picture(base, 0) }

// Goods returns the offer as who orders it sees it.
func (o *Offer) Goods() Goods {
	return Goods{
		OfferID: int64(o.ID), Title: o.Title(false), Unit: o.leaf.sub.root.unit, Least: int64(o.least),
		Grams: int64(o.grams()), SellerID: o.Shop.SID, Seller: o.Shop.Company, SellerUID: int64(o.Shop.ID), offer: *o,
		Variants: o.Variants(),
	}
}

// Shop is who sells the offer.
func (g *Goods) Shop() *Shop { return &g.offer.Shop }

// PriceOf returns what one unit of a variant costs in an order of so many units of the offer.
func (g *Goods) PriceOf(v *Variant, quantity int64) int64 {
	price := v.Price
	for _, t := range g.offer.tiers() {
		if quantity >= int64(t.from) && t.price < g.offer.Price {
			price = v.Price - g.offer.Price.fen() + t.price.fen()
		}
	}
	return price
}

// Freight is what sending costs, in 分: so much for the first kilogram and so much for each further one.
type Freight struct {
	Template           int64 // the id of the seller's template
	First, Next, Total int64
	Free               bool // the seller pays
}

// FreightTo returns what it costs to send so many grams from the offer's shop to an area by its code of six digits, or
// to a province by its name.
func (o *Offer) FreightTo(area string, grams int64) Freight {
	t, from, to := o.Shop.template(), o.Shop.at.zone, zoneOf(area)
	f := Freight{Template: numberUpTo(t.id, 1<<62), Total: t.fee(grams, from, to).fen()}
	if f.Free = f.Total == 0; f.Free {
		return f
	}
	f.First = t.fee(1000, from, to).fen()
	f.Next = t.fee(2000, from, to).fen() - f.First
	return f
}

// FreightTo returns what it costs to send so many grams to an area, in 分.
func (g *Goods) FreightTo(area string, grams int64) int64 {
	return g.offer.FreightTo(area, grams).Total
}

// zoneOf returns how far a place is, and the nearest for one that is not known.
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

// fen returns the amount in 分.
func (m money) fen() int64 { return int64(m) * 10 }
