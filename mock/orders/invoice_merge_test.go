package orders_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock/orders"
)

// TestMergedInvoices asks which orders can share an invoice, applies for them, and lists them for the seller.
func TestMergedInvoices(t *testing.T) {
	s := newShop(t, orders.Options{})
	first, second, unpaid := s.paid(), s.paid(), s.order()
	b := s.goods(1)
	var other, amount int64
	made := s.call(createOrder, wanted(cargo(b, 0, b.Least)))
	_, _ = fmt.Sscanf(member(made, "orderId"), `"%d"`, &other)
	_, _ = fmt.Sscan(member(made, "totalSuccessAmount"), &amount)
	require.NoError(t, s.orders.Pay(other))
	ask := func(ids string) string {
		return s.call(consult, values{"reqDTO": values{"orderIdsJsonList": ids}})
	}
	equalJSON(t, fmt.Sprintf(`{"result":{"success":true,"isRetry":false,"result":{"supportMerge":true,"groups":[
		{"orderIds":["%d","%d"],"sellerLoginId":%q,"totalAmount":9800},{"orderIds":["%d"],"sellerLoginId":%q,
			"totalAmount":%d}]}}}`,
		first, second, s.goods(0).Seller, other, b.Seller, amount),
		ask(fmt.Sprintf(`["%d","%d","%d","%d","%d","x"]`, first, other, second, first, unpaid)))
	equalJSON(t, `{"result":{"success":false,"errorCode":"PARAM_INVALID","errorDesc":"参数异常","isRetry":false}}`,
		ask("1,2"))
	equalJSON(t, fmt.Sprintf(`{"result":{"success":true,"isRetry":false,"result":{"supportMerge":false,"groups":[
		{"orderIds":["%d"],"sellerLoginId":%q,"totalAmount":%d}]}}}`, other, b.Seller, amount),
		ask(fmt.Sprintf(`["%d"]`, other)))

	apply := func(title string, groups ...string) string {
		text := `["` + strings.Join(groups, `","`) + `"]`
		if len(groups) == 0 {
			text = "[]"
		}
		return s.call(mergeApply, values{"reqDTO": values{"invoiceType": "1", "orderIdGroupsJsonList": text,
			"purchaserInvoiceTitle": values{"title": title, "titleType": 1, "taxpayerIdentify": "91X", "bankName": "银行",
				"bankAccountId":   "12",
				"registerAddress": "1号", "registerPhone": "0571-1"}}})
	}
	both := fmt.Sprintf("%d, %d", first, second)
	cases := []struct {
		name, title string
		groups      []string
		reason      string
	}{
		{"two sellers", "公司", []string{fmt.Sprintf("%d,%d", first, other)}, fmt.Sprintf("订单不能合并开票: %d", other)},
		{"an order twice", "公司", []string{both, fmt.Sprint(first)}, fmt.Sprintf("订单不能合并开票: %d", first)},
		{"no title", "", []string{both}, "参数异常"},
		{"no groups", "公司", nil, "参数异常"},
		{"no order", "公司", []string{"7"}, "订单不存在"},
		{"both", "公司", []string{both, fmt.Sprint(other)}, ""},
		{"again", "公司", []string{both}, "曾经从别的渠道历史已申请过发票"},
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			want := `"result":true`
			if tt.reason != "" {
				want = `"result":false,"failReason":"` + tt.reason + `"`
			}
			equalJSON(t, `{"result":{"success":true,"isRetry":false,"isIdempotent":false,"result":{"idempotent":false,
				`+want+`}}}`,
				apply(tt.title, tt.groups...))
			if tt.reason != "" && tt.name != "again" {
				assert.Empty(t, s.orders.State().Invoices, "all groups or none")
			}
		})
	}
	view := s.ask(invoicesOf, `{"input":{"orderId":{id}}}`, second)
	assert.Equal(t, "9800", member(view, "amount"))
	assert.Equal(t, fmt.Sprintf("%q", fmt.Sprint(first)), member(view, "outBizId"))
	equalJSON(t, `{"title":"公司","titleType":"COMPANY","taxpayerIdentify":"91X","bankName":"银行","bankAccountId":"12",
		"registerAddress":"1号","registerPhone":"0571-1"}`, member(view, "purchaserInvoiceTitleModel"))
	related := func(args string) string { return s.ask(relatedOrders, `{"reqDTO":`+args+`}`, second) }
	shared := fmt.Sprintf(`{"result":{"success":true,"isRetry":false,"result":{"mergeInvoice":true,"outBizId":"%d",
		"orderIds":["%d","%d"]}}}`,
		first, first, second)
	none := `{"result":{"success":true,"isRetry":false,"result":{"mergeInvoice":false}}}`
	equalJSON(t, shared, related(`{"orderId":"{id}"}`))
	equalJSON(t, shared, related(fmt.Sprintf(`{"outBizId":"%d","orderId":"7"}`, first)))
	equalJSON(t, none, related(`{"outBizId":"{id}"}`), "the number of the application is that of its first order")
	equalJSON(t, fmt.Sprintf(`{"result":{"success":true,"isRetry":false,"result":{"mergeInvoice":false,"outBizId":"%d",
		"orderIds":["%d"]}}}`,
		other, other), related(fmt.Sprintf(`{"orderId":"%d"}`, other)))
	s.member = b.SellerID
	equalJSON(t, none, related(`{"orderId":"{id}"}`), "another seller's")
}

// TestInvoiceTitles lists the titles of a member by kind and page.
func TestInvoiceTitles(t *testing.T) {
	s := newShop(t, orders.Options{})
	const company = `"companyInvoiceTitles":[{"invoiceTitleId":22028397610261,"titleType":"COMPANY","title":"采购有限公司",
		"taxpayerIdentify":"91330000000000000X","bankName":"中国工商银行杭州分行","bankAccountId":"1200000000000000000",
		"registerAddress":"浙江省杭州市滨江区网商路699号","registerPhone":"0571-00000000","name":"张三","receiverPhone":"13800000000",
		"isDefault":"true"}]`
	const personal = `"personalInvoiceTitles":[{"invoiceTitleId":22028397610262,"titleType":"PERSONAL","title":"张三",
		"receiverPhone":"13800000000","isDefault":"false"}]`
	cases := []struct{ input, page, titles, total string }{
		{`{}`, `"currentPage":1,"pageSize":20`, company + "," + personal, "2"},
		{`{"titleType":"COMPANY"}`, `"currentPage":1,"pageSize":20`, company, "1"},
		{`{"titleType":"PERSONAL"}`, `"currentPage":1,"pageSize":20`, personal, "1"},
		{`{"page":2,"pageSize":1}`, `"currentPage":2,"pageSize":1`, personal, "2"},
	}
	for _, tt := range cases {
		equalJSON(t, `{"result":{"success":true,`+tt.page+`,"totalNum":`+tt.total+`,"result":{`+tt.titles+`}}}`,
			s.ask(invoiceTitles, `{"input":`+tt.input+`}`, 0), tt.input)
	}
}
