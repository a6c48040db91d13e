package products

import (
	"hash/fnv"
	"slices"
	"strings"

	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/lists"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/mock/world"
)

// ownOffer gives any offer: the mock does not know what is the caller's own.
func (q *query) ownOffer(req *platform.GetProductRequest) platform.Answer {
	o, ok := q.offer(req.ProductID)
	if !ok {
		return &platform.GetProductResponse{ErrMsg: noOfferZH}
	}
	created := platformTime(o.Created(q.world))
	return &platform.GetProductResponse{
		ProductInfo: q.productInfo(&o), CreateTime: created, LastUpdateTime: created, LastRepostTime: created,
		ApprovedTime: created,
		ExpireTime:   platformTime(o.Created(q.world).AddDate(10, 0, 0)),
	}
}

func (q *query) productInfo(o *world.Offer) platform.ProductInfo {
	category, created := o.Categories()[2], platformTime(o.Created(q.world))
	_, sales := o.Totals()
	out := platform.ProductInfo{
		ProductID: offerID(o), ProductType: "wholesale", CategoryID: loose.IntNumber(category.ID),
		CategoryName: category.Name.Chinese,
		Status:       platform.ProductStatusPublished, Subject: o.Title(false), Description: q.description(o),
		Language:         "CHINESE",
		PeriodOfValidity: loose.IntNumber(3650), BizType: loose.IntNumber(1), PictureAuth: no,
		Image:    platform.ProductImageInfo{Images: o.Gallery(q.Base), IsWatermark: no, IsWatermarkFrame: no},
		SKUInfos: q.ownSKUs(o), SaleInfo: ownSale(o, q.world.Limits(int64(o.ID))), ShippingInfo: ownShipping(o),
		SupplierUserID: digits(int64(o.Shop.ID)),
		QualityLevel:   loose.IntNumber(int64(o.Shop.Score(0) / 10)), SupplierLoginID: o.Shop.Company,
		SellerLoginID:      o.Shop.Company,
		ProductCargoNumber: o.Article(), CrossBorderOffer: loose.BoolValue(o.Shop.Selected()),
		ReferencePrice: shortYuan(o.Tiers()[0].Price),
		CreateTime:     created, LastUpdateTime: created, ModifyTime: created, ApprovedTime: created, LastRepostTime: created,
		ExpireTime: platformTime(o.Created(q.world).AddDate(10, 0, 0)), BookedCount: digits(sales),
		SevenDaysRefunds: loose.BoolValue(returnable(&o.Shop)),
	}
	for _, a := range o.Attributes() {
		out.Attributes = append(out.Attributes, platform.ProductAttribute{
			AttributeID: loose.IntNumber(a.ID), AttributeName: a.Name.Chinese,
			ValueID: loose.IntNumber(world.AttributeValueID(a.Value.Chinese)),
			Value:   a.Value.Chinese, IsCustom: no,
		})
	}
	return out
}

func (q *query) ownSKUs(o *world.Offer) []platform.ProductSKUInfo {
	var out []platform.ProductSKUInfo
	for _, v := range o.Variants() {
		sku := platform.ProductSKUInfo{
			CargoNumber: o.Article(), AmountOnSale: loose.IntNumber(v.Left), SKUID: loose.IntNumber(v.SKUID), SpecID: v.SpecID,
			ConsignPrice: decimal(v.Price),
		}
		if !byTier(o) {
			sku.Price = decimal(v.Price)
		}
		for i, a := range v.Properties {
			attribute := platform.ProductSKUAttribute{
				AttributeID: loose.IntNumber(a.ID), AttributeValue: a.Value.Chinese, AttributeName: a.Name.Chinese,
				AttributeDisplayName: a.Name.Chinese, AttrType: "1",
			}
			if i == 0 {
				attribute.SKUImageURL = o.VariantPicture(q.Base, &v)
			}
			sku.Attributes = append(sku.Attributes, attribute)
		}
		out = append(out, sku)
	}
	return out
}

