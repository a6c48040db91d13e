package world

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"github.com/go-ali1688/ali1688/internal/beijing"
)

// reviewPage is how many reviews a page has.
const reviewPage = 10

// reviewTexts are what buyers write, of five stars, of four, and of fewer.
var reviewTexts = [3][]word{
	{
		{zh: "质量很好, 和描述一致, 会再来。", en: "Very good quality, as described; will come again."},
		{zh: "发货快, 包装仔细, 客户很满意。", en: "Fast dispatch and careful packing; our customers are pleased."},
		{zh: "做工扎实, 价格实在, 已经第三次补货了。", en: "Solid work at a fair price; our third order."},
		{zh: "颜色正, 没有色差, 卖得不错。", en: "True colours; sells well."},
		{zh: "老板耐心, 数量一件不少。", en: "A patient seller, and not a piece missing."},
		{zh: "好评。", en: "Good."},
	},
	{
		{zh: "整体可以, 物流慢了两天。", en: "Fine on the whole; the parcel was two days late."},
		{zh: "东西不错, 个别有线头。", en: "Good goods, with a loose thread here and there."},
		{zh: "性价比还行, 包装可以再厚一点。", en: "Fair value; the packing could be thicker."},
	},
	{
		{zh: "和图片有一点差别。", en: "A little different from the picture."},
		{zh: "少发了一件, 客服补发了。", en: "One piece was missing; it was sent later."},
	},
}

var sellerReply = word{zh: "感谢支持, 欢迎再次光临。", en: "Thank you; do come again."}

// review is what one buyer wrote.
type review struct {
	text     *word
	stars    int
	at       time.Time
	nick     string
	sku      int
	quantity int
	replied  bool
}

// reviews returns how many the offer has.
func (o *Offer) reviews() int { return 3 + int(o.hash>>40%45) }

func (o *Offer) review(i int) review {
	d := dice(hash(o.hash, saltReview, uint64(i)))
	kind := [...]int{0, 0, 0, 0, 0, 0, 1, 1, 2, 0}[d.below(10)]
	stars := [...]int{5, 4, 3}[kind]
	age := time.Duration(d.below(700*24*3600)) * time.Second
	return review{
		text: pick(&d, reviewTexts[kind]), stars: stars, at: lastReview.Add(-age),
		nick: string(alphabet[36+d.below(26)]) + "**" + strconv.Itoa(d.below(10)),
		sku:  d.below(o.skus()), quantity: o.least * d.between(1, 4), replied: d.chance(20),
	}
}

// lastReview is when the newest could have been written. The clock plays no part here.
var lastReview = time.Date(2025, 12, 1, 18, 0, 0, 0, beijing.Zone)

// allReviews returns the offer's, the newest first.
func (o *Offer) allReviews() []review {
	list := make([]review, o.reviews())
	for i := range list {
		list[i] = o.review(i)
	}
	slices.SortStableFunc(list, func(a, b review) int { return cmp.Compare(b.at.Unix(), a.at.Unix()) })
	return list
}

func (w *World) itemReview(e *encoder, q *Query) *Failure {
	o, ok := w.offerNumbered(q)
	if !ok {
		return nothing
	}
	all := o.allReviews()
	from := (pageNumber(q) - 1) * reviewPage
	if from >= len(all) {
		return nothing
	}
	e.object("items")
	e.plain("num_iid", o.key)
	e.plain("total_results", rounded(int64(len(all))))
	e.average(all)
	e.plain("detail_url", "https://rate2.m.1688.com/page/rateListForOffer.html?offerId=", o.key, "&sellerLoginId=",
		o.Shop.Company, "&offerScene=dsc")
	e.list("item")
	for i := range all[from:min(len(all), from+reviewPage)] {
		e.review(&o, &all[from+i])
	}
	e.endList()
	e.endObject()
	return nil
}

func (e *encoder) average(all []review) {
	stars, good := 0, 0
	for i := range all {
		stars += all[i].stars
		if all[i].stars > 3 {
			good++
		}
	}
	e.tenths("rate_average", stars*10/len(all))
	e.plain("good_percent", "好评率", strconv.Itoa(good*100/len(all)), "%")
}

func (e *encoder) review(o *Offer, r *review) {
	s := o.sku(r.sku)
	e.row()
	e.word("content", *r.text)
	if r.replied {
		e.word("explanation", sellerReply)
		e.plain("gmtExplanation", r.at.Add(26*time.Hour).Format(time.DateTime))
	} else {
		e.members(`"explanation":null,"gmtExplanation":null`)
	}
	e.plain("gmtPublished", r.at.Format(time.DateTime))
	e.members(`"isSystemRemark":"false","isTaobaoMember":"1"`)
	e.plain("levelImg", "https://gw.alicdn.com/tfs/TB1HlZKoAcx_u4jSZFlXXXnUFXa-60-39.png")
	e.plain("quantity", strconv.Itoa(r.quantity), ".0")
	e.plain("raterUserNick", r.nick)
	e.plain("specInfo", o.specName(&s, false))
	e.digits("starLevel", int64(r.stars))
	e.plain("unit", o.leaf.sub.root.unit)
	e.endObject()
}
