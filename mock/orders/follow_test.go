package orders_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/go-ali1688/ali1688/mock/orders"
)

const (
	follow         = "alibaba.product.follow"
	followCross    = "alibaba.product.follow.crossborder"
	unfollowCross  = "alibaba.product.unfollow.crossborder"
	addRelation    = "product.kjdistribute.addRelation"
	removeRelation = "product.kjdistribute.removeRelation"
	pushProducts   = "alibaba.cross.syncProductListPushed"
	pullPool       = "pool.product.pull"
	countPool      = "pool.product.total"
)

// TestRelations makes calls about the offers {a} and {b}, and compares the last response, and the relations after it.
func TestRelations(t *testing.T) {
	const (
		followed = `{"code":0,"message":"success"}`
		unknown  = `{"code":1,"message":"商品不存在"}`
		related  = `{"result":{"success":true}}`
	)
	cases := []struct {
		name  string
		calls []string // member, API and arguments
		want  string
		left  []string // member, offer, and whether it follows and distributes the offer
	}{
		{"follow", []string{"one " + follow + ` {"productId":{a}}`}, followed, []string{"one {a} true false"}},
		{"follow abroad", []string{"one " + followCross + ` {"productId":{a}}`}, followed, []string{"one {a} true false"}},
		{"follow twice", []string{"one " + follow + ` {"productId":{a}}`, "one " + followCross + ` {"productId":{a}}`},
			followed, []string{"one {a} true false"}},
		{"follow an unknown offer", []string{"one " + follow + ` {"productId":-7}`}, unknown, nil},
		{"follow an offer that was taken down", []string{`one alibaba.product.delete {"productID":{a},"webSite":"1688"}`,
			"one " + follow + ` {"productId":{a}}`}, unknown, nil},
		{"unfollow", []string{"one " + follow + ` {"productId":{a}}`, "one " + unfollowCross + ` {"productId":{a}}`},
			followed, nil},
		{"unfollow what another follows", []string{"another " + follow + ` {"productId":{a}}`,
			"one " + unfollowCross + ` {"productId":{a}}`}, followed, []string{"another {a} true false"}},
		{"unfollow another offer", []string{"one " + follow + ` {"productId":{a}}`,
			"one " + unfollowCross + ` {"productId":{b}}`}, followed, []string{"one {a} true false"}},
		{"add", []string{"one " + addRelation + ` {"offerId":{a}}`}, related, []string{"one {a} false true"}},
		{"add an unknown offer", []string{"one " + addRelation + ` {"offerId":-7}`},
			`{"result":{"success":false,"msg":"商品不存在"}}`, nil},
		{"add what is followed", []string{"one " + follow + ` {"productId":{a}}`, "one " + addRelation + ` {"offerId":{a}}`},
			related, []string{"one {a} true true"}},
		{"remove", []string{"one " + addRelation + ` {"offerId":{a}}`, "one " + removeRelation + ` {"offerId":{a}}`},
			related, nil},
		{"remove what is followed, too", []string{"one " + addRelation + ` {"offerId":{a}}`,
			"one " + follow + ` {"productId":{a}}`, "one " + removeRelation + ` {"offerId":{a}}`},
			related, []string{"one {a} true false"}},
		{"push", []string{"another " + pushProducts + ` {"productIdList":[{b},{a}]}`}, related,
			[]string{"another {b} false true", "another {a} false true"}},
		{"push none", []string{"one " + pushProducts + ` {"productIdList":[]}`},
			`{"result":{"success":false,"errorCode":"OFFERIDS_IS_NULL","errorMsg":"商品ID列表参数为空"}}`, nil},
		{"push 20", []string{"one " + pushProducts + ` {"productIdList":[` + strings.Repeat("{a},", 19) + `{a}]}`},
			related, []string{"one {a} false true"}},
		{"push 21", []string{"one " + pushProducts + ` {"productIdList":[` + strings.Repeat("{a},", 20) + `{a}]}`},
			`{"result":{"success":false,"errorCode":"OFFERIDS_TOO_MANY","errorMsg":"商品ID数量超过20"}}`, nil},
		{"push one that is unknown", []string{"one " + pushProducts + ` {"productIdList":[{b},-7,{a}]}`},
			`{"result":{"success":false,"errorCode":"OFFER_NOT_EXIST","errorMsg":"商品不存在"}}`,
			[]string{"one {b} false true"}},
	}
	names := map[string]string{"b2b-2202839761026": "one", "b2b-2209509000349": "another"}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			s := newShop(t, orders.Options{})
			equalJSON(t, tt.want, s.about(tt.calls...))
			var left []string
			for _, r := range s.orders.State().Follows {
				left = append(left, fmt.Sprint(names[r.Member], " ", r.Offer, " ", r.Followed, " ", r.Distributed))
			}
			for i := range tt.left {
				tt.left[i] = offers(tt.left[i], s.goods(0).OfferID, s.apart())
			}
			assert.Equal(t, tt.left, left)
		})
	}
}

