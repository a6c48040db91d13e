package ali1688

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/links"
	"github.com/go-ali1688/ali1688/loose"
)

// Variant is one variant (SKU) of an offer as a row.
type Variant struct {
	SKUID      string
	SpecID     string // ordering needs it; "" if the response has none
	Properties []Property
	Price      loose.Yuan // of one unit; see [PriceFor] for larger quantities
	Stock      int64      // -1 if the response has none
	Picture    string     // its address in full size, or ""
}

// Property is a property of a variant, such as 颜色 with the value 白色.
type Property struct {
	Key   string // pid:vid, such as 0:0
	Name  string
	Value string
}

// Variants returns the variants of an offer in the order of the response, with the names of their properties and their
// pictures resolved. An offer without variants has none.
func Variants(item *gateway.Item) []Variant {
	var out []Variant
	for _, sku := range item.SKUs.Value().SKU {
		v := Variant{
			SKUID: sku.SKUID.String(), SpecID: sku.SpecID, Price: sku.Price, Stock: -1,
			Properties: propertiesOf(item, &sku),
		}
		if stock, ok := sku.Quantity.Int64(); ok {
			v.Stock = stock
		}
		v.Picture = links.Image(pictureOf(item, &sku, v.Properties))
		out = append(out, v)
	}
	return out
}

// propertyKey begins a property in properties_name. A value may have the ; that joins them.
var propertyKey = regexp.MustCompile(`^[0-9]+:[0-9]+`)

func propertiesOf(item *gateway.Item, sku *gateway.SKU) []Property {
	var out []Property
	for part := range strings.SplitSeq(sku.PropertiesName, ";") {
		key := propertyKey.FindString(part)
		switch {
		case key != "":
			name, value, _ := strings.Cut(strings.TrimPrefix(part[len(key):], ":"), ":")
			out = append(out, Property{key, name, value})
		case len(out) > 0:
			out[len(out)-1].Value += ";" + part
		}
	}
	if len(out) > 0 || sku.Properties == "" {
		return out
	}
	for key := range strings.SplitSeq(sku.Properties, ";") {
		text, _ := item.PropsList.Get(key)
		name, value, _ := strings.Cut(text, ":")
		out = append(out, Property{key, name, value})
	}
	return out
}

// pictureOf returns the picture of a variant, or of one of its properties.
func pictureOf(item *gateway.Item, sku *gateway.SKU, properties []Property) string {
	if sku.SKUImg != "" {
		return sku.SKUImg
	}
	for _, p := range properties {
		if url, ok := item.PropsImg.Get(p.Key); ok && url != "" {
			return url
		}
		for _, image := range item.PropImgs.Value().PropImg {
			if image.Properties == p.Key {
				return image.URL
			}
		}
	}
	return ""
}

// Tier is a wholesale price.
type Tier struct {
	From  int64 // the least quantity
	Price loose.Yuan
}

// Tiers returns the wholesale prices of an offer, from the least quantity up. Rows without a quantity or a price are
// left out.
func Tiers(item *gateway.Item) []Tier {
	var out []Tier
	for _, row := range item.PriceRange {
		if len(row) < 2 {
			continue
		}
		from, ok := loose.IDOf(row[0].String()).Int64()
		price := loose.YuanOf(row[1].String())
		if _, isPrice := price.Rat(); ok && isPrice {
			out = append(out, Tier{from, price})
		}
	}
	slices.SortStableFunc(out, func(a, b Tier) int { return int(a.From - b.From) })
	return out
}

// PriceFor returns the price of one unit if a quantity of a variant is bought; the variant is nil for an offer without
// any. Where the variants differ in price that of the variant counts, otherwise the tier of the quantity. It reports
// false if the quantity is less than the offer sells, or if the response states no price.
func PriceFor(item *gateway.Item, quantity int64, variant *Variant) (loose.Yuan, bool) {
	least, _ := item.MinNum.Int64()
	tiers := Tiers(item)
	switch {
	case quantity < max(1, least):
		return loose.Yuan{}, false
	case variant != nil && pricesDiffer(item), len(tiers) == 0 && variant != nil:
		return stated(variant.Price)
	case len(tiers) == 0:
		return stated(item.Price)
	}
	i := slices.IndexFunc(tiers, func(t Tier) bool { return t.From > quantity })
	if i == 0 {
		return loose.Yuan{}, false
	}
	if i < 0 {
		i = len(tiers)
	}
	return tiers[i-1].Price, true
}

func pricesDiffer(item *gateway.Item) bool {
	skus := item.SKUs.Value().SKU
	return slices.ContainsFunc(skus, func(s gateway.SKU) bool {
		order, ok := s.Price.Compare(skus[0].Price)
		return ok && order != 0
	})
}

func stated(price loose.Yuan) (loose.Yuan, bool) {
	_, ok := price.Rat()
	return price, ok
}

// Cheapest returns the variant with the lowest price that is in stock, the first of several, or false if none is.
func Cheapest(variants []Variant) (Variant, bool) {
	var best Variant
	found := false
	for _, v := range variants {
		if _, ok := stated(v.Price); !ok || v.Stock <= 0 {
			continue
		}
		if order, ok := v.Price.Compare(best.Price); !found || ok && order < 0 {
			best, found = v, true
		}
	}
	return best, found
}

// ParseTime reads a time of the gateway, which is in Beijing, such as server_time and secache_date.
func ParseTime(text string) (time.Time, error) { return apiclient.ParseTime(text) }
