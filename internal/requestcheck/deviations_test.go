package requestcheck_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/go-ali1688/ali1688/internal/requestcheck"
)

// TestDeviations compares all deviations of a request, in their order.
func TestDeviations(t *testing.T) {
	const (
		viewOrder = "com.alibaba.trade/alibaba.trade.get.buyerView"
		missing   = "required orderId: orderId is missing; the document requires it\n" +
			"required webSite: webSite is missing; the document requires it"
		signed = "&access_token=t&_aop_signature=x"
		token  = "/openapi/param2/1/system.oauth2/getToken/1000000"
	)
	long, short := strings.Repeat("长", 50), strings.Repeat("长", 33)
	cases := []struct{ name, path, query, form, want string }{
		{"nothing that is required", "/1688/item_search/", "key=k", "",
			"required q: the parameter q is required and must be text"},
		{"several", "/1688/item_search/", "q=x&page=0&page_size=x&sorts=1", "",
			"unknown sorts: sorts is unknown to item_search and ignored; did you mean sort?" + "\n" +
				"range page: the parameter page must be a whole number of at least 1" + "\n" +
				"range page_size: the parameter page_size must be a whole number of at least 1"},
		{"the last value counts", "/1688/item_search/", "q=x&page=0&page=1", "", ""},
		{"the form counts before the query", "/1688/item_search/", "q=x&page=0", "page=2", ""},
		{"a size and a hash in place of an image", "/1688/upload_img/", "key=k", "imgcode=1025 bytes, sha256 abc", ""},
		{"an image that is a name", "/1688/upload_img/", "key=k", "imgcode=a.jpg",
			"range imgcode: imgcode must be the image in base64, not its name or address"},
		{"credentials are parameters of every operation", "/1688/item_get/", "key=k&secret=s&session=x&num_iid=1", "", ""},
		{"another platform of the gateway", "/taobao/item_get/", "num_iid=1", "", ""},
		{"a long name", "/1688/item_get/", "num_iid=1&" + long + "=1", "",
			"unknown " + short + ": " + short + " is unknown to item_get and ignored"},
		{"custom by api", "/1688/custom/", "api=" + viewOrder + "&orderId=x&webSitee=1688&key=k", "",
			"unknown webSitee: webSitee is unknown to alibaba.trade.get.buyerView" +
				" and ignored; did you mean webSite?" + "\n" +
				"kind orderId: orderId must be a whole number" + "\n" +
				"required webSite: webSite is missing; the document requires it"},
		{"custom by api, as it should be", "/1688/custom/", "api=" + viewOrder + "&orderId=1&webSite=1688&key=k", "", ""},
		{"custom without arguments", "/1688/custom/", "method=" + viewOrder, "",
			missing},
		{"custom with arguments that are not JSON", "/1688/custom/", "method=" + viewOrder + "&_o_args=x", "",
			"range _o_args: the parameter _o_args must be text that matches ^\\{[\\s\\S]*\\}$" + "\n" +
				"syntax _o_args: _o_args is not JSON" + "\n" +
				missing},
		{"custom with redacted arguments", "/1688/custom/", "method=" + viewOrder + `&_o_args={"orderId":"REDACTED"}`, "",
			"required webSite: webSite is missing; the document requires it"},
		{"custom in another namespace", "/1688/custom/", "method=com.alibaba.x/alibaba.trade.get.buyerView&_o_args={}", "",
			"operation alibaba.trade.get.buyerView: alibaba.trade.get.buyerView is in the namespace com.alibaba.trade" +
				", not in com.alibaba.x" + "\n" +
				missing},
		{"custom with an unknown operation", "/1688/custom/", "method=com.alibaba.trade/alibaba.trade.get.buyerVeiw", "",
			"operation alibaba.trade.get.buyerVeiw: there is no operation com.alibaba.trade/alibaba.trade.get.buyerVeiw" +
				"; did you mean com.alibaba.trade/alibaba.trade.get.buyerView?"},
		{"custom without an operation", "/1688/custom/", "key=k", "",
			"required one of method, api: at least one of the parameters method, api is required"},
		{"protocol", "/openapi/json2/1/" + viewOrder + "/1000000", "", "orderId=1&webSite=1688" + signed,
			"address alibaba.trade.get.buyerView: alibaba.trade.get.buyerView is called under param2, not under json2"},
		{"unknown, with a typing error", "/openapi/param2/1/com.alibaba.trade/alibaba.trade.cancle/1", "", "",
			"operation alibaba.trade.cancle: there is no operation com.alibaba.trade/alibaba.trade.cancle" +
				"; did you mean com.alibaba.trade/alibaba.trade.cancel?"},
		{"unknown, of the same words", "/openapi/param2/1/com.alibaba.trade/alibaba.trade.createOrder.cross/1", "", "",
			"operation alibaba.trade.createOrder.cross: there is no operation " +
				"com.alibaba.trade/alibaba.trade.createOrder.cross" +
				"; did you mean com.alibaba.trade/alibaba.trade.createCrossOrder?"},
		{"unknown, like none", "/openapi/param2/1/com.alibaba.x/x/1", "", "",
			"operation x: there is no operation com.alibaba.x/x"},
		{"no operation", "/openapi/param2", "", "", ""},
		{"a date pattern", orders, "", "orderId=1&webSite=1688&_aop_datePattern=x" + signed,
			"unknown _aop_datePattern: _aop_datePattern is a system parameter of the provider's SDKs " +
				"that the document does not have"},
		{"a token that is asked for by param2", token, "",
			"grant_type=authorization_code&client_id=1&client_secret=s&code=c" +
				"&need_refresh_token=true&redirect_uri=x", ""},
		{"a token by the PHP SDK", token, "", "grant_type=refresh_token&client_id=1&client_secret=s&refreshToken=r",
			"spelling refreshToken: refreshToken is the spelling of the official PHP SDK" +
				"; the document has refresh_token"},
		{"both spellings", token, "",
			"grant_type=refresh_token&client_id=1&client_secret=s&refreshToken=r&refresh_token=r", ""},
		{"a public operation", "/openapi/param2/1/com.alibaba.product/alibaba.category.get/1", "",
			"categoryID=0&_aop_signature=x", ""},
		{"a member below", "/openapi/param2/1/com.alibaba.trade/alibaba.trade.createCrossOrder/1", "",
			`flow=general&cargoParamList=[{"offerId":"x","specId":"s"}]` +
				`&addressParam={"addressId":1,"ad":1}` + signed,
			"unknown addressParam/ad: addressParam/ad is unknown to alibaba.trade.createCrossOrder and ignored" + "\n" +
				"required cargoParamList/0/quantity: cargoParamList/0/quantity is missing" +
				"; the document requires it" + "\n" +
				"kind cargoParamList/0/offerId: cargoParamList/0/offerId must be a whole number"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, d := range check(c.path, c.query, c.form, requestcheck.Secrets{}) {
				got = append(got, d.Rule+" "+d.Where+": "+d.Text)
			}
			assert.Equal(t, c.want, strings.Join(got, "\n"))
		})
	}
}
