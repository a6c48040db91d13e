package products

import (
	"time"

	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/lists"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/mock/world"
)

// maxRanked is how many offers a ranking has at most.
const maxRanked = 20

var rankNames = map[platform.RankType]world.Text{
	platform.RankTypeComplex:   {Chinese: "综合榜", English: "Comprehensive List"},
	platform.RankTypeHot:       {Chinese: "热卖榜", English: "Hot List"},
	platform.RankTypeGoodPrice: {Chinese: "好价榜", English: "Good Price List"},
}

func (q *query) ranking(req *platform.QueryTopListRequest) platform.Answer {
	p := &req.RankQueryParams
	category, ok := q.world.CategoryMeant(p.RankID)
	if !ok {
		return &platform.QueryTopListResponse{
			Result: platform.TopListResult{Success: no, Code: noCategory, Message: noCategoryZH},
		}
	}
	s := world.Search{Categories: []int64{category.ID}, Page: 1, Size: min(atLeastOne(p.Limit), maxRanked)}
	switch p.RankType {
	case platform.RankTypeHot:
		s.By, s.Down = world.BySales, true
	case platform.RankTypeGoodPrice:
		s.By = world.ByPrice
	}
	rows, _ := q.world.Find(s)
	out := platform.Ranking{RankID: p.RankID, RankName: rankNames[p.RankType].In(p.Language), RankType: string(p.RankType)}
	for i := range rows {
		out.RankProductModels = append(out.RankProductModels, q.ranked(&rows[i], i+1, p.Language))
	}
	return &platform.QueryTopListResponse{
		Result: platform.TopListResult{Success: yes, Code: codeS0000, Message: success, Result: out},
	}
}

func (q *query) ranked(o *world.Found, place int, language string) platform.RankedProduct {
	service := "sendGoods48H"
	if hours, _ := o.Shop.ShipsWithin(); hours == 24 {
		service = "sendGoods24H"
	}
	return platform.RankedProduct{
		ItemID: offerID(&o.Offer), Title: o.Title(false), TranslateTitle: o.TitleIn(language),
		ImgURL: o.Picture(q.Base, 0),
		Sort:   loose.IntNumber(int64(place)), ServiceList: []string{service}, BuyerNum: loose.IntNumber(buyers(o.Sales)),
		SoldOut: loose.IntNumber(o.Sales), GoodsScore: score(o.Shop.Score(0)),
	}
}

func (q *query) hotWords(req *platform.GetTopKeywordsRequest) platform.Answer {
	p := &req.TopSeKeywordParam
	category, ok := q.world.CategoryMeant(p.SourceID)
	if !ok {
		return &platform.GetTopKeywordsResponse{
			Result: platform.TopKeywordsResult{Success: "false", Code: noCategory, Message: noCategoryZH},
		}
	}
	out := lists.Map(q.world.HotWords(category.ID), func(w world.Text) platform.TopKeyword {
		return platform.TopKeyword{SeKeyword: w.Chinese, SeKeywordTranslation: w.In(p.Country)}
	})
	return &platform.GetTopKeywordsResponse{
		Result: platform.TopKeywordsResult{Success: "true", Code: codeS0000, Message: success, Result: out},
	}
}

// maxDays is how many days a trend has at most: a month.
const maxDays = 31

// figure is the value of a trend on a day.
type figure func(o *world.Offer, day time.Time) string

func (q *query) trend(p platform.OfferTrendQuery, value figure) platform.OfferTrendResult {
	o, ok := q.offer(p.OfferID)
	if !ok {
		return platform.OfferTrendResult{Success: no, RetCode: noOffer, RetMsg: noOfferZH}
	}
	const layout = "20060102"
	from, err := time.Parse(layout, p.StartDate)
	to, err2 := time.Parse(layout, p.EndDate)
	if err != nil || err2 != nil || to.Before(from) || to.Sub(from) > maxDays*24*time.Hour {
		return platform.OfferTrendResult{Success: no, RetCode: "PARAM_ERROR", RetMsg: "日期错误: yyyyMMdd, 最多一个月"}
	}
	out := platform.OfferTrendResult{Success: yes, RetCode: codeTrend, RetMsg: success}
	for day := from; !day.After(to); day = day.AddDate(0, 0, 1) {
		out.Result = append(out.Result, platform.OfferTrendPoint{Date: day.Format(layout), Value: value(&o, day)})
	}
	return out
}

func (q *query) salesTrend(req *platform.GetDailySalesTrendRequest) platform.Answer {
	sold := func(o *world.Offer, day time.Time) string { return digits(o.SoldOn(day)) }
	return &platform.GetDailySalesTrendResponse{Result: q.trend(req.TendQueryParam, sold)}
}

func (q *query) rebuyTrend(req *platform.GetRepurchaseRateTrendRequest) platform.Answer {
	rate := func(o *world.Offer, _ time.Time) string { return percent(o.Shop.Rebuys()) }
	return &platform.GetRepurchaseRateTrendResponse{Result: q.trend(req.TrendQueryParam, rate)}
}

// priceTrend is flat: prices of the world never change.
func (q *query) priceTrend(req *platform.GetMedianPriceTrendRequest) platform.Answer {
	price := func(o *world.Offer, _ time.Time) string { return yuan(o.Tiers()[0].Price) }
	return &platform.GetMedianPriceTrendResponse{Result: q.trend(req.TrendQueryParam, price)}
}
