package world

import "strconv"

// How many pictures the gallery has, and from which on those of the values and those of the description are.
const (
	galleryPictures = 5
	valuePictures   = 20
	descPictures    = 40
)

func (w *World) itemGet(e *encoder, q *Query) *Failure {
	o, ok := w.offerNumbered(q.Get("num_iid"))
	if !ok {
		return nothing
	}
	quantity, sales := o.totals()
	e.object("item")
	e.head(&o, quantity)
	e.description(&o)
	e.delivery(&o)
	e.properties(&o)
	e.variants(&o)
	e.seller(&o, sales)
	e.tail(&o)
	e.endObject()
	return nil
}

func (e *encoder) head(o *Offer, quantity int64) {
	e.plain("num_iid", o.key)
	e.title("title", o)
	e.plain("desc_short", "")
	e.amount("price", o.Price)
	e.raw("total_price", "0")
	e.raw("suggestive_price", "0")
	e.amount("orginal_price", o.before)
	e.plain("nick", o.Shop.Company)
	e.digits("num", quantity)
	e.digits("min_num", int64(o.least))
	e.plain("detail_url", offerURL, o.key, ".html")
	e.picture("pic_url", o, 0)
	e.plain("brand", "")
	e.plain("brandId", "")
	e.digits("rootCatId", o.leaf.sub.root.id)
	e.digits("cid", o.leaf.id)
	e.raw("crumbs", "[]")
	for _, name := range []string{"created_time", "modified_time", "delist_time"} {
		e.plain(name, "")
	}
}

func (e *encoder) title(name string, o *Offer) {
	e.name(name)
	e.b = append(e.b, '"')
	e.b = o.appendTitle(e.b, e.english)
	e.b = append(e.b, '"')
}

func (e *encoder) description(o *Offer) {
	n := o.descPictures()
	e.name("desc")
	e.b = append(e.b, `"<div id=\"offer-template-0\"></div><p>`...)
	e.b = o.appendTitle(e.b, e.english)
	e.b = append(e.b, `</p>`...)
	for i := range n {
		e.b = append(e.b, `<img src=\"`...)
		e.b = o.appendPicture(e.b, e.base, descPictures+i)
		e.b = append(e.b, `\" /><br />`...)
	}
	e.b = append(e.b, '"')
	e.pictures("desc_img", o, descPictures, n)
	e.list("item_imgs")
	for i := range galleryPictures {
		e.row()
		e.picture("url", o, i)
		e.endObject()
	}
	e.endList()
}

func (o *Offer) descPictures() int { return 2 + int(o.hash>>50&3) }

func (e *encoder) picture(name string, o *Offer, i int) {
	e.name(name)
	e.b = append(e.b, '"')
	e.b = o.appendPicture(e.b, e.base, i)
	e.b = append(e.b, '"')
}

// pictures writes a list of addresses.
func (e *encoder) pictures(name string, o *Offer, from, n int) {
	e.list(name)
	for i := range n {
		e.comma()
		e.b = append(e.b, '"')
		e.b = o.appendPicture(e.b, e.base, from+i)
		e.b = append(e.b, '"')
	}
	e.endList()
}

func (e *encoder) delivery(o *Offer) {
	e.plain("item_weight", "")
	e.plain("location", o.Shop.at.province, " ", o.Shop.at.city)
	e.plain("post_fee", "")
	e.amount("express_fee", o.homeFee())
	e.plain("ems_fee", "")
	e.plain("shipping_to", homePlace)
	e.plain("has_discount", strconv.FormatBool(o.before > o.Price))
	e.raw("video", "[]")
	e.plain("sample_id", "")
}

func (e *encoder) properties(o *Offer) {
	e.valueTexts("props_name", o, true)
	e.valuePictures(o)
	e.valueTexts("property_alias", o, false)
	e.list("props")
	e.prop(articleName, o.article())
	for i, value := range o.facts() {
		e.prop(attributeNames[i], value.in(e.english))
	}
	e.endList()
}

func (e *encoder) prop(name word, value string) {
	e.row()
	e.word("name", name)
	e.plain("value", value)
	e.endObject()
}

// article is the seller's own number of the offer.
func (o *Offer) article() string {
	return string(alphabet[10+o.hash>>30%26]) + strconv.FormatUint(1000+o.hash>>36%9000, 10)
}

func (e *encoder) seller(o *Offer, sales int64) {
	s := &o.Shop
	e.plain("total_sold", strconv.FormatInt(sales, 10))
	e.plain("scale", "")
	e.plain("sellUnit", "")
	e.plain("seller_id", s.key)
	e.number("sales", sales)
	e.plain("shop_id", "")
	e.object("seller_info")
	e.plain("nick", s.Company)
	e.plain("user_num_id", s.key)
	e.plain("sid", s.SID)
	e.plain("title", s.Company)
	e.plain("zhuy", s.home())
	e.plain("shop_name", s.Company)
	for i, name := range [...]string{"item_score", "delivery_score", "composite_score"} {
		e.tenths(name, s.score(uint(i)))
	}
	e.endObject()
}

// tenths writes a score as a text, 4.5.
func (e *encoder) tenths(name string, n int) {
	e.plain(name, strconv.Itoa(n/10), ".", strconv.Itoa(n%10))
}

func (e *encoder) tail(o *Offer) {
	e.plain("tmall", "")
	e.plain("data_from", "1688app")
	e.plain("error", "")
	e.plain("unit", o.leaf.sub.root.unit)
	for _, name := range []string{"is_support_mix", "mix_amount", "mix_begin", "mix_number"} {
		e.raw(name, "null")
	}
	e.tiers(o)
	e.plain("sales_data", "")
	e.object("sales_info")
	for _, name := range []string{"seller_num", "repeat_rate_purchase", "per_capita_purchases"} {
		e.plain(name, "")
	}
	e.digits("comment_num", int64(o.reviews()))
	e.plain("comment_url", "")
	e.endObject()
	e.raw("shop_item", "[]")
	e.raw("relate_items", "[]")
}

// tiers writes the prices by quantity: a number, and a text.
func (e *encoder) tiers(o *Offer) {
	e.list("priceRange")
	for _, t := range o.tiers() {
		e.comma()
		e.b = append(e.b, '[')
		e.b = strconv.AppendInt(e.b, int64(t.from), 10)
		e.b = append(e.b, ',', '"')
		e.b = t.price.append(e.b)
		e.b = append(e.b, '"', ']')
	}
	e.endList()
}
