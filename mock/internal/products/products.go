package products

import (
	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/mock/world"
	"github.com/go-json-experiment/json/jsontext"
)

// Catalogue answers calls. It is safe for concurrent use.
type Catalogue struct{ world *world.World }

// New returns the catalogue of a world.
func New(w *world.World) *Catalogue { return &Catalogue{world: w} }

// Call is a call of the platform.
type Call struct {
	API    string         // such as product.search.keywordQuery
	Args   jsontext.Value // an object
	Member string         // what the call was authorised by
	Base   string         // scheme and host for addresses of pictures
}

// Knows reports whether an operation is answered here.
func Knows(api string) bool { return handlers[api] != nil }

// Call returns the response to a call that the package [Knows]. It fails for arguments that do not decode.
func (c *Catalogue) Call(call Call) (jsontext.Value, error) {
	q := &query{Catalogue: c, Call: call}
	answer, err := handlers[call.API](q)
	if err != nil {
		return nil, err
	}
	body, err := loose.Marshal(answer)
	if err == nil && q.empty != nil {
		body = withEmptyList(body, q.empty)
	}
	return body, err
}

// query is a call on its way.
type query struct {
	*Catalogue
	Call
	empty []string // where a list without rows belongs, which the generated types leave out
}

// rows notes where a list belongs that has no rows.
func (q *query) rows(n int, path ...string) {
	if n == 0 {
		q.empty = path
	}
}

type handler func(*query) (platform.Answer, error)

// on returns a handler with typed arguments.
func on[Req any](f func(*query, *Req) platform.Answer) handler {
	return func(q *query) (platform.Answer, error) {
		req := new(Req)
		if err := loose.Unmarshal(q.Args, req); err != nil {
			return nil, err
		}
		return f(q, req), nil
	}
}

var handlers = map[string]handler{
	"account.wangwangUrl.get":                         on((*query).chat),
	"alibaba.cross.productInfo":                       on((*query).crossOffer),
	"alibaba.cross.productList":                       on((*query).crossOffers),
	"alibaba.cross.similar.offer.search":              on((*query).similar),
	"alibaba.product.simple.get":                      on((*query).simpleOffer),
	"alibaba.product.suggest.crossBorder":             on((*query).suggested),
	"alibaba.trade.addresscode.get":                   on((*query).area),
	"alibaba.trade.addresscode.getchild":              on((*query).areas),
	"product.related.recommend":                       on((*query).related),
	"product.search.offerRecommend":                   on((*query).recommended),
	"product.search.querySellerOfferList":             on((*query).bySeller),
	"product.skuinfo.get":                             on((*query).skuInfo),
	"alibaba.account.agent.crossBasic":                on((*query).company),
	"alibaba.category.attribute.get":                  on((*query).attributes),
	"alibaba.category.get":                            on((*query).category),
	"alibaba.category.searchByKeyword":                on((*query).categoriesNamed),
	"alibaba.cps.similar.offer.search":                on((*query).mediaSimilar),
	"alibaba.cpsMedia.productInfo":                    on((*query).mediaOffer),
	"alibaba.fenxiao.productInfo.get":                 on((*query).resaleOffer),
	"alibaba.product.getByIdList":                     on((*query).byIDs),
	"alibaba.product.isModifiable":                    on((*query).modifiable),
	"alibaba.logistics.myFreightTemplate.list.get":    on((*query).templates),
	"alibaba.product.get":                             on((*query).ownOffer),
	"alibaba.product.list.get":                        on((*query).ownOffers),
	"alibaba.trade.OpQueryMarketingMixConfig":         on((*query).mixing),
	"alibaba.photobank.album.getList":                 on((*query).albums),
	"alibaba.photobank.photo.add":                     on((*query).photo),
	"alibaba.trade.uploadRefundVoucher":               on((*query).voucher),
	"category.translation.getById":                    on((*query).translation),
	"category.translation.getByKeyword":               on((*query).translations),
	"loginid.openuid.encrypt":                         on((*query).openUID),
	"product.analyze.getPerdaySellQuantityTrendNew":   on((*query).salesTrend),
	"product.analyze.getRepurchaseRateTrendNew":       on((*query).rebuyTrend),
	"product.analyze.getThirtyDayMedianPriceTrendNew": on((*query).priceTrend),
	"product.freight.estimate":                        on((*query).freight),
	"product.image.upload":                            on((*query).upload),
	"product.search.imageQuery":                       on((*query).byImage),
	"product.search.keywordQuery":                     on((*query).byKeyword),
	"product.search.queryProductDetail":               on((*query).detail),
	"product.search.topKeyword":                       on((*query).hotWords),
	"product.topList.query":                           on((*query).ranking),
	"wangwangnick.openuid.decrypt":                    on((*query).loginID),
}

// The codes and words of success. Live clients compare the code of searches and details with 200.
const (
	success   = "成功"
	codeOK    = "200"
	codeS0000 = "S0000"
	codeTrend = "S000"
)

// The failures, which are guesses.
const (
	noOffer      = "OFFER_NOT_EXIST"
	noOfferZH    = "商品不存在"
	noCategory   = "CATEGORY_NOT_EXIST"
	noCategoryZH = "类目不存在"
)

// offer finds an offer by the id of a call. One that was taken down does not exist.
func (q *query) offer(id int64) (world.Offer, bool) {
	if id <= 0 || q.world.Limits(id).Gone {
		return world.Offer{}, false
	}
	return q.world.Offer(uint64(id))
}
