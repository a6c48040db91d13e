package requestcheck_test

import (
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/go-ali1688/ali1688/internal/platformsign"
	"github.com/go-ali1688/ali1688/internal/requestcheck"
	"github.com/go-ali1688/ali1688/transport"
)

const orders = "/openapi/param2/1/com.alibaba.trade/alibaba.trade.get.buyerView/1000000"

func TestCheck(t *testing.T) {
	cases := []struct{ name, path, query, form, want string }{
		{"fits", "/1688/item_get/", "key=k&secret=s&num_iid=610947572360", "", ""},
		{"another server", "/other/page", "x=1", "", ""},
		{
			"unknown operation",
			"/1688/item_gte/",
			"",
			"",
			"operation item_gte: there is no operation item_gte; did you mean item_get?",
		},
		{"unknown parameter", "/1688/item_search/", "q=x&page_szie=3", "",
			"unknown page_szie: page_szie is unknown to item_search and ignored; did you mean page_size?"},
		{"missing parameter", "/1688/item_get/", "key=k", "",
			"required num_iid: the parameter num_iid is required and must be text that matches ^[0-9]{1,19}$"},
		{"range", "/1688/item_search/", "q=x&page=0", "",
			"range page: the parameter page must be a whole number of at least 1"},
		{"redacted", "/1688/item_search/", "q=x&page=REDACTED&key=REDACTED", "", ""},
		{"key in the form", "/1688/item_get/", "num_iid=1", "key=k",
			"address key: the key is in the form; the document has it in the query"},
		{"platform fits", orders, "", "orderId=1&webSite=1688&access_token=t&_aop_signature=x", ""},
		{
			"namespace",
			"/openapi/param2/1/com.alibaba.trda/alibaba.trade.get.buyerView/1000000",
			"",
			"orderId=1&webSite=1688&access_token=t&_aop_signature=x",
			"operation alibaba.trade.get.buyerView: alibaba.trade.get.buyerView is in the namespace " +
				"com.alibaba.trade, not in com.alibaba.trda",
		},
		{"version", "/openapi/param2/2/com.alibaba.trade/alibaba.trade.get.buyerView/1000000", "",
			"orderId=1&webSite=1688&access_token=t&_aop_signature=x",
			"operation alibaba.trade.get.buyerView: alibaba.trade.get.buyerView has the version 1, not 2"},
		{"token", orders, "", "orderId=1&webSite=1688&_aop_signature=x",
			"required access_token: access_token is missing; alibaba.trade.get.buyerView requires it"},
		{
			"signature",
			orders,
			"",
			"orderId=1&webSite=1688&access_token=t",
			"signature _aop_signature: the signature is missing",
		},
		{"kind", orders, "", "orderId=abc&webSite=1688&access_token=t&_aop_signature=x",
			"kind orderId: orderId must be a whole number"},
		{
			"custom",
			"/1688/custom/",
			"method=com.alibaba.trade/alibaba.trade.get.buyerView&_o_args={\"orderId\":1,\"webSitee\":\"1688\"}",
			"",
			"unknown webSitee: webSitee is unknown to alibaba.trade.get.buyerView and ignored; did you mean webSite?",
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := ""
			for _, d := range check(c.path, c.query, c.form, requestcheck.Secrets{}) {
				if got == "" || d.Rule+" "+d.Where+": "+d.Text == c.want {
					got = d.Rule + " " + d.Where + ": " + d.Text
				}
			}
			assert.Equal(t, c.want, got)
		})
	}
}

func check(path, query, form string, secrets requestcheck.Secrets) []requestcheck.Deviation {
	q, _ := url.ParseQuery(query)
	f, _ := url.ParseQuery(form)
	return requestcheck.Check(requestcheck.Request{Method: "POST", Path: path, Query: q, Form: f}, secrets)
}

// TestSignature verifies signatures with the secret, which no text has.
func TestSignature(t *testing.T) {
	const secret = "planted-secret"
	fields := url.Values{"orderId": {"1"}, "webSite": {"1688"}, "access_token": {"t"}}
	fields.Set(platformsign.Signature, platformsign.Sign(orders[len("/openapi/"):], fields, secret))
	assert.Empty(t, check(orders, "", fields.Encode(), requestcheck.Secrets{Platform: secret}))
	for _, text := range check(orders, "", fields.Encode(), requestcheck.Secrets{Platform: "planted-other"}) {
		assert.Equal(t, "signature", text.Rule)
		assert.NotContains(t, text.Text, "planted")
	}
	assert.Len(t, check(orders, "", fields.Encode(), requestcheck.Secrets{Platform: "planted-other"}), 1)
	assert.Len(t, check("/1688/item_get/", "key=k&num_iid=1&sign=wrong", "", requestcheck.Secrets{Gateway: secret}), 1)
	assert.Empty(
		t,
		check("/1688/item_get/", "key=REDACTED&num_iid=1&sign=wrong", "", requestcheck.Secrets{Gateway: secret}),
	)
}

// TestGatewaySignature verifies the sign of the provider's demo and that of its PHP SDK, where the secret is known.
func TestGatewaySignature(t *testing.T) {
	const secret, wrong = "planted-secret", "signature sign: the sign is not that of these parameters and the secret"
	fields := map[string]string{"api_name": "item_get", "key": "k", "num_iid": "1"}
	demo, sdk := transport.Sign(fields, secret), transport.SDKSign(fields, secret)
	cases := []struct {
		name, more string
		secret     string
		want       string
	}{
		{"of the demo", "&sign=" + demo, secret, ""},
		{"of the SDK", "&sign=" + sdk, secret, ""},
		{"of another secret", "&sign=" + demo, "planted-other", wrong},
		{"of the SDK, which does not sign cache", "&cache=no&sign=" + sdk, secret, ""},
		{"of the demo, which signs cache", "&cache=no&sign=" + demo, secret, wrong},
		{"of other parameters", "&num_iid=2&sign=" + sdk, secret, wrong},
		{"with the secret beside it", "&secret=planted-beside&sign=x", "", wrong},
		{"unknown without the secret", "&sign=x", "", ""},
		{"unknown where something was redacted", "&cache=REDACTED&sign=x", secret, ""},
		{"none", "", secret, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := ""
			for _, d := range check("/1688/item_get/", "key=k&num_iid=1"+c.more, "", requestcheck.Secrets{Gateway: c.secret}) {
				if d.Rule == requestcheck.RuleSignature {
					got = d.Rule + " " + d.Where + ": " + d.Text
				}
			}
			assert.Equal(t, c.want, got)
		})
	}
}
