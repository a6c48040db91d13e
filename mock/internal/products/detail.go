package products

import (
	"fmt"
	"strings"

	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/lists"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/mock/world"
)

func (q *query) detail(req *platform.QueryProductDetailRequest) platform.Answer {
	o, ok := q.offer(req.OfferDetailParam.OfferID)
	if !ok {
		return &platform.QueryProductDetailResponse{Result: platform.ProductDetailResult{
			Success: no, Code: noOffer, Message: noOfferZH,
		}}
	}
	return &platform.QueryProductDetailResponse{Result: platform.ProductDetailResult{
		Success: yes, Code: codeOK, Message: "操作成功",
		Result: q.productDetail(&o, req.OfferDetailParam.Country),
	}}
}

func (q *query) productDetail(o *world.Offer, country string) platform.ProductDetail {
	category, shop := o.Categories(), &o.Shop
	_, sales := o.Totals()
	limits := q.world.Limits(int64(o.ID))
	return platform.ProductDetail{
		OfferID: offerID(o), CategoryID: loose.IntNumber(category[2].ID), CategoryName: category[2].Name.Chinese,
		Subject: o.Title(false), SubjectTrans: o.TitleIn(country), Description: q.description(o),
		ProductImage:     platform.DetailImages{Images: o.Gallery(q.Base), WhiteImage: o.Picture(q.Base, 1)},
		ProductAttribute: detailAttributes(o, country), ProductSKUInfos: q.detailSKUs(o, country),
		ProductSaleInfo:     saleInfo(o, country),
		ProductShippingInfo: shippingInfo(o), IsJxhy: loose.BoolValue(shop.Selected()), SellerOpenID: shop.OpenUID(),
		MinOrderQuantity: loose.IntNumber(o.Least()), BatchNumber: loose.IntNumber(max(1, limits.Unit)),
		Status:      platform.ProductStatusPublished,
		TagInfoList: tags(o, limits), TraceInfo: trace(o),
		SellerMixSetting:   mixSetting(limits),
		ProductCargoNumber: o.Article(), SellerDataInfo: detailSeller(shop), SoldOut: digits(sales),
		PromotionModel: noPromotion(),
		TradeScore:     score(shop.Score(0)), TopCategoryID: loose.IntNumber(category[0].ID),
		SecondCategoryID: loose.IntNumber(category[1].ID),
		ThirdCategoryID:  loose.IntNumber(category[2].ID), SellingPoint: sellingPoints(o, country),
		OfferIdentities: sellerIdentities(shop),
		CreateDate:      day(o.Created(q.world)), IsSelect: fmt.Sprint(shop.Selected()), PromotionURL: address(o),
		CompanyName: shop.Company,
		InvoiceInfo: invoices(shop),
	}
}

// description returns the page of the offer, as the older calls have it, too.
func (q *query) description(o *world.Offer) string {
	var b strings.Builder
	b.WriteString(`<div id="offer-template-0"></div><p>` + o.Title(false) + "</p>")
	for _, picture := range o.Illustrations(q.Base) {
		b.WriteString(`<p><img src="` + picture + `"/></p>`)
	}
	return b.String()
}

func detailAttributes(o *world.Offer, country string) []platform.DetailAttribute {
	all, seen := o.Attributes(), map[world.Attribute]bool{}
	for _, v := range o.Variants() {
		for _, a := range v.Properties {
			if !seen[a] {
				seen[a] = true
				all = append(all, a)
			}
		}
	}
	return lists.Map(all, func(a world.Attribute) platform.DetailAttribute {
		return platform.DetailAttribute{
			AttributeID: digits(a.ID), AttributeName: a.Name.Chinese, Value: a.Value.Chinese,
			AttributeNameTrans: a.Name.In(country), ValueTrans: a.Value.In(country),
		}
	})
}

// byTier reports whether prices depend on the quantity: then SKUs have none of their own, as in real details.
func byTier(o *world.Offer) bool { return len(o.Tiers()) > 1 }

func (q *query) detailSKUs(o *world.Offer, country string) []platform.DetailSKU {
	var out []platform.DetailSKU
	for _, v := range o.Variants() {
		price := shortYuan(v.Price)
		sku := platform.DetailSKU{
			AmountOnSale: loose.IntNumber(v.Left), SKUID: loose.IntNumber(v.SKUID), SpecID: v.SpecID,
			ConsignPrice:     loose.YuanOf(price),
			CargoNumber:      o.Article(),
			FenxiaoPriceInfo: platform.DetailFenxiaoPrice{OfferPrice: price},
		}
		if !byTier(o) {
			sku.Price = loose.YuanOf(price)
		}
		if onePiece(o.Least()) {
			sku.FenxiaoPriceInfo.OnePiecePrice = price
		}
		for i, a := range v.Properties {
			attribute := platform.DetailSKUAttribute{
				AttributeID: loose.IntNumber(a.ID), AttributeName: a.Name.Chinese, AttributeNameTrans: a.Name.In(country),
				Value: a.Value.Chinese, ValueTrans: a.Value.In(country),
			}
			if i == 0 {
				attribute.SKUImageURL = o.VariantPicture(q.Base, &v)
			}
			sku.SKUAttributes = append(sku.SKUAttributes, attribute)
		}
		out = append(out, sku)
	}
	return out
}

