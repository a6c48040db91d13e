package world_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/beijing"
	"github.com/go-ali1688/ali1688/mock/world"
)

// The texts of reviews by their stars.
var reviewTexts = map[string][]string{
	"5": {"质量很好, 和描述一致, 会再来。", "发货快, 包装仔细, 客户很满意。", "做工扎实, 价格实在, 已经第三次补货了。",
		"颜色正, 没有色差, 卖得不错。", "老板耐心, 数量一件不少。", "好评。"},
	"4": {"整体可以, 物流慢了两天。", "东西不错, 个别有线头。", "性价比还行, 包装可以再厚一点。"},
	"3": {"和图片有一点差别。", "少发了一件, 客服补发了。"},
}

// TestReviewBody compares every row of item_review with the facts of the offer, and counts what is in all.
func TestReviewBody(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	stars, replies, all := map[string]int{}, 0, 0
	for _, o := range offers(w, 60) {
		got := body(t, w, "item_review", about(&o))
		var rows []any
		for i := range rowCount(t, got, "items", "item") {
			row := func(name string) string { return text(t, got, "items", "item", i, name) }
			want, replied := reviewRow(t, &o, row)
			rows = append(rows, want)
			stars[row("starLevel")]++
			all++
			if replied {
				replies++
			}
		}
		number := numberAt(t, body(t, w, "item_get", about(&o)), "item", "sales_info", "comment_num")
		require.True(t, 3 <= number && number <= 47, "%d reviews", number)
		require.Len(t, rows, int(min(10, number)))
		equalMembers(t, object{"items": object{"num_iid": digits(o.ID),
			"total_results": roundedSales(int64(number)),
			"rate_average":  text(t, got, "items", "rate_average"), "good_percent": text(t, got, "items", "good_percent"),
			"detail_url": "https://rate2.m.1688.com/page/rateListForOffer.html?offerId=" + digits(o.ID) +
				"&sellerLoginId=" + o.Shop.Company + "&offerScene=dsc", "item": rows}}, got)
	}
	assert.InDelta(t, all*7/10, stars["5"], float64(all)/12, "seven of ten have five stars")
	assert.InDelta(t, all*2/10, stars["4"], float64(all)/12)
	assert.InDelta(t, all/10, stars["3"], float64(all)/12)
	assert.InDelta(t, all/5, replies, float64(all)/12, "sellers reply to one in five")
}

// reviewRow returns a row as the facts of the offer want it, and whether the seller replied.
func reviewRow(t *testing.T, o *world.Offer, row func(string) string) (want object, replied bool) {
	t.Helper()
	published, err := time.ParseInLocation(time.DateTime, row("gmtPublished"), beijing.Zone)
	require.NoError(t, err)
	newest := time.Date(2025, 12, 1, 18, 0, 0, 0, beijing.Zone)
	require.False(t, published.After(newest) || published.Before(newest.AddDate(0, 0, -700)), published)
	var specs []string
	for _, v := range o.Variants() {
		p := v.Properties
		specs = append(specs, p[0].Name.Chinese+":"+p[0].Value.Chinese+";"+p[1].Name.Chinese+":"+p[1].Value.Chinese)
	}
	require.Contains(t, specs, row("specInfo"))
	require.Contains(t, reviewTexts[row("starLevel")], row("content"))
	require.Regexp(t, `^[a-z]\*\*\d$`, row("raterUserNick"))
	var quantities []string
	for n := range int64(4) {
		quantities = append(quantities, fmt.Sprintf("%d.0", o.Least()*(n+1)))
	}
	require.Contains(t, quantities, row("quantity"))
	want = object{"content": row("content"), "explanation": nil, "gmtExplanation": nil,
		"gmtPublished": row("gmtPublished"), "isSystemRemark": "false", "isTaobaoMember": "1",
		"levelImg": "https://gw.alicdn.com/tfs/TB1HlZKoAcx_u4jSZFlXXXnUFXa-60-39.png", "quantity": row("quantity"),
		"raterUserNick": row("raterUserNick"), "specInfo": row("specInfo"), "starLevel": row("starLevel"),
		"unit": o.Unit().Chinese}
	if row("explanation") != "<nil>" {
		want["explanation"] = "感谢支持, 欢迎再次光临。"
		want["gmtExplanation"] = published.Add(26 * time.Hour).Format(time.DateTime)
		replied = true
	}
	return want, replied
}

// TestReviewsInEnglish translates what buyers and sellers write, and nothing else.
func TestReviewsInEnglish(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	texts := map[string]string{}
	for _, o := range offers(w, 60) {
		chinese := body(t, w, "item_review", about(&o))
		english := bodyOf(t, w, world.Query{Operation: "item_review", English: true}, about(&o))
		for i := range rowCount(t, chinese, "items", "item") {
			a, b := member(t, chinese, "items", "item", i).(object), member(t, english, "items", "item", i).(object)
			texts[fmt.Sprint(a["content"])] = fmt.Sprint(b["content"])
			if a["explanation"] != nil {
				texts[fmt.Sprint(a["explanation"])] = fmt.Sprint(b["explanation"])
			}
			for _, name := range []string{"content", "explanation"} {
				delete(a, name)
				delete(b, name)
			}
			require.Equal(t, a, b)
		}
	}
	assert.Len(t, texts, 12, "eleven reviews and one reply")
	assert.Equal(t, "Good.", texts["好评。"])
	assert.Equal(t, "One piece was missing; it was sent later.", texts["少发了一件, 客服补发了。"])
	assert.Equal(t, "Thank you; do come again.", texts["感谢支持, 欢迎再次光临。"])
}

// TestReviewBoundaries has ten reviews a page, the rest on the last one, and a refusal behind it.
func TestReviewBoundaries(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	lasts := map[int]bool{}
	for _, o := range offers(w, 200) {
		number := int(numberAt(t, body(t, w, "item_get", about(&o)), "item", "sales_info", "comment_num"))
		last := (number + 9) / 10
		args := func(page int) string { return fmt.Sprintf("%s&page=%d", about(&o), page) }
		rows := rowCount(t, body(t, w, "item_review", args(last)), "items", "item")
		require.Equal(t, number-10*(last-1), rows, "%d reviews", number)
		lasts[rows] = true
		wantRefusal(t, w, "item_review", args(last+1), "2000", "")
		if !slices.Contains([]int{9, 10, 11, 20}, number) {
			continue
		}
		for _, page := range []string{"0", "-1", "x", ""} {
			require.Equal(t, body(t, w, "item_review", args(1)), body(t, w, "item_review", about(&o)+"&page="+page))
		}
		wantRefusal(t, w, "item_review", args(1<<40), "2000", "")
	}
	assert.True(t, lasts[1] && lasts[9] && lasts[10], "the boundaries occur")
	wantRefusal(t, w, "item_review", "num_iid=x", "2000", "")
}