// about makes calls, each of them member, API and arguments, about the offers {a} and {b}, which are of different
// categories. It returns the last response.
func (s *shop) about(calls ...string) (body string) {
	s.t.Helper()
	a, b := s.goods(0), s.apart()
	for _, c := range calls {
		parts := strings.SplitN(c, " ", 3)
		s.member = parts[0]
		body = s.send(parts[1], []byte(offers(parts[2], a.OfferID, b)))
	}
	return body
}

func offers(text string, a, b int64) string {
	return strings.NewReplacer("{a}", fmt.Sprint(a), "{b}", fmt.Sprint(b)).Replace(text)
}

// apart returns a listed offer of another category than that of goods(0).
func (s *shop) apart() int64 {
	first := s.categoryOf(s.goods(0).OfferID)
	for i := range 4000 {
		if o := s.offers.ListedOffer(i); o.Categories()[2].ID != first {
			return int64(o.ID)
		}
	}
	s.t.Fatal("all offers are of one category")
	return 0
}

func (s *shop) categoryOf(offer int64) int64 {
	o, _ := s.offers.Offer(uint64(offer))
	return o.Categories()[2].ID
}

// TestPools lists and counts what members distribute: each offer once, and none that they follow alone.
func TestPools(t *testing.T) {
	const (
		row   = `{"offerId":{a},"bizCategoryId":"{ca}","offerPoolTotal":2}`
		other = `{"offerId":{b},"bizCategoryId":"{cb}","offerPoolTotal":2}`
	)
	pulled := func(rows ...string) string {
		return `{"result":{"success":"true","code":"S0000","message":"成功","result":[` + strings.Join(rows, ",") + `]}}`
	}
	page := func(no, size int64) string {
		return fmt.Sprintf(`{"offerPoolQueryParam":{"offerPoolId":1,"taskId":"1","pageNo":%d,"pageSize":%d}}`, no, size)
	}
	counted := func(n int) string {
		return fmt.Sprintf(`{"result":{"success":"true","code":"S0000","model":%d}}`, n)
	}
	both := []string{"one " + addRelation + ` {"offerId":{a}}`, "another " + addRelation + ` {"offerId":{b}}`,
		"another " + addRelation + ` {"offerId":{a}}`}
	cases := []struct {
		name      string
		calls     []string
		api, args string
		want      string
	}{
		{"empty", nil, pullPool, page(1, 10), pulled()},
		{"followed alone", []string{"one " + follow + ` {"productId":{a}}`}, pullPool, page(1, 10), pulled()},
		{"all", both, pullPool, page(1, 10), pulled(row, other)},
		{"the first page", both, pullPool, page(1, 1), pulled(row)},
		{"the second page", both, pullPool, page(2, 1), pulled(other)},
		{"the last page has the rest", both, pullPool, page(1, 1000), pulled(row, other)},
		{"a page beyond all", both, pullPool, page(9223372036854775807, 1000), pulled()},
		{"a page before the first", both, pullPool, page(0, 1), pulled(row)},
		{"a page without a size", both, pullPool, page(1, 0), pulled(row)},
		{"count none", nil, countPool, `{"appKey":"1","palletId":1}`, counted(0)},
		{"count all", both, countPool, `{"appKey":"1","palletId":1}`, counted(2)},
		{"count for an empty category", both, countPool, `{"appKey":"1","palletId":1,"categoryId":""}`, counted(2)},
		{"count one category", both, countPool, `{"appKey":"1","palletId":1,"categoryId":"{cb}"}`, counted(1)},
		{"count an unknown category", both, countPool, `{"appKey":"1","palletId":1,"categoryId":"7"}`, counted(0)},
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			s := newShop(t, orders.Options{})
			s.about(tt.calls...)
			a, b := s.goods(0).OfferID, s.apart()
			fill := strings.NewReplacer("{ca}", fmt.Sprint(s.categoryOf(a)), "{cb}", fmt.Sprint(s.categoryOf(b)))
			equalJSON(t, fill.Replace(offers(tt.want, a, b)), s.about("any "+tt.api+" "+fill.Replace(tt.args)))
		})
	}
}
