package products

import (
	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/mock/world"
)

func (q *query) keywordRow(o *world.Found, country string) platform.ProductFoundByKeyword {
	category, created := o.Categories(), day(o.Created(q.world))
	return platform.ProductFoundByKeyword{
		ImageURL: o.Picture(q.Base, 0), WhiteImage: o.Picture(q.Base, 1), Subject: o.Title(false),
		SubjectTrans: o.TitleIn(country),
		OfferID:      offerID(&o.Offer), IsJxhy: loose.BoolValue(o.Shop.Selected()), PriceInfo: foundPrices(&o.Offer),
		RepurchaseRate: percent(o.Shop.Rebuys()), MonthSold: loose.IntNumber(o.Sales), TraceInfo: trace(&o.Offer),
		IsOnePsale: loose.BoolValue(onePiece(o.Least())), SellerIdentities: sellerIdentities(&o.Shop),
		OfferIdentities: offerIdentities(&o.Shop),
		TradeScore:      score(o.Shop.Score(0)), PromotionModel: noPromotion(),
		TopCategoryID:    loose.IntNumber(category[0].ID),
		SecondCategoryID: loose.IntNumber(category[1].ID), ThirdCategoryID: loose.IntNumber(category[2].ID),
		IsPatentProduct: no, CreateDate: created, ModifyDate: created,
		IsSelect:         loose.BoolValue(o.Shop.Selected()),
		MinOrderQuantity: loose.IntNumber(o.Least()), SellerDataInfo: foundSeller(&o.Shop),
		ProductSimpleShippingInfo: foundShipping(&o.Shop),
		PromotionURL:              address(&o.Offer), Sales7D: digits(sales7(o.Sales)), ProductTradeInfo: foundTrade(o.Sales),
		InvoiceInfo: invoices(&o.Shop),
	}
}

func (q *query) imageRow(o *world.Found, country string) platform.ProductFoundByImage {
	category, created := o.Categories(), day(o.Created(q.world))
	province, city, _ := o.Shop.Place()
	return platform.ProductFoundByImage{
		ImageURL: o.Picture(q.Base, 0), Subject: o.Title(false), SubjectTrans: o.TitleIn(country),
		OfferID: offerID(&o.Offer),
		IsJxhy:  loose.BoolValue(o.Shop.Selected()), PriceInfo: foundPrices(&o.Offer),
		RepurchaseRate: percent(o.Shop.Rebuys()),
		MonthSold:      loose.IntNumber(o.Sales), TraceInfo: trace(&o.Offer),
		IsOnePsale:       loose.BoolValue(onePiece(o.Least())),
		SellerIdentities: sellerIdentities(&o.Shop), OfferIdentities: offerIdentities(&o.Shop),
		TradeScore:     score(o.Shop.Score(0)),
		PromotionModel: noPromotion(), TopCategoryID: loose.IntNumber(category[0].ID),
		SecondCategoryID: loose.IntNumber(category[1].ID),
		ThirdCategoryID:  loose.IntNumber(category[2].ID), IsPatentProduct: no, CreateDate: created,
		ModifyDate: created,
		IsSelect:   loose.BoolValue(o.Shop.Selected()), MinOrderQuantity: loose.IntNumber(o.Least()),
		SellerDataInfo:            foundSeller(&o.Shop),
		ProductSimpleShippingInfo: foundShipping(&o.Shop), PromotionURL: address(&o.Offer), Sales7D: digits(sales7(o.Sales)),
		ProductTradeInfo: foundTrade(o.Sales), InvoiceInfo: invoices(&o.Shop), CompanyName: o.Shop.Company,
		CompanyAddress: province + city + "市", OfferDataInfo: platform.FoundOfferData{
			OfferApplauseRate: percent1(1000 - o.Shop.Score(0)%7), KjFeaturedServices: "C", QualityRfdRate30D: "0%",
			RepurchaseRate30D: percent1(o.Shop.Rebuys()), PickupRate24H30D: percent(980),
		},
	}
}

// foundPrices returns the same at every place: nothing here is in a promotion.
func foundPrices(o *world.Offer) platform.FoundPriceInfo {
	price := yuan(o.Tiers()[0].Price)
	out := platform.FoundPriceInfo{Price: loose.YuanOf(price), ConsignPrice: loose.YuanOf(price)}
	if o.Shop.Selected() {
		out.JxhyPrice, out.PfJxhyPrice = loose.YuanOf(price), loose.YuanOf(price)
	}
	return out
}

func noPromotion() platform.FoundPromotion {
	return platform.FoundPromotion{HasPromotion: no}
}

func sellerIdentities(s *world.Shop) []string {
	out := []string{"tp_member"}
	if s.Factory() {
		out = append(out, "super_factory")
	}
	if s.Selected() {
		out = append(out, "powerful_merchants")
	}
	return out
}

func offerIdentities(s *world.Shop) []string {
	out := []string{}
	if handpicked(s) {
		out = append(out, "yx")
	}
	if s.Selected() {
		out = append(out, "select")
	}
	return out
}

func foundSeller(s *world.Shop) platform.FoundSellerData {
	return platform.FoundSellerData{
		TradeMedalLevel: digits(int64(s.Score(0)-25) / 5), CompositeServiceScore: score(s.Score(2)),
		LogisticsExperienceScore: score(s.Score(1)),
		DisputeComplaintScore:    score(s.Score(3)), OfferExperienceScore: score(s.Score(0)),
		AfterSalesExperienceScore: score(s.Score(4)),
		ConsultingExperienceScore: score(s.Score(1)), RepeatPurchasePercent: percent1(s.Rebuys()),
		TpYear: loose.IntNumber(int64(s.Years())),
	}
}

func foundShipping(s *world.Shop) platform.FoundShippingInfo {
	return platform.FoundShippingInfo{
		ShippingTimeGuarantee: guarantee(s), PerfectFulfillmentRate30D: percent1(900 + s.Score(1)),
		PickupWithin24HRate30D: percent1(940 + s.Score(1)),
		QualityReturnRate30D:   "0.1%", PerfectFulfillmentRate7D: percent1(900 + s.Score(1)),
		PickupWithin24HRate7D: percent1(940 + s.Score(1)),
		DelayedShippingRate7D: "0.5%",
	}
}

func guarantee(s *world.Shop) string {
	if hours, _ := s.ShipsWithin(); hours == 24 {
		return "shipIn24Hours"
	}
	return "shipIn48Hours"
}

// foundTrade follows from what was sold in thirty days.
func foundTrade(sales int64) platform.FoundTradeInfo {
	return platform.FoundTradeInfo{
		AddCartCount7D: digits(sales7(sales) * 2), PayBuyerCount7D: digits(buyers(sales7(sales))),
		AddCartCount30D:  digits(sales * 2),
		PayBuyerCount30D: digits(buyers(sales)),
	}
}

func buyers(pieces int64) int64 { return (pieces + 2) / 3 }

func invoices(s *world.Shop) platform.OfferInvoiceInfo {
	out := platform.OfferInvoiceInfo{
		SupportOnlineInvoice: loose.BoolValue(s.Factory()), SupportFastInvoice: no,
		InvoiceTypes: []string{"普票"},
		TaxpayerType: "小规模纳税人",
	}
	if s.Factory() {
		out.InvoiceTypes, out.TaxpayerType = []string{"普票", "专票"}, "一般纳税人"
	}
	return out
}
