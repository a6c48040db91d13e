package world

import (
	"time"

	"github.com/go-ali1688/ali1688/internal/beijing"
	"github.com/go-ali1688/ali1688/internal/lists"
)

// Attribute is what an offer states about itself, or a value by which a variant differs.
type Attribute struct {
	ID          int64
	Name, Value Text
}

// attributeNames name what every offer states about itself, in the order of [Offer.facts].
var attributeNames = [...]word{
	{zh: "材质", en: "Material"}, {zh: "风格", en: "Style"}, {zh: "特点", en: "Feature"},
	{zh: "货源", en: "Supply"}, {zh: "品类", en: "Kind"}, {zh: "季节", en: "Season"},
}

var articleName = word{zh: "货号", en: "Article number"}

func (o *Offer) facts() [len(attributeNames)]*word {
	return [...]*word{o.material, o.style, o.feature, o.use, &o.leaf.name, o.season}
}

// attributeID returns the id of an attribute. Those of colour and size are known.
func attributeID(name string) int64 {
	switch name {
	case "颜色":
		return 3216
	case "尺码":
		return 450
	}
	return 10_000 + int64(hashText(0, name)%200_000_000)
}

// AttributeValueID returns the id of a value of an attribute.
func AttributeValueID(value string) int64 { return 1_000_000 + int64(hashText(1, value)%90_000_000) }

// Attributes returns what the offer states about itself, without what variants differ by.
func (o *Offer) Attributes() []Attribute {
	out := []Attribute{{attributeID(articleName.zh), articleName.text(), Text{o.Article(), o.Article()}}}
	for i, value := range o.facts() {
		out = append(out, Attribute{attributeID(attributeNames[i].zh), attributeNames[i].text(), value.text()})
	}
	return out
}

// Unit returns what the offer is counted in.
func (o *Offer) Unit() Text {
	unit := o.leaf.sub.root.unit
	return Text{unit, units[unit]}
}

var units = map[string]string{"件": "Piece", "套": "Set", "双": "Pair", "个": "Piece", "支": "Piece", "把": "Piece"}

// Article returns the seller's own number of the offer.
func (o *Offer) Article() string { return string(o.appendArticle(nil)) }

// Least returns the minimum order quantity.
func (o *Offer) Least() int64 { return int64(o.least) }

// Grams returns what one unit weighs.
func (o *Offer) Grams() int64 { return int64(o.grams()) }

// Millimetres returns the size of the parcel of one unit.
func (o *Offer) Millimetres() (length, width, height int64) {
	d := dice(o.hash >> 3)
	return int64(d.between(60, 500)), int64(d.between(40, 350)), int64(d.between(10, 200))
}

// Tier is what one unit costs from a quantity on, in 分.
type Tier struct{ From, Price int64 }

// Tiers returns the prices by quantity. The first is the price of the offer.
func (o *Offer) Tiers() []Tier {
	return lists.Map(o.tiers(), func(t tier) Tier { return Tier{int64(t.from), t.price.fen()} })
}

// Created returns the day on which the offer was published. Newer offers stand before older ones in what is sorted by
// age.
func (o *Offer) Created(w *World) time.Time {
	const days = 3 * 365
	return time.Date(2026, 6, 30, 8, 0, 0, 0, beijing.Zone).AddDate(0, 0, -int(w.age(o.place)>>38*days>>10))
}

// Variants returns what one orders of the offer, with what is left of each.
func (o *Offer) Variants() []Variant {
	out := make([]Variant, 0, o.skus())
	for k := range o.skus() {
		out = append(out, o.variant(k))
	}
	return out
}

func (o *Offer) variant(k int) Variant {
	s, props := o.sku(k), &o.leaf.sub.root.props
	v := Variant{
		SKUID: s.id, SpecID: string(appendHex(appendHex(nil, s.spec[0]), s.spec[1])), Price: s.price.fen(),
		Stock: o.stock(k, o.skuHash(k)),
		Left:  s.quantity, picture: valuePictures + s.i,
	}
	for i, value := range [...]word{o.value(0, s.i), o.value(1, s.j)} {
		v.Properties[i] = Attribute{attributeID(props[i].zh), props[i].text(), value.text()}
	}
	return v
}

// VariantPicture returns the address of the picture of a variant below a base of scheme and host.
func (o *Offer) VariantPicture(base string, v *Variant) string { return o.Picture(base, v.picture) }

// Gallery returns the addresses of the offer's pictures below a base of scheme and host.
func (o *Offer) Gallery(base string) []string { return o.pictures(base, 0, galleryPictures) }

// Illustrations returns those of the description.
func (o *Offer) Illustrations(base string) []string {
	return o.pictures(base, descPictures, o.descPictures())
}

func (o *Offer) pictures(base string, from, n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = o.Picture(base, from+i)
	}
	return out
}
