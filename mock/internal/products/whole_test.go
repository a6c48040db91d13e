package products_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock/world"
)

// filled replaces the names in braces by ids, titles and pictures of an offer.
func filled(t *testing.T, text string, o *world.Offer) string {
	t.Helper()
	const base = "http://mock.test"
	gallery, err := json.Marshal(o.Gallery(base))
	require.NoError(t, err)
	pages := ""
	for _, picture := range o.Illustrations(base) {
		pages += `<p><img src=\"` + picture + `\"/></p>`
	}
	pairs := []string{"{gallery}", strings.Trim(string(gallery), "[]"), "{pages}", pages,
		"{main}", o.Picture(base, 0), "{white}", o.Picture(base, 1), "{id}", fmt.Sprint(o.ID), "{title}", o.Title(false),
		"{english}", o.TitleIn("en"), "{company}", o.Shop.Company, "{openUID}", o.Shop.OpenUID(), "{sid}", o.Shop.SID}
	for i, v := range o.Variants() {
		n := fmt.Sprint(i+1, "}")
		pairs = append(pairs, "{sku"+n, fmt.Sprint(v.SKUID), "{spec"+n, v.SpecID, "{picture"+n, o.VariantPicture(base, &v))
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

// TestWholeOffer compares every member of an offer in every operation that returns offers.
func TestWholeOffer(t *testing.T) {
	const (
		page = `"pageSize":1,"currentPage":1,"data":[`
		rows = `{"result":{"success":true,"code":"200","message":"成功","result":{"totalRecords":1,"totalPage":1,` + page
	)
	cases := []struct{ api, args, want string }{
		{detailQuery, `{"offerDetailParam":{"offerId":{id},"country":"en"}}`,
			`{"result":{"success":true,"code":"200","message":"操作成功","result":` + wholeDetail + `}}`},
		{keywordQuery, `{"offerQueryParam":{"keyword":" {title} ","beginPage":1,"pageSize":1,"country":"en"}}`,
			rows + "{" + wholeRow + `,"whiteImage":"{white}"}]}}}`},
		{imageQuery, `{"offerQueryParam":{"imageAddress":"{main}","beginPage":1,"pageSize":1,"country":"en",
			"region":"1,2,3,4"}}`, `{"result":{"success":"true","code":"200","message":"成功","result":{"totalRecords":59,
			"totalPage":59,` + page + "{" + wholeRow + "," + wholeCompany + `}],
			"picRegionInfo":{"currentRegion":"1,2,3,4","yoloCropRegion":"190,610,120,540"}}}}`},
		{"product.search.querySellerOfferList", `{"offerQueryParam":{"sellerOpenId":"{openUID}","keyword":"{title}",
			"beginPage":1,"pageSize":1,"country":"en"}}`, rows + wholeSellerRow + `]}}}`},
		{"alibaba.cross.similar.offer.search", `{"picUrl":"{main}","page":1,"pageSize":1}`,
			`{"success":true,"result":{"total":59,"page":1,"pageSize":1,"result":[` + wholeSimilar + `]}}`},
		{"product.skuinfo.get", `{"offerId":{id}}`, `{"result":{"success":true,"result":` + wholeSKUs + `}}`},
		{"alibaba.product.suggest.crossBorder", `{"keyWord":"{title}","loginId":"{company}"}`,
			`{"success":"true","resultList":[` + wholeSuggestion + `]}`},
		{"alibaba.product.get", `{"productID":{id},"webSite":"1688"}`, wholeOwn},
		{"product.freight.estimate", `{"productFreightQueryParamsNew":{"offerId":{id},"toProvinceCode":"440000",
			"totalNum":10,"logisticsSkuNumModels":[{"skuId":"7","number":1}]}}`,
			`{"result":{"success":true,"code":"S0000","message":"成功","result":` + wholeFreight + `}}`},
	}
	c := newCatalogue(t, false)
	o, ok := c.world.Offer(642203748141)
	require.True(t, ok)
	for _, tt := range cases {
		t.Run(tt.api, func(t *testing.T) {
			sameJSON(t, filled(t, tt.want, &o), c.body(tt.api, filled(t, tt.args, &o)))
		})
	}
}

// TestPlainOffer compares what is different about an offer that is sold singly, at one price, by a trader.
func TestPlainOffer(t *testing.T) {
	c := newCatalogue(t, false)
	o, ok := c.world.Offer(837998157859)
	require.True(t, ok)
	found := c.body(keywordQuery, filled(t,
		`{"offerQueryParam":{"keyword":"{title}","beginPage":1,"pageSize":1,"country":"en"}}`, &o))
	sameJSON(t, filled(t, plainRow, &o), part(t, found, "result", "result", "data", "0"))

	detail := c.body(detailQuery, filled(t, `{"offerDetailParam":{"offerId":{id},"country":"en"}}`, &o))
	own := c.body("alibaba.product.get", filled(t, `{"productID":{id},"webSite":"1688"}`, &o))
	shown := func(path ...string) string {
		return part(t, detail, append([]string{"result", "result"}, path...)...)
	}
	for _, tt := range []struct{ name, want, got string }{
		{"SKU", `{"amountOnSale":433,"price":"11.3","consignPrice":"11.3","cargoNumber":"L2548","skuId":{sku1},
			"specId":"{spec1}","fenxiaoPriceInfo":{"onePiecePrice":"11.3","offerPrice":"11.3"},"skuAttributes":[
			{"attributeId":3216,"attributeName":"颜色","attributeNameTrans":"Colour","value":"草绿",
			"valueTrans":"grass green","skuImageUrl":"{picture1}"},{"attributeId":171115906,"attributeName":"身高",
			"attributeNameTrans":"Height","value":"80cm","valueTrans":"80cm"}]}`, shown("productSkuInfos", "0")},
		{"sale", `{"amountOnSale":1325,"priceRangeList":[{"startQuantity":1,"price":"11.3"}],"quoteType":1,
			"consignPrice":"11.3","unitInfo":{"unit":"套","transUnit":"Set"},"fenxiaoSaleInfo":{
			"onePieceFreePostage":false,"startQuantity":1,"onePiecePrice":"11.3","offerPrice":"11.3"}}`,
			shown("productSaleInfo")},
		{"tags", `[{"key":"isOnePsale","value":true},{"key":"isSupportMix","value":false},
			{"key":"isOnePsaleFreePostage","value":false},{"key":"noReason7DReturn","value":false},
			{"key":"1688_yx","value":false},{"key":"select","value":false}]`, shown("tagInfoList")},
		{"identities", `["tp_member"]`, shown("offerIdentities")},
		{"invoices", `{"supportOnlineInvoice":false,"supportFastInvoice":false,"invoiceTypes":["普票"],
			"taxpayerType":"小规模纳税人"}`, shown("invoiceInfo")},
		{"own sale", `{"supportOnlineTrade":true,"mixWholeSale":false,"priceAuth":false,"priceRanges":[
			{"startQuantity":1,"price":11.3}],"amountOnSale":1325,"unit":"套","minOrderQuantity":1,"quoteType":1,
			"deliveryLimit":1,"invReduceType":"1","beginAmount":1}`, part(t, own, "productInfo", "saleInfo")},
		{"own SKU's price", "11.3", part(t, own, "productInfo", "skuInfos", "0", "price")},
		{"cross-border", "false", part(t, own, "productInfo", "crossBorderOffer")},
		{"returns", "false", part(t, own, "productInfo", "sevenDaysRefunds")},
	} {
		sameJSON(t, filled(t, tt.want, &o), tt.got, tt.name)
	}
}

// sameJSON compares bodies member by member. Unlike assert.JSONEq it compares every digit of an id.
func sameJSON(t *testing.T, want, got string, args ...any) {
	t.Helper()
	var values [2]any
	for i, text := range []string{want, got} {
		d := json.NewDecoder(strings.NewReader(text))
		d.UseNumber()
		require.NoError(t, d.Decode(&values[i]), text)
	}
	assert.Equal(t, values[0], values[1], args...)
}

// part returns the value at a path of names and numbers.
func part(t *testing.T, body string, path ...string) string {
	t.Helper()
	value := json.RawMessage(body)
	for _, name := range path {
		var list []json.RawMessage
		var members map[string]json.RawMessage
		if json.Unmarshal(value, &list) == nil {
			var i int
			_, err := fmt.Sscan(name, &i)
			require.NoError(t, err)
			require.Greater(t, len(list), i, "%s of %s", name, body)
			value = list[i]
			continue
		}
		require.NoError(t, json.Unmarshal(value, &members), body)
		require.Contains(t, members, name, body)
		value = members[name]
	}
	return string(value)
}
