package requestcheck_test

import (
	"maps"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/go-ali1688/ali1688/internal/platformsign"
	"github.com/go-ali1688/ali1688/internal/requestcheck"
	_ "github.com/go-ali1688/ali1688/openapi/legacy" // whose operations have rules and no tables
)

func lines(found []requestcheck.Deviation) string {
	var all []string
	for _, d := range found {
		all = append(all, d.Rule+" "+d.Where+": "+d.Text)
	}
	return strings.Join(all, "\n")
}

// TestOperationsWithoutTables examines calls of a document that has rules alone, sent directly and through custom.
func TestOperationsWithoutTables(t *testing.T) {
	const (
		direct  = "/openapi/param2/1/cn.alibaba.open/offer.get/1"
		signed  = "&access_token=t&_aop_signature=x"
		offerID = "required offerId: the parameter offerId is required and must be a whole number"
		fields  = "required returnFields: the parameter returnFields is required and must be text in the form of the body"
	)
	for _, c := range []struct{ name, path, form, want string }{
		{"fits", direct, "offerId=1&returnFields=x" + signed, ""},
		{"missing", direct, signed, offerID + "\n" + fields},
		{"kind and spelling", direct, "offerId=x&offerIdd=1&returnFields=x" + signed,
			"unknown offerIdd: offerIdd is unknown to offer.get and ignored; did you mean offerId?\n" +
				"range offerId: the parameter offerId must be a whole number"},
		{"range", strings.Replace(direct, "get", "search", 1), "pageNo=0&page=1" + signed,
			"unknown page: page is unknown to offer.search and ignored; did you mean pageNo?\n" +
				"range pageNo: the parameter pageNo must be a whole number of at least 1"},
		{"redacted", direct, "offerId=REDACTED&returnFields=x" + signed, ""},
		{"no form", strings.Replace(direct, "offer.get", "areaCode.get", 1), "x=1&_aop_signature=x",
			"required access_token: access_token is missing; areaCode.get requires it\n" +
				"unknown x: x is unknown to areaCode.get and ignored"},
		{"version", strings.Replace(direct, "/1/", "/2/", 1), "offerId=1&returnFields=x" + signed,
			"operation offer.get: offer.get has the version 1, not 2"},
		{"through custom", "/1688/custom/", `method=cn.alibaba.open/offer.get&_o_args={"offerId":1,"y":[1]}`,
			"unknown y: y is unknown to offer.get and ignored\n" + fields},
		{"through custom, as it should be", "/1688/custom/",
			`method=cn.alibaba.open/offer.get&_o_args={"offerId":1,"returnFields":["a"]}`, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			assert.Equal(t, c.want, lines(check(c.path, "", c.form, requestcheck.Secrets{})))
		})
	}
}

// TestSuggestedOperations has names that are at the edge of being like another.
func TestSuggestedOperations(t *testing.T) {
	const near = "; did you mean com.alibaba.trade/alibaba.trade.get.buyerView?"
	for name, want := range map[string]string{
		"alibaba.trade.get.buyerVie123": near, "Trade.Buyer.alibaba.view.get": near, "alibaba.trade.getBuyerView.x.y.z": near,
		"alibaba.trade.getBuyerView.x.y.z.w": "", "aView.get": "", "View": "", "get": "",
		strings.Repeat("x", 101): "",
	} {
		shown := name[:min(len(name), 100)]
		got := check("/openapi/param2/1/n/"+name+"/1", "", "", requestcheck.Secrets{})
		full := ("n/" + name)[:min(len(name)+2, 100)]
		assert.Equal(t, "operation "+shown+": there is no operation "+full+want, lines(got))
	}
}

// TestTokens are asked for under two protocols, as the pages and the provider's SDKs do.
func TestTokens(t *testing.T) {
	const form = "grant_type=refresh_token&client_id=1&client_secret=s&refresh_token=r"
	for protocol, want := range map[string]string{
		"http": "", "param2": "", "json": "address getToken: getToken is called under http, not under json",
	} {
		got := check("/openapi/"+protocol+"/1/system.oauth2/getToken/1", "", form, requestcheck.Secrets{})
		assert.Equal(t, want, lines(got), protocol)
	}
	const order = "orderId=1&webSite=1688&refreshToken=x&access_token=t&_aop_signature=x"
	got := check(orders, "", order, requestcheck.Secrets{})
	assert.Equal(t, "unknown refreshToken: refreshToken is unknown to alibaba.trade.get.buyerView and ignored", lines(got))
}

