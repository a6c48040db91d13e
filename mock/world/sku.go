package world

import "github.com/go-ali1688/ali1688/internal/splitmix"

// sku is a variant of an offer: one value of each property.
type sku struct {
	i, j            int
	id              int64
	spec            [2]uint64
	price           money
	quantity, sales int64
}

// skuHash returns where a variant's numbers come from.
func (o *Offer) skuHash(k int) uint64 { return splitmix.Mix(o.hash + uint64(k+1)*golden*saltSKU) }

// skus returns how many variants there are.
func (o *Offer) skus() int { return o.counts[0] * o.counts[1] }

func (o *Offer) sku(k int) sku {
	h := o.skuHash(k)
	i, j := k/o.counts[1], k%o.counts[1]
	return sku{
		i: i, j: j, id: o.firstSKU() + int64(k), spec: o.spec(k, h), price: o.Price + o.step*money(j),
		quantity: o.left(k, h), sales: o.sold(h),
	}
}

// spec returns the two halves of a variant's specId.
func (o *Offer) spec(k int, h uint64) [2]uint64 {
	if o.isExample(k) {
		return exampleSpec
	}
	return [2]uint64{h, splitmix.Mix(h)}
}

// The ids of SKUs have eighteen digits, of which a float64 holds multiples of 128 only: an id that went through one
// is lost. Real ids that anybody has shown have thirteen. An offer has the ids from 1 to its number of variants of
// one stretch of 128.
const (
	skuWindow  = 688_000_000_000_000_000
	skuStretch = 128
	skuBits    = idBits + 1
)

// firstSKU returns the id of the first variant; the others follow. Offers of the window never share one.
func (o *Offer) firstSKU() int64 {
	n := o.ID - idWindow
	if n >= 1<<idBits {
		n = 1<<idBits | hash(0, saltSKU, o.ID)>>(64-idBits)
	}
	return skuWindow + int64(n*golden&(1<<skuBits-1))*skuStretch + 1
}

// left returns the stock of a variant without what orders have taken.
func (o *Offer) left(k int, h uint64) int64 {
	all := o.stock(k, h)
	if w := o.Shop.world; w != nil && w.taken != nil {
		all = max(0, all-w.taken(o.firstSKU()+int64(k)))
	}
	return all
}

// stock is up to 2000, and now and then nothing.
func (o *Offer) stock(k int, h uint64) int64 {
	if o.isExample(k) {
		return exampleStock
	}
	if h&15 == 0 {
		return 0
	}
	return int64(h >> 4 % 2000)
}

func (o *Offer) sold(h uint64) int64 { return int64(h >> 32 % uint64(o.popularity+1)) }

// Totals returns the stock and the sales of all variants.
func (o *Offer) Totals() (stock, sales int64) {
	for k := range o.skus() {
		h := o.skuHash(k)
		stock += o.left(k, h)
		sales += o.sold(h)
	}
	return stock, sales
}

// specName returns a variant's values in words.
func (o *Offer) specName(s *sku, english bool) string {
	props := &o.leaf.sub.root.props
	return props[0].in(english) + ":" + o.value(0, s.i).in(english) + ";" + props[1].in(english) + ":" +
		o.value(1, s.j).in(english)
}
