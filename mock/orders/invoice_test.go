package orders_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock/orders"
)

const (
	applyInvoice  = "trade.invoice.apply"
	consult       = "trade.invoice.consult"
	mergeApply    = "trade.invoice.mergeapply"
	invoicesOf    = "trade.invoice.getListBuyerView"
	applications  = "trade.invoiceApply.getPageListBuyerView"
	invoiceTitles = "trade.invoiceTitle.getPageList"
	relatedOrders = "trade.invoice.sellerqueryrelatedorders"

	applyArgs = `{"input":{"invoiceApplyModelList":[{"orderId":{id},"amount":4900,"invoiceType":"VATAX_COMM",
		"purchaserInvoiceTitleModel":{"titleType":"COMPANY","title":"采购有限公司","taxpayerIdentify":"91X","bankName":"银行",
		"bankAccountId":"12","registerAddress":"1号","registerPhone":"0571-1"}}]}}`
)

// TestApplyInvoice applies for invoices that an order can have, and for others.
func TestApplyInvoice(t *testing.T) {
	const failed = `{"result":{"success":true,"result":{"failedList":[{"outBizId":"{id}","orderId":{id},"result":false,
		"tradeOrderCompleted":`
	cases := []struct {
		name  string
		stage orders.Stage
		with  [2]string // a part of the arguments, and what takes its place
		want  string
	}{
		{"paid", orders.StagePaid, [2]string{}, `{"result":{"success":true,"result":{"successList":[
			{"outBizId":"{id}","orderId":{id},"result":true,"tradeOrderCompleted":false}]}}}`},
		{"done", orders.StageReceived, [2]string{}, `{"result":{"success":true,"result":{"successList":[
			{"outBizId":"{id}","orderId":{id},"result":true,"tradeOrderCompleted":true}]}}}`},
		{"unpaid", orders.StageCreated, [2]string{}, failed + `false,"errorCode":"PARAM_INVALID",
			"errorDesc":"参数异常"}]}}}`},
		{"cancelled", orders.StageCancelled, [2]string{},
			failed + `false,"errorCode":"ORDER_CANCELED_ERROR","errorDesc":"订单已取消，不允许开票"}]}}}`},
		{"another amount of a done order", orders.StageReceived, [2]string{"4900", "4899"},
			failed + `true,"errorCode":"PARAM_INVALID","errorDesc":"参数异常: amount 4899, 可开票 4900"}]}}}`},
		{"no title of a done order", orders.StageReceived, [2]string{`"title":"采购有限公司"`, `"title":""`},
			failed + `true,"errorCode":"PARAM_INVALID","errorDesc":"参数异常"}]}}}`},
		{"another amount", orders.StagePaid, [2]string{"4900", "4899"},
			failed + `false,"errorCode":"PARAM_INVALID","errorDesc":"参数异常: amount 4899, 可开票 4900"}]}}}`},
		{"no title", orders.StagePaid, [2]string{`"title":"采购有限公司"`, `"title":""`},
			failed + `false,"errorCode":"PARAM_INVALID","errorDesc":"参数异常"}]}}}`},
		{"no order", orders.StagePaid, [2]string{`"orderId":{id}`, `"orderId":7`}, `{"result":{"success":true,
			"result":{"failedList":[
			{"outBizId":"7","orderId":7,"result":false,"tradeOrderCompleted":false,
				"errorCode":"APPLY_CREATE_INVOICE_EXCEPTION",
			"errorDesc":"订单不存在"}]}}}`},
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			s := newShop(t, orders.Options{})
			id := s.at(tt.stage)
			args := applyArgs
			if tt.with[0] != "" {
				args = strings.Replace(args, tt.with[0], tt.with[1], 1)
			}
			equalJSON(t, s.fill(tt.want, id), s.ask(applyInvoice, args, id))
			filed := member(s.ask(invoicesOf, `{"input":{"orderId":{id}}}`, id), "bizStatus") != ""
			assert.Equal(t, strings.Contains(tt.want, "successList"), filed)
		})
	}
	s := newShop(t, orders.Options{})
	id := s.paid()
	s.ask(applyInvoice, applyArgs, id)
	equalJSON(t, s.fill(failed+`false,"errorCode":"INVOICE_ALREADY_APPLIED","errorDesc":"曾经从别的渠道历史已申请过发票"}]}}}`, id),
		s.ask(applyInvoice, applyArgs, id))
	equalJSON(t, `{"result":{"success":false,"code":"KINGSUNS_BASIC_PARAM_CHECK_ERROR","message":"基础参数检查异常"}}`,
		s.ask(applyInvoice, `{"input":{"invoiceApplyModelList":[]}}`, id))
	s.member = "another"
	assert.Contains(t, s.ask(applyInvoice, applyArgs, id), `"errorDesc":"没有权限"`)
}