// TestFiles counts a file as the argument of its name.
func TestFiles(t *testing.T) {
	form, _ := url.ParseQuery("albumID=1&name=a&webSite=1688&drawTxt=false&imageBytes=x&access_token=t&_aop_signature=x")
	const path = "/openapi/param2/1/com.alibaba.product/alibaba.photobank.photo.add/1"
	request := requestcheck.Request{Path: path, Form: form, Files: map[string][]byte{"imageBytes": []byte("abc")}}
	assert.Empty(t, lines(requestcheck.Check(request, requestcheck.Secrets{})))
	delete(form, "imageBytes")
	assert.Empty(t, lines(requestcheck.Check(request, requestcheck.Secrets{})))
	request.Files = map[string][]byte{"image": nil}
	assert.Equal(t, "unknown image: image is unknown to alibaba.photobank.photo.add and ignored\n"+
		"required imageBytes: imageBytes is missing; the document requires it",
		lines(requestcheck.Check(request, requestcheck.Secrets{})))
}

// TestWrongSignatures explains a signature as far as the secret is known.
func TestWrongSignatures(t *testing.T) {
	const path, secret = "param2/1/com.alibaba.trade/alibaba.trade.get.buyerView/1000000", "planted-secret"
	const unexplained = "the signature is wrong, and no usual mistake explains it: the secret or a value may be another"
	const length = "the signature is wrong: it must have the 40 hexadecimal digits of HMAC-SHA1 in upper case"
	fields := url.Values{"orderId": {"1"}, "webSite": {"1688"}, "access_token": {"t"}}
	for signature, want := range map[string]string{
		platformsign.Sign(path, fields, secret):       "",
		platformsign.Sign("/"+path, fields, secret):   "the signature is wrong: the path begins with /",
		platformsign.Sign(path, fields, "another"):    unexplained,
		strings.Repeat("0", 40):                       unexplained,
		strings.Repeat("0", 39):                       length,
		"":                                            "the signature is missing",
		platformsign.Sign(path, fields, secret) + "0": length,
	} {
		form := url.Values{"_aop_signature": {signature}}
		maps.Copy(form, fields)
		got := check("/openapi/"+path, "", form.Encode(), requestcheck.Secrets{Platform: secret})
		if want != "" {
			want = "signature _aop_signature: " + want
		}
		assert.Equal(t, want, lines(got), signature)
	}
}

// TestPrivateDeviations quotes neither the secrets nor the personal data of a request.
func TestPrivateDeviations(t *testing.T) {
	got := check("/openapi/param2/planted-token/com.alibaba.trade/alibaba.trade.cancel/1", "",
		"webSite=1688&tradeID=1&cancelReason=other&access_token=planted-token&_aop_signature=x", requestcheck.Secrets{})
	assert.Equal(t, "operation alibaba.trade.cancel: alibaba.trade.cancel has the version 1, not REDACTED", lines(got))
	got = check("/1688/item_get/", "num_iid=1&13800138000=1&a@b.cn=1&planted-gateway=1&planted-platform=1", "",
		requestcheck.Secrets{Gateway: "planted-gateway", Platform: "planted-platform"})
	const unknown = "unknown REDACTED: REDACTED is unknown to item_get and ignored"
	assert.Equal(t, strings.Join([]string{unknown, unknown, unknown, unknown}, "\n"), lines(got))
	assert.Equal(t, "unknown q: q is unknown to item_get and ignored",
		lines(requestcheck.Check(requestcheck.Request{Path: "/1688/item_get/", Query: url.Values{"num_iid": {"1"}, "q": {"1"},
			"none": {}}}, requestcheck.Secrets{})), "a name without a value is no parameter")
}
