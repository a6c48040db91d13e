package world

import "strconv"

// How many pictures the gallery has, and from which on those of the values and those of the description are.
const (
	galleryPictures = 5
	valuePictures   = 20
	descPictures    = 40
)

func (w *World) itemGet(e *encoder, q *Query) *Failure {
	o, ok := w.offerNumbered(q)
	if !ok {
		return nothing
	}
	quantity, sales := o.Totals()
	e.object("item")
	e.head(&o, quantity)
	e.description(&o)
	e.delivery(&o)
	texts := e.properties(&o)
	e.variants(&o, &texts)
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
	e.members(`"total_price":0,"suggestive_price":0`)
	e.amount("orginal_price", o.before)
	e.plain("nick", o.Shop.Company)
	e.digits("num", quantity)
	e.digits("min_num", int64(o.least))
	e.plain("detail_url", offerURL, o.key, ".html")
	e.picture("pic_url", o, 0)
	e.members(`"brand":"","brandId":""`)
	e.digits("rootCatId", o.leaf.sub.root.id)
	e.digits("cid", o.leaf.id)
	e.members(`"crumbs":[],"created_time":"","modified_time":"","delist_time":""`)
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
		e.address(o, descPictures+i)
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
	e.address(o, i)
	e.b = append(e.b, '"')
}

// pictures writes a list of addresses.
func (e *encoder) pictures(name string, o *Offer, from, n int) {
	e.list(name)
	for i := range n {
		e.comma()
		e.b = append(e.b, '"')
		e.address(o, from+i)
		e.b = append(e.b, '"')
	}
	e.endList()
}

func (e *encoder) delivery(o *Offer) {
	e.plain("item_weight", "")
	e.plain("location", o.Shop.at.province, " ", o.Shop.at.city)
	e.plain("post_fee", "")
	e.amount("express_fee", o.homeFee())
	e.members(`"ems_fee":"","shipping_to":"` + homePlace + `"`)
	e.plain("has_discount", strconv.FormatBool(o.before > o.Price))
	e.members(`"video":[],"sample_id":""`)
}

// properties returns where it wrote the values by which variants differ.
func (e *encoder) properties(o *Offer) valueSpans {
	texts := e.valueTexts("props_name", o, true)
	e.valuePictures(o)
	e.valueTexts("property_alias", o, false)
	e.list("props")
	var article [8]byte
	e.prop(&articleName, string(o.appendArticle(article[:0])))
	for i, value := range o.facts() {
		e.prop(&attributeNames[i], value.in(e.english))
	}
	e.endList()
	return texts
}

func (e *encoder) prop(name *word, value string) {
	e.row()
	e.plain("name", name.in(e.english))
	e.plain("value", value)
	e.endObject()
}

// appendArticle appends the seller's own number of the offer.
func (o *Offer) appendArticle(b []byte) []byte {
	return strconv.AppendUint(append(b, alphabet[10+o.hash>>30%26]), 1000+o.hash>>36%9000, 10)
}

func (e *encoder) seller(o *Offer, sales int64) {
	s := &o.Shop
	e.digits("total_sold", sales)
	e.members(`"scale":"","sellUnit":""`)
	e.plain("seller_id", s.key)
	e.number("sales", sales)
	e.plain("shop_id", "")
	e.object("seller_info")
	e.plain("nick", s.Company)
	e.plain("user_num_id", s.key)
	e.plain("sid", s.SID)
	e.plain("title", s.Company)
	e.plain("zhuy", homeStart, s.SID)
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
	e.members(`"tmall":"","data_from":"1688app","error":""`)
	e.plain("unit", o.leaf.sub.root.unit)
	e.members(`"is_support_mix":null,"mix_amount":null,"mix_begin":null,"mix_number":null`)
	e.tiers(o)
	e.members(`"sales_data":"","sales_info":{"seller_num":"","repeat_rate_purchase":"","per_capita_purchases":""`)
	e.digits("comment_num", int64(o.reviews()))
	e.members(`"comment_url":""},"shop_item":[],"relate_items":[]`)
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