// TestSpecialInvoice is for orders of factories, and refused for those of others.
func TestSpecialInvoice(t *testing.T) {
	s := newShop(t, orders.Options{})
	seen := map[bool]bool{}
	for i := 0; len(seen) < 2; i++ {
		g := s.goods(i)
		var id, total int64
		made := s.call(createOrder, wanted(cargo(g, 0, g.Least)))
		_, _ = fmt.Sscanf(member(made, "orderId"), `"%d"`, &id)
		_, _ = fmt.Sscan(member(made, "totalSuccessAmount"), &total)
		require.NoError(t, s.orders.Pay(id))
		args := strings.NewReplacer("VATAX_COMM", "VATAX_SPEC", "4900", fmt.Sprint(total)).Replace(applyArgs)
		factory := g.Shop().Factory()
		seen[factory] = true
		want := quoted("INVOICE_NOT_SUPPORT_SPEC")
		if factory {
			want = ""
		}
		assert.Equal(t, want, member(s.ask(applyInvoice, args, id), "errorCode"))
	}
}

// TestInvoiceViews compares every member of an application and of its invoice: before it is issued, and when it is.
func TestInvoiceViews(t *testing.T) {
	s := newShop(t, orders.Options{})
	s.base = "http://mock.test"
	id := s.paid()
	s.ask(applyInvoice, applyArgs, id)
	const common = `"id":80000000001,"amount":4900,"gmtCreate":"20260901200000000+0800","invoiceDeadline":1788350400000,
		
		
		"invoiceMaterial":"ELECTRON","invoiceType":"VATAX_COMM","isRedInvoice":false,"outBizId":"{id}",
			"requestNo":"{id}",
		"sellerMemberId":"{sellerID}","purchaserInvoiceTitleModel":{"title":"采购有限公司","titleType":"COMPANY",
			"taxpayerIdentify":"91X",
		"bankName":"银行","bankAccountId":"12","registerAddress":"1号","registerPhone":"0571-1"},
		"sellerInvoiceTitleModel":{"title":"{seller}","titleType":"COMPANY"}`
	const line = `"cargoName":"{title}","invoiceAmountWithTax":2300,"quantity":2,"unit":"{unit}","currency":"CNY",
		"taxRate":13,
		"relatedInvoiceId":80000000001`
	const lines = `"invoiceDetailDTOList":[{"subOutBizId":"{id}","skuId":"{sku}","specId":"{spec}",` + line + `},
		{"subOutBizId":"{id2}","skuId":"{sku2}","specId":"{spec2}",` + line + `}]`
	const issuing = `"bizStatus":"ISSUING","gmtModified":"20260901200000000+0800"`
	const issued = `"bizStatus":"ISSUED","gmtModified":"20260902200000000+0800","sellerInputInvoiceTime":1788350400000`
	page := `{"result":{"success":true,"pageIndex":1,"sizePerPage":10,"totalRecords":1,"resultList":[{`
	const list, one = `{"input":{"page":1,"pageSize":10}}`, `{"input":{"orderId":{id}}}`
	equalJSON(t, s.fill(page+common+","+issuing+","+lines+`}]}}`, id), s.ask(applications, list, id))
	equalJSON(t, s.fill(`{"result":{"success":true,"result":[{`+common+","+issuing+`}]}}`, id), s.ask(invoicesOf, one,
		id))
	s.now = s.now.Add(24*time.Hour - 1)
	assert.Equal(t, `"ISSUING"`, member(s.ask(invoicesOf, one, id), "bizStatus"))
	s.now = s.now.Add(1)
	equalJSON(t, s.fill(page+common+","+issued+","+lines+`}]}}`, id), s.ask(applications, list, id))
	equalJSON(t, s.fill(`{"result":{"success":true,"result":[{`+common+","+issued+`,"invoiceDate":1788350400000,
		"invoiceNo":"2533200080000000001",
		"invoiceFileType":"PDF","ossInvoiceFileName":"invoice.pdf",
			"invoiceDownloadUrl":"http://mock.test/invoice/80000000001.pdf"}]}}`, id),
		s.ask(invoicesOf, one, id))
	equalJSON(t, `{"result":{"success":true}}`, s.ask(invoicesOf, one, s.paid()), "an order without an invoice")
	s.member = "another"
	equalJSON(t, `{"result":{"success":false,"code":"400_3","message":"没有权限"}}`, s.ask(invoicesOf, one, id))
	equalJSON(t, `{"result":{"success":true,"pageIndex":1,"sizePerPage":10,"totalRecords":0}}`, s.ask(applications,
		list, id))
}