func ownSale(o *world.Offer, l world.Limits) platform.ProductSaleInfo {
	stock, _ := o.Totals()
	hours, _ := o.Shop.ShipsWithin()
	out := platform.ProductSaleInfo{
		SupportOnlineTrade: yes, MixWholeSale: loose.BoolValue(l.Mixes()), PriceAuth: no,
		AmountOnSale: loose.DecimalNumber(digits(stock)), Unit: o.Unit().Chinese,
		MinOrderQuantity: loose.IntNumber(o.Least()),
		QuoteType:        loose.IntNumber(1), DeliveryLimit: loose.IntNumber(int64(hours / 24)), InvReduceType: "1",
		BeginAmount: loose.IntNumber(o.Least()),
	}
	if l.Unit > 1 {
		out.BatchNumber = loose.IntNumber(l.Unit)
	}
	if byTier(o) {
		out.QuoteType = loose.IntNumber(2)
	}
	out.PriceRanges = lists.Map(o.Tiers(), func(t world.Tier) platform.ProductPriceRange {
		return platform.ProductPriceRange{StartQuantity: loose.IntNumber(t.From), Price: decimal(t.Price)}
	})
	return out
}

func ownShipping(o *world.Offer) platform.ProductShippingInfo {
	length, width, height := o.Millimetres()
	province, city, code := o.Shop.Place()
	weight := thousandth(o.Grams())
	return platform.ProductShippingInfo{
		FreightTemplateID: loose.IntNumber(o.FreightTo(code, o.Grams()).Template), UnitWeight: weight, SuttleWeight: weight,
		SendGoodsAddressText: province + city + "市", Width: centimetres(width), Height: centimetres(height),
		Length:            centimetres(length),
		OfferSuttleWeight: weight, OfferWidth: centimetres(width), OfferHeight: centimetres(height),
		OfferLength: centimetres(length),
	}
}

// ownShop is the shop of the member that calls: some listed shop, always the same for the same token or session.
func (q *query) ownShop() world.Shop {
	return q.world.ListedOffer(int(uint32(hash(q.Member)))).Shop
}

// hash spreads texts that differ little, such as tokens of one letter.
func hash(text string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(text)) // never fails
	x := h.Sum64()
	x = (x ^ x>>32) * 0x9e3779b97f4a7c15
	return x ^ x>>32
}

// ownOffers lists the offers of the member's shop. All are published.
func (q *query) ownOffers(req *platform.ListProductsRequest) platform.Answer {
	shop := q.ownShop()
	page, size := atLeastOne(req.PageNo), min(atLeastOne(req.PageSize), maxPage)
	all := lists.Select(shop.Offers(), func(o world.Found) bool {
		return !q.world.Limits(int64(o.ID)).Gone && matches(req, &o.Offer)
	})
	out := platform.ProductPage{
		SizePerPage: loose.IntNumber(int64(size)), TotalRecords: loose.IntNumber(int64(len(all))),
		PageIndex: loose.IntNumber(int64(page)),
	}
	shown := all[min(len(all), (page-1)*size):min(len(all), page*size)]
	out.ResultList = lists.Map(shown, func(o world.Found) platform.ProductInfo { return q.productInfo(&o.Offer) })
	q.rows(len(out.ResultList), "result", "pageResult", "resultList")
	return &platform.ListProductsResponse{Success: yes, Result: platform.ListProductsResult{PageResult: out}}
}

func matches(req *platform.ListProductsRequest, o *world.Offer) bool {
	price := float64(o.Tiers()[0].Price) / 100
	category := o.Categories()
	in := func(c world.Category) bool { return c.ID == *req.CategoryID }
	return (len(req.StatusList) == 0 || slices.Contains(req.StatusList, string(platform.ProductStatusPublished))) &&
		(valueOf(req.CategoryID) == 0 || slices.ContainsFunc(category[:], in)) &&
		strings.Contains(o.Title(false), valueOf(req.SubjectKey)) &&
		(valueOf(req.CargoNumber) == "" || o.Article() == *req.CargoNumber) &&
		(len(req.ProductIDs) == 0 || slices.Contains(req.ProductIDs, int64(o.ID))) &&
		price >= valueOf(req.PriceStart) && (req.PriceEnd == nil || price <= *req.PriceEnd)
}
