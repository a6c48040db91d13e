package orders_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock/orders"
)

const (
	subAccounts = "alibaba.subAccount.list"
	subAccount  = "querySubAccount"
	addAuth     = "subaccount.auth.add"
	cancelAuth  = "subaccount.auth.cancel"
	listAuth    = "subaccount.auth.list"
	periods     = "alibaba.accountPeriod.list.buyerView"
)

// TestSubAccounts lists the sub-accounts of a member, and finds one by its login id.
func TestSubAccounts(t *testing.T) {
	s := newShop(t, orders.Options{})
	equalJSON(t, `{"mainUserId":"2202839761026","mainLoginId":"buyer761026","mainMemberId":"b2b-2202839761026",
		"subAccountList":[
		{"loginId":"buyer761026:caigou","userId":220283976102601,"memberId":"b2b-220283976102601","status":"enabled"},
		{"loginId":"buyer761026:caiwu","userId":220283976102602,"memberId":"b2b-220283976102602","status":"enabled"}]}`,
		s.ask(subAccounts, `{}`, 0))
	const found = `{"result":{"isSuccess":true,"data":{"userId":220283976102602,"loginId":"buyer761026:caiwu",
		"employeeId":"2","name":"王五",
		"sex":"男","departmentId":2,"departmentName":"财务部"}}}`
	const none = `{"result":{"isSuccess":false,"resultCode":"SUB_ACCOUNT_NOT_EXIST","errorMsg":"子账号不存在"}}`
	equalJSON(t, found, s.ask(subAccount, `{"loginId":"buyer761026:caiwu"}`, 0))
	for _, login := range []string{"buyer761026:nobody", "buyer761026", "buyer1:caiwu", ""} {
		equalJSON(t, none, s.ask(subAccount, fmt.Sprintf(`{"loginId":%q}`, login), 0))
	}
	s.member = ""
	equalJSON(t, none, s.ask(subAccount, `{"loginId":"buyer761026:caiwu"}`, 0), "a member that nobody knows")
	s.member = "one"
	s.order()
	s.member = ""
	equalJSON(t, found, s.ask(subAccount, `{"loginId":"buyer761026:caiwu"}`, 0), "a buyer")
}

// TestSubAccountAuth authorises sub-accounts, whose tokens act for the main account until they end or are cancelled.
func TestSubAccountAuth(t *testing.T) {
	s := newShop(t, orders.Options{IssuedTokens: true})
	const both = `{"subUserIdentityList":["buyer761026:caigou","buyer761026:caiwu"]}`
	const one = `{"subUserIdentityList":["buyer761026:caiwu"]}`
	const bad = `{"result":{"success":false,"errorCode":"param_error","errorMessage":"子账号不存在"}}`
	equalJSON(t, `{"result":{"success":true}}`, s.ask(listAuth, both, 0), "none yet")
	for _, args := range []string{`{"subUserIdentityList":["buyer761026:nobody"]}`, `{"subUserIdentityList":[]}`,
		`{"subUserIdentityList":["buyer1:caiwu"]}`} {
		equalJSON(t, bad, s.ask(addAuth, args, 0))
		equalJSON(t, bad, s.ask(listAuth, args, 0))
	}
	equalJSON(t, `{"result":{"success":true}}`, s.ask(addAuth, one, 0))
	body := s.ask(listAuth, both, 0)
	token := unquoted(member(body, "accessToken"))
	assert.Regexp(t, "^access-[0-9a-f]{16}$", token)
	equalJSON(t, `{"result":{"success":true,
		"returnValue":[{"accessToken":"`+token+`","adminOwnerId":"buyer761026","adminUserId":2202839761026,
		"gmtExpired":"20270228200000000+0800","memberId":"b2b-2202839761026","ownerId":"buyer761026","userId":2202839761026,"site":"1688",
		"subAuth":true,"subOwnerId":"buyer761026:caiwu","subUserId":220283976102602}]}}`, body)

	mine := func() string { s.member = "one"; return member(s.ask("alibaba.account.basic", `{}`, 0), "memberId") }
	assert.Equal(t, mine(), s.account(token), "a sub-account acts for its main account")
	begin := s.now
	s.now = begin.Add(180*24*time.Hour - 1)
	assert.NotEmpty(t, s.account(token))
	s.now = begin.Add(180 * 24 * time.Hour)
	assert.Empty(t, s.account(token))
	s.now = begin

	s.member = "one"
	equalJSON(t, `{"result":{"success":true,"returnValue":true}}`, s.ask(cancelAuth, one, 0))
	assert.Empty(t, s.account(token))
	s.member = "one"
	equalJSON(t, `{"result":{"success":true}}`, s.ask(listAuth, both, 0))
	equalJSON(t, `{"result":{"success":false,"errorCode":"param_error","errorMessage":"子账号不存在","returnValue":false}}`,
		s.ask(cancelAuth, `{"subUserIdentityList":["x"]}`, 0))
	s.ask(addAuth, one, 0)
	assert.NotEmpty(t, s.account(token), "it can be authorised again")
}

