package products

import (
	"strconv"
	"strings"

	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/lists"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/mock/world"
)

// maxSimilar is how many offers a page has at most, whatever the call asks for: so it was measured.
const maxSimilar = 20

// similar finds offers that look like a picture, by its address. Anything else than an address cannot be fetched.
func (q *query) similar(req *platform.SearchSimilarOffersRequest) platform.Answer {
	size := maxSimilar
	if n := valueOf(req.PageSize); n > 0 {
		size = int(min(n, maxSimilar))
	}
	out, ok := q.lookalikes(req.PicURL, world.Search{Page: atLeastOne(req.Page), Size: size})
	if !ok {
		return &platform.SearchSimilarOffersResponse{Success: no, Code: badPicture, Message: unreadablePicture + req.PicURL}
	}
	return &platform.SearchSimilarOffersResponse{Success: yes, Result: out}
}

// The failure of a picture that cannot be fetched.
const (
	badPicture        = "SYSTEM_ERROR"
	unreadablePicture = "handle image error with url "
)

// lookalikes returns a page of the offers that look like a picture, and reports whether it can be fetched.
func (q *query) lookalikes(picture string, s world.Search) (platform.SimilarOfferPage, bool) {
	o, ok := q.world.Pictured(picture)
	if !ok || !strings.HasPrefix(picture, "http") {
		return platform.SimilarOfferPage{}, false
	}
	s.Like = &o
	rows, total := q.world.Find(s)
	out := platform.SimilarOfferPage{
		Total: loose.IntNumber(int64(total)), Page: loose.IntNumber(int64(s.Page)), PageSize: loose.IntNumber(int64(s.Size)),
	}
	out.Result = lists.Map(rows, q.similarRow)
	q.rows(len(out.Result), "result", "result")
	return out, true
}

func (q *query) similarRow(o world.Found) platform.SimilarOffer {
	province, city, _ := o.Shop.Place()
	stock, _ := o.Totals()
	return platform.SimilarOffer{
		OfferID: strconv.FormatUint(o.ID, 10), Subject: o.Title(false), QuantityBegin: loose.IntNumber(o.Least()),
		Unit: o.Unit().Chinese, OldPrice: loose.FenOf(o.Tiers()[0].Price), ImageURL: o.Picture(q.Base, 0),
		Province: province, City: city + "市", SupplyAmount: loose.IntNumber(stock),
		CategoryID: digits(o.Categories()[2].ID), DetailURL: address(&o.Offer),
	}
}

// skuInfo lists the variants of any offer.
func (q *query) skuInfo(req *platform.GetSKUInfoRequest) platform.Answer {
	o, ok := q.offer(req.OfferID)
	if !ok {
		return &platform.GetSKUInfoResponse{Result: platform.SKUInfoResult{Success: no}}
	}
	info := platform.SKUInfo{OpenUID: o.Shop.OpenUID()}
	for _, v := range o.Variants() {
		sku := platform.SimpleSKU{SKUID: loose.IntNumber(v.SKUID), SpecID: v.SpecID}
		for _, a := range v.Properties {
			sku.Attributes = append(sku.Attributes, platform.SimpleSKUAttribute{
				AttributeID: loose.IntNumber(a.ID), AttributeName: a.Name.Chinese, AttributeValue: a.Value.Chinese,
			})
		}
		info.SKUSimpleInfos = append(info.SKUSimpleInfos, sku)
	}
	return &platform.GetSKUInfoResponse{Result: platform.SKUInfoResult{Success: yes, Result: info}}
}

// maxSuggested is how many offers are suggested. No source states it.
const maxSuggested = 20

// suggested lists offers for a title, best sold first.
func (q *query) suggested(req *platform.SuggestProductsRequest) platform.Answer {
	s := world.Search{
		Keyword: strings.TrimSpace(req.KeyWord), By: world.BySales, Down: true, Page: 1, Size: maxSuggested,
	}
	if name := valueOf(req.LoginID); name != "" {
		shop, ok := q.world.ShopNamed(name)
		if !ok {
			return &platform.SuggestProductsResponse{Success: "false", ErrorCode: noMember, ErrorMsg: noMemberZH}
		}
		s.Shop = &shop
	}
	rows, _ := q.world.Find(s)
	out := &platform.SuggestProductsResponse{Success: "true"}
	out.ResultList = lists.Map(rows, q.suggestedRow)
	q.rows(len(out.ResultList), "resultList")
	return out
}

func (q *query) suggestedRow(o world.Found) platform.SuggestedProduct {
	province, city, _ := o.Shop.Place()
	stock, _ := o.Totals()
	price := decimal(o.Tiers()[0].Price)
	out := platform.SuggestedProduct{
		AmountOnSale: loose.IntNumber(stock), MinPurchaseQuantity: loose.DecimalNumber(digits(o.Least())),
		PicURL: o.Picture(q.Base, 0), Price: price, ProductID: offerID(&o.Offer),
		SaleQuantity: loose.DecimalNumber(digits(o.Sales)), Province: province, City: city + "市", Subject: o.Title(false),
		Unit: o.Unit().Chinese,
	}
	for _, v := range o.Variants() {
		words := lists.Map(v.Properties[:], func(a world.Attribute) string { return a.Name.Chinese + ":" + a.Value.Chinese })
		out.SKUList = append(out.SKUList, platform.SuggestedSKU{
			Description: strings.Join(words, ";"), AmountOnSale: loose.IntNumber(v.Left), SKUID: loose.IntNumber(v.SKUID),
			SpecID: v.SpecID,
		})
	}
	return out
}

// simpleOffer gives any offer: the mock does not know which shops the caller has bought from.
func (q *query) simpleOffer(req *platform.GetSimpleProductRequest) platform.Answer {
	o, ok := q.offer(req.ProductID)
	if !ok {
		return &platform.GetSimpleProductResponse{ErrMsg: missing(req.ProductID)}
	}
	return &platform.GetSimpleProductResponse{ProductInfo: q.productInfo(&o)}
}

// crossOffer gives any offer: the mock does not keep which of them the caller distributes.
func (q *query) crossOffer(req *platform.GetCrossBorderProductRequest) platform.Answer {
	o, ok := q.offer(req.ProductID)
	if !ok {
		return &platform.GetCrossBorderProductResponse{Success: no, Message: missing(req.ProductID)}
	}
	return &platform.GetCrossBorderProductResponse{Success: yes, ProductInfo: q.productInfo(&o)}
}

// missing is the text of both calls for an offer that does not exist.
func missing(id int64) string { return "商品[" + digits(id) + "]不存在" }

// crossOffers gives several offers, without SKUs and prices, and names those that do not exist.
func (q *query) crossOffers(req *platform.ListCrossBorderProductsRequest) platform.Answer {
	out := &platform.ListCrossBorderProductsResponse{Success: yes}
	var absent []string
	for _, id := range req.ProductIDList {
		o, ok := q.offer(id)
		if !ok {
			absent = append(absent, digits(id)+":"+noOfferZH)
			continue
		}
		info := q.productInfo(&o)
		info.SKUInfos, info.SaleInfo, info.ShippingInfo = nil, platform.ProductSaleInfo{}, platform.ProductShippingInfo{}
		out.ProductList = append(out.ProductList, info)
	}
	out.Message = strings.Join(absent, ",")
	q.rows(len(out.ProductList), "productList")
	return out
}
