package platformapi_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/go-ali1688/ali1688/mock/internal/mocktest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/platformsign"
	"github.com/go-ali1688/ali1688/mock"
)

const (
	orderList = "param2/1/com.alibaba.trade/alibaba.trade.getBuyerOrderList/" + mocktest.AppKey
	keywords  = "param2/1/com.alibaba.fenxiao.crossborder/product.search.keywordQuery/" + mocktest.AppKey
)

// TestTaken are requests that public clients send and no document describes: they are answered, and the deviation is
// told. With WithStrict they are refused.
func TestTaken(t *testing.T) {
	credentials := mocktest.Pairs("client_id", mocktest.AppKey, "client_secret", mocktest.AppSecret)
	get := func(target string) *http.Request { return httptest.NewRequest(http.MethodGet, target, nil) }
	cases := []struct {
		name    string
		request func() *http.Request
		body    string // in the response
		want    string // the deviations
	}{
		{
			"Python's str(dict)", func() *http.Request {
				return signedForm(keywords, "offerQueryParam",
					"{'keyword': '连衣裙', 'beginPage': '1', 'pageSize': '5', 'country': 'en'}")
			}, `"offerId"`, "offerQueryParam is JSON in single quotes; the document has double quotes\n" +
				"offerQueryParam/beginPage is text; the document has a number\nofferQueryParam/pageSize is text; the document " +
				"has a number",
		},
		{
			"PHP's array of fields", func() *http.Request { return signedParts(t, orderList, "page", "1") }, `"totalRecord":0`,
			"the body is multipart/form-data; the document has application/x-www-form-urlencoded",
		},
		{
			"comma lists", func() *http.Request { return signedForm(orderList, "bizTypes", "cn,ws") }, `"totalRecord":0`,
			"bizTypes is text; the document has a list as JSON, and with commas 1688 was seen to find no order",
		},
		{
			"an argument of another name", func() *http.Request { return signedForm(orderList, "pageNo", "2") },
			`"totalRecord":0`,
			"pageNo is unknown to alibaba.trade.getBuyerOrderList and ignored; did you mean page?",
		},
		{
			"the pattern of dates", func() *http.Request {
				return signedForm(orderList, "_aop_datePattern",
					"yyyyMMddHHmmssSSSZ")
			}, `"totalRecord":0`,
			"_aop_datePattern is a system parameter of the provider's SDKs that the document does not have",
		},
		{
			"a token under param2", func() *http.Request {
				path := "param2/1/system.oauth2/getToken/" + mocktest.AppKey
				return signedForm(path, "client_id", mocktest.AppKey, "client_secret", mocktest.AppSecret, "grant_type",
					"refresh_token", "refreshToken", "r_of_test")
			}, `"access_token"`, "getToken was called under param2; the document has http\n" +
				"refreshToken is the spelling of the official PHP SDK; the document has refresh_token",
		},
		{
			"a token by GET", func() *http.Request {
				return get("/openapi/param2/1/system.oauth2/getToken/" + mocktest.AppKey + "?" + credentials +
					"&grant_type=refresh_token&refresh_token=r_of_test")
			}, `"access_token"`, "getToken was called under param2; the document has http",
		},
		{
			"the time", func() *http.Request { return signedForm("param2/1/system/currentTime/" + mocktest.AppKey) }, `"20`,
			"system/currentTime is not in the document; the form of its response is unknown; system/currentTimeMillis is",
		},
		{
			"the older gateway", func() *http.Request {
				return get("/1688/api_call.php?api_name=item_get&num_iid=610947572360&" + mocktest.Auth)
			}, `"item":{`, "/<platform>/api_call.php is the address of the older gateway; whether it still answers is unknown",
		},
		{
			"the older gateway, by POST", func() *http.Request {
				return plainForm("/1688/api_call.php?", "api_name=item_get&num_iid=610947572360&"+mocktest.Auth)
			}, `"item":{`, "/<platform>/api_call.php is the address of the older gateway; whether it still answers is unknown\n" +
				"the key is in the form; the document has it in the query",
		},
		{
			"single quotes through custom", func() *http.Request {
				return get("/1688/custom/?" + mocktest.Auth + "&" +
					mocktest.Pairs("method", "com.alibaba.trade/alibaba.trade.cancel",
						"_o_args", `{'webSite': '1688', 'tradeID': 7, 'cancelReason': 'other'}`))
			}, `"error_code":"0000"`, "_o_args is JSON in single quotes; the document has double quotes",
		},
		{
			"an unknown argument through custom", func() *http.Request {
				return get("/1688/custom/?" + mocktest.Auth + "&" +
					mocktest.Pairs("api", "com.alibaba.trade/alibaba.trade.getBuyerOrderList", "pageNo", "2"))
			}, `"error_code":"0000"`, "pageNo is unknown to alibaba.trade.getBuyerOrderList and ignored; did you mean page?",
		},
		{
			"ids as text through custom", func() *http.Request {
				return get("/1688/custom/?" + mocktest.Auth + "&" +
					mocktest.Pairs("method", "com.alibaba.trade/alibaba.trade.cancel",
						"_o_args", `{"webSite":"1688","tradeID":"7","cancelReason":"other"}`))
			}, `"error_code":"0000"`, "tradeID is text; the document has a number",
		},
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			e := exchangeOf(t, tt.request())
			assert.Equal(t, http.StatusOK, e.status, e.body)
			assert.Contains(t, e.body, tt.body)
			assert.Equal(t, tt.want, e.texts())
			for text := range strings.SplitSeq(tt.want, "\n") {
				assert.Contains(t, strings.ReplaceAll(e.log.String(), `\u003c`, "<"), text[:12], "the log")
				assert.Contains(t, strings.Join(e.fake.Logs, "\n"), text, "the output of the test")
			}
			assert.Empty(t, e.fake.Failures())

			assert.Contains(t, exchangeOf(t, tt.request(), mock.WithFailOnDeviation()).fake.Failures(), tt.want)
			strict := exchangeOf(t, tt.request(), mock.WithStrict())
			assert.NotContains(t, strict.body, tt.body)
		})
	}
}