// TestAccountPeriods lists the sellers of a member with a credit.
func TestAccountPeriods(t *testing.T) {
	s := newShop(t, orders.Options{})
	a, b := s.goods(0), s.goods(1)
	s.order()
	s.order()
	equalJSON(t, `{"success":true,"resultList":{"totalCount":"0"}}`, s.ask(periods, `{}`, 0), "no credit")
	s.orders.SetCredit("one", 10_000)
	const row = `{"sellerLoginId":%q,"sellerCompanyName":%q,"sellerId":%d,"buyerLoginId":"buyer761026",
		"buyerId":2202839761026,"quota":10000,
		"surplusQuota":%d,"statusStr":"有效","tapDateStr":"30天","tapDate":30,"tapOverdue":0}`
	first := func(left int) string { return fmt.Sprintf(row, a.Seller, a.Seller, a.SellerUID, left) }
	equalJSON(t, `{"success":true,"resultList":{"totalCount":"1","accountPeriodList":[`+first(10_000)+`]}}`,
		s.ask(periods, `{}`, 0))
	made := s.ask(createOrder, `{"flow":"general","tradeType":"period","addressParam":{"addressId":1},
		"cargoParamList":[
		{"offerId":{offer},"specId":"{spec}","quantity":2},{"offerId":{offer},"specId":"{spec2}","quantity":2}]}`, 0)
	require.Equal(t, "true", member(made, "success"), made)
	s.call(createOrder, wanted(cargo(b, 0, b.Least)))
	second := fmt.Sprintf(row, b.Seller, b.Seller, b.SellerUID, 5100)
	equalJSON(t, `{"success":true,"resultList":{"totalCount":"2","accountPeriodList":[`+first(5100)+`,`+second+`]}}`,
		s.ask(periods, `{"pageIndex":1}`, 0))
	equalJSON(t, `{"success":true,"resultList":{"totalCount":"1","accountPeriodList":[`+second+`]}}`,
		s.ask(periods, fmt.Sprintf(`{"sellerLoginId":%q}`, b.Seller), 0))
	equalJSON(t, `{"success":true,"resultList":{"totalCount":"2"}}`, s.ask(periods, `{"pageIndex":2}`, 0))
}

// TestShelf takes offers down and puts them back: what is down cannot be ordered.
func TestShelf(t *testing.T) {
	s := newShop(t, orders.Options{})
	g := s.goods(0)
	s.orders.Limit(g.OfferID, orders.Limits{Most: 9})
	const missing = `{"productId":-7,"result":false,"code":"OFFER_NOT_EXIST","desc":"商品不存在"}`
	const done = `{"productId":{offer},"result":true}`
	cases := []struct {
		api, args, want string
		down            bool // afterwards
	}{
		{"alibaba.product.repost", `{"productIds":[{offer},-7],"webSite":"1688"}`, `{"result":[` + done + `,` +
			missing + `]}`, false},
		{"alibaba.product.expire", `{"productIds":[-7,{offer}],"webSite":"1688"}`, `{"result":[` + missing + `,` +
			done + `]}`, true},
		{"alibaba.product.repost", `{"productIds":[{offer}],"webSite":"1688"}`,
			`{"result":[{"productId":{offer},"result":false,"code":"OFFER_NOT_EXIST","desc":"商品不存在"}]}`, true},
		{"alibaba.product.republish", `{"productIds":[{offer},-7]}`, `{"result":[` + done + `,` + missing + `]}`,
			false},
		{"alibaba.product.delete", `{"productID":-7}`, `{"isSuccess":false,"reason":"商品不存在"}`, false},
		{"alibaba.product.delete", `{"productID":{offer}}`, `{"isSuccess":true,"reason":"操作成功!"}`, true},
		{"alibaba.product.republish", `{"productIds":[{offer}]}`, `{"result":[` + done + `]}`, false},
	}
	for _, tt := range cases {
		equalJSON(t, s.fill(tt.want, 0), s.ask(tt.api, tt.args, 0), tt.api)
		made := s.call(preview, wanted(cargo(g, 0, g.Least)))
		assert.Equal(t, tt.down, member(made, "success") == "false", made)
		assert.Equal(t, orders.Limits{Most: 9, Gone: tt.down}, s.orders.State().Limits[g.OfferID], "other limits stay")
	}
}