// TestInvoiceFilters lists applications by every filter, the latest first.
func TestInvoiceFilters(t *testing.T) {
	s := newShop(t, orders.Options{})
	var ids []int64
	for i := range 3 {
		id := s.paid()
		s.ask(applyInvoice, strings.Replace(applyArgs, "采购有限公司", []string{"甲公司", "乙公司", "丙"}[i], 1), id)
		ids = append(ids, id)
		s.now = s.now.Add(12 * time.Hour)
	}
	text := func(id int64) string { return fmt.Sprintf("%q", fmt.Sprint(id)) }
	const noon, hour = 1788264000000, 3_600_000 // the first application, in milliseconds
	cases := []struct {
		filter string
		want   []int64
	}{
		{``, []int64{ids[2], ids[1], ids[0]}},
		{`,"bizStatusList":["ISSUED"]`, []int64{ids[1], ids[0]}}, {`,"bizStatusList":["ISSUING","RETURNED"]`,
			[]int64{ids[2]}},
		{`,"fuzzyInvoiceTitle":"公司"`, []int64{ids[1], ids[0]}}, {`,"isRedInvoice":true`, nil},
		{`,"isRedInvoice":false`, []int64{ids[2], ids[1], ids[0]}},
		{`,"orderId":` + text(ids[1]), []int64{ids[1]}}, {`,"outBizId":` + text(ids[2]), []int64{ids[2]}}, {`,
			"outBizId":"7"`, nil},
		{fmt.Sprintf(`,"createMillTimeStart":%d`, noon+12*hour), []int64{ids[2], ids[1]}},
		{fmt.Sprintf(`,"createMillTimeEnd":%d`, noon+12*hour), []int64{ids[1], ids[0]}},
		{fmt.Sprintf(`,"modifyMillTimeStart":%d`, noon+25*hour), []int64{ids[1]}},
		{fmt.Sprintf(`,"modifyMillTimeEnd":%d`, noon+24*hour), []int64{ids[2], ids[0]}},
	}
	for _, tt := range cases {
		t.Run(tt.filter, func(t *testing.T) {
			body := s.ask(applications, `{"input":{"page":1,"pageSize":50`+tt.filter+`}}`, 0)
			var rows []struct {
				Number string `json:"outBizId"`
			}
			if list := member(body, "resultList"); list != "" {
				decode(t, list, &rows)
			}
			var got, want []string
			for _, row := range rows {
				got = append(got, row.Number)
			}
			for _, id := range tt.want {
				want = append(want, fmt.Sprint(id))
			}
			assert.Equal(t, want, got)
			assert.Equal(t, fmt.Sprint(len(want)), member(body, "totalRecords"))
		})
	}
	second := s.ask(applications, `{"input":{"page":2,"pageSize":2}}`, 0)
	assert.Equal(t, fmt.Sprintf("%q", fmt.Sprint(ids[0])), member(second, "outBizId"))
	refunded := s.at(orders.StageShipped)
	made := s.ask(createRefund, claimArgs(`goodsStatus="refundBuyerReceived";applyPayment=1000`), refunded)
	require.NoError(t, s.orders.AgreeRefund(unquoted(member(made, "refundId"))))
	s.ask(applyInvoice, strings.Replace(applyArgs, "4900", "3900", 1), refunded)
	assert.Equal(t, "1300", member(s.ask(applications, `{"input":{"page":1,"pageSize":1}}`, 0), "invoiceAmountWithTax"),
		"without the refund")
	assert.Equal(t, "2 2 3", member(second, "pageIndex")+" "+member(second, "sizePerPage")+" "+member(second,
		"totalRecords"))
}