func saleInfo(o *world.Offer, country string) platform.DetailSaleInfo {
	stock, _ := o.Totals()
	price := shortYuan(o.Tiers()[0].Price)
	out := platform.DetailSaleInfo{
		AmountOnSale: loose.IntNumber(stock), QuoteType: loose.IntNumber(1), ConsignPrice: price,
		UnitInfo: platform.DetailUnit{Unit: o.Unit().Chinese, TransUnit: o.Unit().In(country)},
		FenxiaoSaleInfo: platform.DetailFenxiaoSale{
			OnePieceFreePostage: no, StartQuantity: loose.IntNumber(o.Least()), OfferPrice: price,
		},
	}
	if byTier(o) {
		out.QuoteType = loose.IntNumber(2)
	}
	if onePiece(o.Least()) {
		out.FenxiaoSaleInfo.OnePiecePrice = price
	}
	out.PriceRangeList = lists.Map(o.Tiers(), func(t world.Tier) platform.DetailPriceRange {
		return platform.DetailPriceRange{StartQuantity: loose.IntNumber(t.From), Price: loose.YuanOf(shortYuan(t.Price))}
	})
	return out
}

// madeBySeller is where sizes come from.
const madeBySeller = "商家自填"

func shippingInfo(o *world.Offer) platform.DetailShippingInfo {
	length, width, height := o.Millimetres()
	province, city, _ := o.Shop.Place()
	out := platform.DetailShippingInfo{
		SendGoodsAddressText: province + city + "市", Weight: thousandth(o.Grams()), Width: centimetres(width),
		Height: centimetres(height),
		Length: centimetres(length), ShippingTimeGuarantee: guarantee(&o.Shop), PkgSizeSource: madeBySeller,
	}
	for _, v := range o.Variants() {
		out.SKUShippingInfoList = append(out.SKUShippingInfoList, platform.DetailSKUShippingInfo{
			SpecID: v.SpecID, SKUID: loose.IntNumber(v.SKUID), Width: centimetres(width), Length: centimetres(length),
			Height: centimetres(height),
			Weight: loose.IntNumber(o.Grams()),
		})
		out.SKUShippingDetails = append(out.SKUShippingDetails, platform.DetailSKUShipping{
			SKUID: digits(v.SKUID), Width: centimetres(width), Length: centimetres(length), Height: centimetres(height),
			Weight: thousandth(o.Grams()), PkgSizeSource: madeBySeller,
		})
	}
	return out
}

// mixSetting returns how lots of an offer are mixed.
func mixSetting(l world.Limits) platform.DetailMixSetting {
	if !l.Mixes() {
		return platform.DetailMixSetting{GeneralHunpi: no}
	}
	return platform.DetailMixSetting{GeneralHunpi: yes, MixAmount: loose.YuanNumber("0"),
		MixNumber: loose.IntNumber(l.Mix)}
}

func tags(o *world.Offer, l world.Limits) []platform.DetailTag {
	var out []platform.DetailTag
	for _, tag := range []struct {
		key   string
		value bool
	}{
		{"isOnePsale", onePiece(o.Least())}, {"isSupportMix", l.Mixes()}, {"isOnePsaleFreePostage", false},
		{"noReason7DReturn", returnable(&o.Shop)},
		{"1688_yx", handpicked(&o.Shop)}, {"select", o.Shop.Selected()},
	} {
		out = append(out, platform.DetailTag{Key: tag.key, Value: loose.BoolValue(tag.value)})
	}
	return out
}

func detailSeller(s *world.Shop) platform.DetailSellerData {
	return platform.DetailSellerData{
		TradeMedalLevel: digits(int64(s.Score(0)-25) / 5), CompositeServiceScore: score(s.Score(2)),
		LogisticsExperienceScore: score(s.Score(1)),
		DisputeComplaintScore:    score(s.Score(3)), OfferExperienceScore: score(s.Score(0)),
		AfterSalesExperienceScore: score(s.Score(4)),
		ConsultingExperienceScore: score(s.Score(1)), RepeatPurchasePercent: percent1(s.Rebuys()),
		Collect30DayWithin48HPercent: percent1(940 + s.Score(1)),
		QualityRefundWithin30Day:     "0.1%",
	}
}

func sellingPoints(o *world.Offer, country string) []string {
	return lists.Map(o.Attributes()[1:4], func(a world.Attribute) string {
		return a.Name.In(country) + ":" + a.Value.In(country)
	})
}
