package world

import "strconv"

// itemGetApp returns the offer as the app has it.
func (e *encoder) itemGetApp(o *Offer) {
	e.appModels(o)
	e.object("detailModel")
	e.plain("detailUrl", "https://air.1688.com/pages/od/app-desc/index.html?offerId=", o.key)
	e.object("h5DataModel")
	e.plain("picPrivateNoAuth", "false")
	e.endObject()
	e.plain("offerId", o.key)
	e.endObject()
	e.raw("filterModel", "null")
	e.appFreight(o)
	e.raw("globalData", "[]")
	e.raw("industryOfferDetailModel", "null")
	e.appLayout(o)
}

// appModels writes the members that nobody has shown the inside of.
func (e *encoder) appModels(o *Offer) {
	e.object("tempModel")
	e.plain("offerId", o.key)
	e.title("offerTitle", o)
	e.amount("price", o.Price)
	e.plain("sellerLoginId", o.Shop.Company)
	e.plain("sellerUserId", o.Shop.key)
	e.plain("sellerMemberId", o.Shop.SID)
	e.digits("leafCategoryId", o.leaf.id)
	e.endObject()
	e.object("skuModel")
	e.list("skuInfoMap")
	for k := range o.skus() {
		s := o.sku(k)
		e.appVariant(o, &s)
	}
	e.endList()
	e.endObject()
	e.object("shareModel")
	e.plain("shareUrl", o.Shop.world.ShareLink(o.ID))
	e.plain("companyName", o.Shop.Company)
	e.endObject()
}

func (e *encoder) appVariant(o *Offer, s *sku) {
	e.row()
	e.digits("skuId", s.id)
	e.spec("specId", s)
	e.plain("specAttrs", o.specName(s, e.english))
	e.amount("price", s.price)
	e.digits("canBookCount", s.quantity)
	e.thousandths("skuWeight", int64(o.grams()))
	e.endObject()
}

func (e *encoder) appFreight(o *Offer) {
	t := o.Shop.template()
	e.object("freightModel")
	e.plain("deliveryFee", "TEMPLATED")
	e.plain("freeDeliverFee", strconv.FormatBool(t.free))
	e.plain("location", o.Shop.at.region, " ", o.Shop.City, "市")
	e.plain("locationCode", locationCode(o.Shop.at.code))
	e.plain("officialLogistics", "false")
	e.plain("subTemplateId", t.id)
	e.number("totalCost", int64(o.homeFee()/10))
	e.thousandths("unitWeight", int64(o.grams()))
	e.endObject()
}

// appLayout writes the page, whose parts are JSON inside texts.
func (e *encoder) appLayout(o *Offer) {
	inner := encoder{b: make([]byte, 0, 1024), base: e.base}
	inner.row()
	inner.plain("componentType", "detail_image_banner")
	inner.object("data")
	inner.raw("isPrivacy", "false")
	inner.pictures("offerImgList", o, 0, galleryPictures)
	inner.endObject()
	inner.endObject()
	e.object("layoutProtocol")
	e.plain("cacheTime", "60")
	e.list("components")
	e.row()
	e.plain("arrangement", "full_column")
	e.text("componentData", string(inner.b))
	e.endObject()
	e.endList()
	e.endObject()
}

// itemGetSpecifications returns the weight and size.
func (e *encoder) itemGetSpecifications(o *Offer) {
	length, width, height := o.Millimetres()
	e.thousandths("item_weight", int64(o.grams()))
	e.thousandths("unit_weight", int64(o.grams()))
	e.thousandths("volume_length", 100*length)
	e.thousandths("volume_width", 100*width)
	e.thousandths("volume_height", 100*height)
	e.plain("_ddf", "mock")
}