// TestUnknownOperation names what an address that fits no operation is likely to mean.
func TestUnknownOperation(t *testing.T) {
	for target, want := range map[string]string{
		"/openapi/param2/1/com.alibaba.trade/alibaba.trade.getBuyerOrderLst/1000000": "there is no operation " +
			"com.alibaba.trade/alibaba.trade.getBuyerOrderLst; " +
			"did you mean com.alibaba.trade/alibaba.trade.getBuyerOrderList?",
		"/openapi/param2/1/com.alibaba.fenxiao/alibaba.trade.cancel/1000000": "alibaba.trade.cancel is in the namespace " +
			"com.alibaba.trade, not in com.alibaba.fenxiao",
		"/openapi/param2/2/com.alibaba.trade/alibaba.trade.cancel/1000000": "alibaba.trade.cancel has the version 1, not 2",
		"/openapi/http/1/com.alibaba.trade/alibaba.trade.cancel/1000000": "alibaba.trade.cancel is called under param2, " +
			"not under http",
		"/openapi/param2/1/com.alibaba.trade/alibaba.trade.order.create/1": "there is no operation " +
			"com.alibaba.trade/alibaba.trade.order.create; " +
			"did you mean com.alibaba.trade/alibaba.trade.createCrossOrder?",
		"/openapi/param2/1/com.alibaba.trade/alibaba.trade.getLogisticsTrackingInfo/1": "there is no operation " +
			"com.alibaba.trade/alibaba.trade.getLogisticsTrackingInfo",
		"/openapi/param2/1/system/nothing.of.the.kind/1": "there is no operation system/nothing.of.the.kind",
		"/1688/item_gett/?" + mocktest.Auth:              "there is no operation item_gett; did you mean item_get?",
		"/1688/custom/?" + mocktest.Auth +
			"&method=com.alibaba.trade/alibaba.trade.cancle&_o_args=%7B%7D": "there is no operation " +
			"com.alibaba.trade/alibaba.trade.cancle; " +
			"did you mean com.alibaba.trade/alibaba.trade.cancel?",
	} {
		t.Run(target, func(t *testing.T) {
			e := exchangeOf(t, httptest.NewRequest(http.MethodGet, target, nil))
			assert.Equal(t, want, e.texts())
			assert.Contains(t, e.log.String(), want)
			assert.NotContains(t, e.log.String(), `"api":""`)
			if strings.HasPrefix(target, "/openapi/") {
				assert.Contains(t, e.log.String(), `"error_code":"gw.APIUnsupported"`)
			}
		})
	}
}

