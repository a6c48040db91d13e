package products

import (
	"hash/fnv"
	"slices"
	"strconv"
	"strings"

	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/lists"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/mock/world"
)

// bySeller lists the offers of one shop, or those of them that a word finds.
func (q *query) bySeller(req *platform.SearchSellerProductsRequest) platform.Answer {
	p := &req.OfferQueryParam
	shop, ok := q.member(p.SellerOpenID)
	if !ok || p.SellerOpenID == "" {
		return &platform.SearchSellerProductsResponse{Result: platform.SellerProductResult{
			Success: no, Code: noMember, Message: noMemberZH,
		}}
	}
	s := world.Search{
		Keyword: world.InChinese(strings.TrimSpace(valueOf(p.Keyword)), p.Country), Shop: &shop,
		Categories: categories(p.CategoryID, nil), Low: fenOf(valueOf(p.PriceStart)), High: fenOf(valueOf(p.PriceEnd)),
		Page: atLeastOne(p.BeginPage), Size: min(atLeastOne(p.PageSize), maxPage), Also: filterOf(valueOf(p.Filter), nil),
	}
	s.By, s.Down = sorting(valueOf(p.Sort))
	s.Mixed = asksMixed(valueOf(p.Filter))
	rows, total := q.world.Find(s)
	page := platform.SellerProductPage{
		TotalRecords: loose.IntNumber(int64(total)), TotalPage: pages(total, s.Size),
		PageSize: loose.IntNumber(int64(s.Size)), CurrentPage: loose.IntNumber(int64(s.Page)),
	}
	page.Data = lists.Map(rows, func(o world.Found) platform.SellerProduct { return q.sellerRow(&o, p.Country) })
	q.rows(len(page.Data), "result", "result", "data")
	return &platform.SearchSellerProductsResponse{Result: platform.SellerProductResult{
		Success: yes, Code: codeOK, Message: success, Result: page,
	}}
}

func (q *query) sellerRow(o *world.Found, country string) platform.SellerProduct {
	created := day(o.Created(q.world))
	return platform.SellerProduct{
		ImageURL: o.Picture(q.Base, 0), Subject: o.Title(false), SubjectTrans: o.TitleIn(country),
		OfferID: offerID(&o.Offer), IsJxhy: loose.BoolValue(o.Shop.Selected()), PriceInfo: foundPrices(&o.Offer),
		RepurchaseRate: percent(o.Shop.Rebuys()), MonthSold: loose.IntNumber(o.Sales), TraceInfo: trace(&o.Offer),
		IsOnePsale: loose.BoolValue(onePiece(o.Least())), OfferIdentities: offerIdentities(&o.Shop),
		CreateDate: created, ModifyDate: created, IsPatentProduct: no,
		IsSelect: strconv.FormatBool(o.Shop.Selected()), PromotionURL: address(&o.Offer),
	}
}

// recommended lists what sells best, from another place on for each user.
func (q *query) recommended(req *platform.RecommendProductsRequest) platform.Answer {
	p := &req.RecommendOfferParam
	h := fnv.New32a()
	_, _ = h.Write([]byte(p.OutMemberID))
	size := min(atLeastOne(p.PageSize), maxPage)
	rows, _ := q.world.Find(world.Search{
		By: world.BySales, Down: true, Page: atLeastOne(p.BeginPage) + int(h.Sum32()%20), Size: size,
	})
	out := platform.RecommendResult{Success: yes, Code: codeOK, Message: success}
	for _, o := range rows {
		out.Result = append(out.Result, platform.RecommendedProduct{
			ImageURL: o.Picture(q.Base, 0), Subject: o.Title(false), SubjectTrans: o.TitleIn(p.Country),
			PriceInfo: platform.RecommendedPriceInfo{Price: yuan(o.Tiers()[0].Price)}, OfferID: offerID(&o.Offer),
			MonthSold: loose.IntNumber(o.Sales), RepurchaseRate: percent(o.Shop.Rebuys()), TraceInfo: trace(&o.Offer),
			IsSelect: loose.BoolValue(o.Shop.Selected()), PromotionURL: address(&o.Offer),
			SellerIdentities: sellerIdentities(&o.Shop), OnePsale: loose.BoolValue(onePiece(o.Least())),
		})
	}
	q.rows(len(out.Result), "result", "result")
	return &platform.RecommendProductsResponse{Result: out}
}

// maxRelated is how many related offers a page has at most.
const maxRelated = 10

// related lists the other offers of an offer's category.
func (q *query) related(req *platform.RecommendRelatedProductsRequest) platform.Answer {
	p := &req.RelatedQueryParams
	o, ok := q.offer(p.OfferID)
	if !ok {
		return &platform.RecommendRelatedProductsResponse{Result: platform.RelatedProductResult{
			Success: no, Code: noOffer, Message: noOfferZH,
		}}
	}
	out := platform.RelatedProductResult{Success: yes, Code: codeS0000, Message: success}
	for _, r := range q.others(&o, atLeastOne(p.PageNo), min(atLeastOne(p.PageSize), maxRelated)) {
		category := r.Categories()
		out.Result = append(out.Result, platform.RelatedProduct{
			ImageURL: r.Picture(q.Base, 0), Subject: r.Title(false), SubjectTrans: r.TitleIn(p.Language),
			PriceInfo: platform.RelatedPriceInfo{Price: yuan(r.Tiers()[0].Price)}, OfferID: offerID(&r.Offer),
			MonthSold: loose.IntNumber(r.Sales), SellerIdentities: sellerIdentities(&r.Shop),
			OfferIdentities: offerIdentities(&r.Shop), TopCategoryID: loose.IntNumber(category[0].ID),
			SecondCategoryID: loose.IntNumber(category[1].ID), ThirdCategoryID: loose.IntNumber(category[2].ID),
		})
	}
	q.rows(len(out.Result), "result", "result")
	return &platform.RecommendRelatedProductsResponse{Result: out}
}

// others returns a page of the offers of an offer's category, without the offer.
func (q *query) others(o *world.Offer, page, size int) []world.Found {
	all, _ := q.world.Find(world.Search{Like: o, Page: 1, Size: world.Listed})
	kept := slices.DeleteFunc(all, func(f world.Found) bool { return f.ID == o.ID })
	return kept[min(len(kept), (page-1)*size):min(len(kept), page*size)]
}