// TestServerTime reads the clock of the mock, unsigned and signed.
func TestServerTime(t *testing.T) {
	const path = "param2/1/system/currentTimeMillis/" + mocktest.AppKey
	now := mock.WithClock(func() time.Time { return time.UnixMilli(1484033752883) })
	for name, request := range map[string]*http.Request{"unsigned": plainForm("/openapi/"+path, ""), "signed": signedForm(path)} {
		e := exchangeOf(t, request, now, mock.WithStrict())
		assert.Equal(t, "1484033752883", e.body, name)
		assert.Empty(t, e.texts(), name)
	}
}

// TestLongValue explains the signature of a request with a picture by the beginning of it.
func TestLongValue(t *testing.T) {
	picture := strings.Repeat("A", 1<<16)
	e := exchangeOf(t, plainForm("/openapi/"+orderList, mocktest.Pairs("access_token", mocktest.OneMember, "page", picture,
		platformsign.Signature, "x")))
	assert.Contains(t, e.texts(), "access_tokenREDACTEDpage"+picture[:1024]+"…(65536 bytes)")
	assert.NotContains(t, e.texts(), picture[:1025])
}

// TestDeviationsHidePeople has personal data in a request that is explained at length.
func TestDeviationsHidePeople(t *testing.T) {
	path := "param2/1/com.alibaba.trade/alibaba.trade.fastCreateOrder/" + mocktest.AppKey
	for _, address := range []string{
		`{"fullName":"张小明","mobile":"13812345678","address":"网商路699号","cityText":1,"no":""}`,
		`{'fullName': '张小明', 'mobile': '13812345678', 'address': '网商路699号', 'cityText': 1, 'no': ''}`,
	} {
		e := exchangeOf(t, plainForm("/openapi/"+path, mocktest.Pairs("access_token", mocktest.OneMember, "addressParam",
			address, platformsign.Signature, "x")))
		require.Contains(t, e.texts(), "the text to sign is "+path)
		require.Contains(t, e.texts(), "addressParam/cityText is a number; the document has text")
		for _, hidden := range []string{"张小明", "13812345678", "网商路699号", mocktest.OneMember} {
			assert.NotContains(t, e.texts()+e.log.String()+strings.Join(e.fake.Logs, "\n"), hidden)
		}
	}
}

// TestUnreadableBody sends a body that no part of the platform reads.
func TestUnreadableBody(t *testing.T) {
	req := httptest.NewRequest(http.MethodPost, "/openapi/"+orderList, strings.NewReader(`{"page":1}`))
	req.Header.Set("Content-Type", "application/json")
	assert.Contains(t, exchangeOf(t, req).texts(), "the body is neither a form nor multipart/form-data, and is ignored")

	const part = "--x\r\nContent-Disposition: form-data; name=\"page\"\r\n\r\n"
	const file = "--x\r\nContent-Disposition: form-data; name=\"image\"; filename=\"x\"\r\n\r\n"
	half := strings.Repeat("1", 17<<20) + "\r\n"
	for name, body := range map[string]string{
		"cut": part + "1", "malformed": part + "1\r\n--x\r\nno header\r\n\r\n", "too large": file + half + file + half +
			"--x--\r\n",
	} {
		// of unknown length
		req = httptest.NewRequest(http.MethodPost, "/openapi/"+orderList, io.MultiReader(strings.NewReader(body)))
		req.Header.Set("Content-Type", "multipart/form-data; boundary=x")
		e := exchangeOf(t, req)
		assert.Equal(t, http.StatusBadRequest, e.status, name)
		assert.Contains(t, e.body, "the body cannot be read", name)
	}
}

// TestJournalHasDeviations reads the journal as a program in another language does.
func TestJournalHasDeviations(t *testing.T) {
	h, err := mock.NewHandler()
	require.NoError(t, err)
	admin := h.Admin()
	admin.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/1688/item_get/?num_iid=1&pageNo=2&"+
		mocktest.Auth, nil))
	w := httptest.NewRecorder()
	admin.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/__admin/requests", nil))
	assert.Contains(t, w.Body.String(), "pageNo is unknown to item_get and ignored")
}
