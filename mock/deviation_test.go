package mock_test

import (
	"bytes"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/aop"
	documented "github.com/go-ali1688/ali1688/internal/calls"
	"github.com/go-ali1688/ali1688/mock"
	"github.com/go-ali1688/ali1688/openplatform"

	platform "github.com/go-ali1688/ali1688/generated/openplatform"
)

const (
	orderList = "param2/1/com.alibaba.trade/alibaba.trade.getBuyerOrderList/" + appKey
	keywords  = "param2/1/com.alibaba.fenxiao.crossborder/product.search.keywordQuery/" + appKey
)

// exchange is a request to a mock and what became of it.
type exchange struct {
	fake   *fakeT
	gw     *mock.Gateway
	log    *bytes.Buffer
	status int
	body   string
}

// texts are the deviations of the request, one a line.
func (e *exchange) texts() string {
	var out []string
	for _, r := range e.gw.Requests() {
		for _, d := range r.Deviations {
			out = append(out, d.Text)
		}
	}
	return strings.Join(out, "\n")
}

// send sends a request to a mock of its own.
func exchangeOf(t *testing.T, req *http.Request, opts ...mock.Option) *exchange {
	t.Helper()
	e := &exchange{fake: new(fakeT), log: new(bytes.Buffer)}
	logger := slog.New(slog.NewJSONHandler(e.log, nil))
	e.gw = mock.New(e.fake, append([]mock.Option{mock.WithApp(appKey, appSecret), mock.WithLogger(logger)}, opts...)...)
	t.Cleanup(e.fake.end)
	w := httptest.NewRecorder()
	e.gw.ServeHTTP(w, req)
	e.status, e.body = w.Code, w.Body.String()
	return e
}

// signedForm is a POST to the open platform with these fields, signed.
func signedForm(path string, pairs ...string) *http.Request {
	form := signedFields(path, pairs...)
	req := httptest.NewRequest(http.MethodPost, "/openapi/"+path, strings.NewReader(form.Encode()))
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return req
}

func signedFields(path string, pairs ...string) url.Values {
	form := url.Values{"access_token": {oneMember}}
	for i := 0; i < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	form.Set(aop.Signature, aop.Sign(path, form, appSecret))
	return form
}

func signedParts(t *testing.T, path string, pairs ...string) *http.Request {
	t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for name, values := range signedFields(path, pairs...) {
		require.NoError(t, w.WriteField(name, values[0]))
	}
	require.NoError(t, w.Close())
	req := httptest.NewRequest(http.MethodPost, "/openapi/"+path, &body)
	req.Header.Set("Content-Type", w.FormDataContentType())
	return req
}

func plainForm(target, form string) *http.Request {
	req := httptest.NewRequest(http.MethodPost, target, strings.NewReader(form))
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return req
}

// TestTaken are requests that public clients send and no document describes: they are answered, and the deviation is
// told. With WithStrict they are refused.
func TestTaken(t *testing.T) {
	credentials := values("client_id", appKey, "client_secret", appSecret)
	get := func(target string) *http.Request { return httptest.NewRequest(http.MethodGet, target, nil) }
	cases := []struct {
		name    string
		request func() *http.Request
		body    string // in the response
		want    string // the deviations
	}{
		{
			"Python's str(dict)", func() *http.Request {
				return signedForm(keywords, "offerQueryParam", "{'keyword': '连衣裙', 'beginPage': '1', 'pageSize': '5', 'country': 'en'}")
			}, `"offerId"`, "offerQueryParam is JSON in single quotes; the document has double quotes\n" +
				"offerQueryParam/beginPage is text; the document has a number\nofferQueryParam/pageSize is text; the document has a number",
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
			"an argument of another name", func() *http.Request { return signedForm(orderList, "pageNo", "2") }, `"totalRecord":0`,
			"pageNo is unknown to alibaba.trade.getBuyerOrderList and ignored; did you mean page?",
		},
		{
			"the pattern of dates", func() *http.Request { return signedForm(orderList, "_aop_datePattern", "yyyyMMddHHmmssSSSZ") }, `"totalRecord":0`,
			"_aop_datePattern is a system parameter of the provider's SDKs that the document does not have",
		},
		{
			"a token under param2", func() *http.Request {
				path := "param2/1/system.oauth2/getToken/" + appKey
				return signedForm(path, "client_id", appKey, "client_secret", appSecret, "grant_type", "refresh_token", "refreshToken", "r_of_test")
			}, `"access_token"`, "getToken was called under param2; the document has http\n" +
				"refreshToken is the spelling of the official PHP SDK; the document has refresh_token",
		},
		{
			"a token by GET", func() *http.Request {
				return get("/openapi/param2/1/system.oauth2/getToken/" + appKey + "?" + credentials + "&grant_type=refresh_token&refresh_token=r_of_test")
			}, `"access_token"`, "getToken was called under param2; the document has http",
		},
		{
			"the time", func() *http.Request { return signedForm("param2/1/system/currentTime/" + appKey) }, `"20`,
			"system/currentTime is not in the document; the form of its response is unknown",
		},
		{
			"the older gateway", func() *http.Request {
				return get("/1688/api_call.php?api_name=item_get&num_iid=610947572360&" + auth)
			}, `"item":{`, "/<platform>/api_call.php is the address of the older gateway; whether it still answers is unknown",
		},
		{
			"the older gateway, by POST", func() *http.Request {
				return plainForm("/1688/api_call.php?", "api_name=item_get&num_iid=610947572360&"+auth)
			}, `"item":{`, "/<platform>/api_call.php is the address of the older gateway; whether it still answers is unknown\n" +
				"the key is in the form; the document has it in the query",
		},
		{
			"single quotes through custom", func() *http.Request {
				return get("/1688/custom/?" + auth + "&" + values("method", "com.alibaba.trade/alibaba.trade.cancel",
					"_o_args", `{'webSite': '1688', 'tradeID': 7, 'cancelReason': 'other'}`))
			}, `"error_code":"0000"`, "_o_args is JSON in single quotes; the document has double quotes",
		},
		{
			"an unknown argument through custom", func() *http.Request {
				return get("/1688/custom/?" + auth + "&" + values("api", "com.alibaba.trade/alibaba.trade.getBuyerOrderList", "pageNo", "2"))
			}, `"error_code":"0000"`, "pageNo is unknown to alibaba.trade.getBuyerOrderList and ignored; did you mean page?",
		},
		{
			"ids as text through custom", func() *http.Request {
				return get("/1688/custom/?" + auth + "&" + values("method", "com.alibaba.trade/alibaba.trade.cancel",
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
			for _, text := range strings.Split(tt.want, "\n") {
				assert.Contains(t, strings.ReplaceAll(e.log.String(), `\u003c`, "<"), text[:12], "the log")
				assert.Contains(t, strings.Join(e.fake.logs, "\n"), text, "the output of the test")
			}
			assert.Empty(t, e.fake.failures())

			assert.Contains(t, exchangeOf(t, tt.request(), mock.WithFailOnDeviation()).fake.failures(), tt.want)
			strict := exchangeOf(t, tt.request(), mock.WithStrict())
			assert.NotContains(t, strict.body, tt.body)
		})
	}
}

// TestUnknownOperation names what an address that fits no operation is likely to mean.
func TestUnknownOperation(t *testing.T) {
	for target, want := range map[string]string{
		"/openapi/param2/1/com.alibaba.trade/alibaba.trade.getBuyerOrderLst/1000000": "there is no operation com.alibaba.trade/alibaba.trade.getBuyerOrderLst; " +
			"did you mean com.alibaba.trade/alibaba.trade.getBuyerOrderList?",
		"/openapi/param2/1/com.alibaba.fenxiao/alibaba.trade.cancel/1000000": "alibaba.trade.cancel is in the namespace com.alibaba.trade, not in com.alibaba.fenxiao",
		"/openapi/param2/2/com.alibaba.trade/alibaba.trade.cancel/1000000":   "alibaba.trade.cancel has the version 1, not 2",
		"/openapi/http/1/com.alibaba.trade/alibaba.trade.cancel/1000000":     "alibaba.trade.cancel is called under param2, not under http",
		"/openapi/param2/1/com.alibaba.trade/alibaba.trade.order.create/1": "there is no operation com.alibaba.trade/alibaba.trade.order.create; " +
			"did you mean com.alibaba.trade/alibaba.trade.createCrossOrder?",
		"/openapi/param2/1/com.alibaba.trade/alibaba.trade.getLogisticsTrackingInfo/1": "there is no operation com.alibaba.trade/alibaba.trade.getLogisticsTrackingInfo",
		"/openapi/param2/1/system/nothing.of.the.kind/1":                               "there is no operation system/nothing.of.the.kind",
		"/1688/item_gett/?" + auth:                                                     "there is no operation item_gett; did you mean item_get?",
		"/1688/custom/?" + auth + "&method=com.alibaba.trade/alibaba.trade.cancle&_o_args=%7B%7D": "there is no operation com.alibaba.trade/alibaba.trade.cancle; " +
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

// TestLongValue explains the signature of a request with a picture by the beginning of it.
func TestLongValue(t *testing.T) {
	picture := strings.Repeat("A", 1<<16)
	e := exchangeOf(t, plainForm("/openapi/"+orderList, values("access_token", oneMember, "page", picture, aop.Signature, "x")))
	assert.Contains(t, e.texts(), "access_tokenREDACTEDpage"+picture[:1024]+"…(65536 bytes)")
	assert.NotContains(t, e.texts(), picture[:1025])
}

// TestDeviationsHidePeople has personal data in a request that is explained at length.
func TestDeviationsHidePeople(t *testing.T) {
	path := "param2/1/com.alibaba.trade/alibaba.trade.fastCreateOrder/" + appKey
	for _, address := range []string{
		`{"fullName":"张小明","mobile":"13812345678","address":"网商路699号","cityText":1,"no":""}`,
		`{'fullName': '张小明', 'mobile': '13812345678', 'address': '网商路699号', 'cityText': 1, 'no': ''}`,
	} {
		e := exchangeOf(t, plainForm("/openapi/"+path, values("access_token", oneMember, "addressParam", address, aop.Signature, "x")))
		require.Contains(t, e.texts(), "the text to sign is "+path)
		require.Contains(t, e.texts(), "addressParam/cityText is a number; the document has text")
		for _, hidden := range []string{"张小明", "13812345678", "网商路699号", oneMember} {
			assert.NotContains(t, e.texts()+e.log.String()+strings.Join(e.fake.logs, "\n"), hidden)
		}
	}
}

// TestApplication has requests of the wrong application or of nobody.
func TestApplication(t *testing.T) {
	for path, want := range map[string]string{
		strings.TrimSuffix(orderList, "/"+appKey): "the address lacks the application's key at its end",
		orderList + "1": "the application's key at the end of the address is not the one that the mock was given",
		orderList:       "access_token is missing; alibaba.trade.getBuyerOrderList requires it",
	} {
		e := exchangeOf(t, plainForm("/openapi/"+path, "page=1"))
		assert.NotEqual(t, http.StatusOK, e.status)
		assert.Contains(t, e.texts(), want)
	}
	noToken := plainForm("/openapi/"+orderList, values(aop.Signature, aop.Sign(orderList, nil, appSecret)))
	assert.Equal(t, http.StatusUnauthorized, exchangeOf(t, noToken, mock.WithStrict()).status)
}

// TestOwnClients calls every operation with the documents' examples by the clients of this module. Nothing deviates.
func TestOwnClients(t *testing.T) {
	gw := mock.New(t, mock.WithApp(appKey, appSecret), mock.WithFailOnDeviation())
	clients := map[string]*openplatform.Client{
		"direct": directClient(t, gw.Transport(), time.Now), "through the gateway": viaClient(t, gw.Transport()),
	}
	examples, err := documented.PlatformArguments()
	require.NoError(t, err)
	for road, client := range clients {
		for _, op := range platform.Operations {
			if road == "direct" || !op.Unsigned && !carriesFile(op) { // the gateway does not hand these on
				_, _ = client.Call(t.Context(), op.API(), examples[op.Name]) // the world need not have the examples' orders
			}
		}
	}
	requests := calls(t)
	delete(requests, "custom") // its example lacks the arguments
	for api, query := range requests {
		_, _ = sendRaw(t, gw.Transport(), request(t, http.MethodPost, "/1688/"+api+"/?"+auth, query))
	}
	assert.NotEmpty(t, gw.Requests())
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
		"cut": part + "1", "malformed": part + "1\r\n--x\r\nno header\r\n\r\n", "too large": file + half + file + half + "--x--\r\n",
	} {
		req = httptest.NewRequest(http.MethodPost, "/openapi/"+orderList, io.MultiReader(strings.NewReader(body))) // of unknown length
		req.Header.Set("Content-Type", "multipart/form-data; boundary=x")
		e := exchangeOf(t, req)
		assert.Equal(t, http.StatusBadRequest, e.status, name)
		assert.Contains(t, e.body, "the body cannot be read", name)
	}
}

// TestSignatureExplained has a text that was signed in a wrong way, and the explanation.
func TestSignatureExplained(t *testing.T) {
	const text = "; the text to sign is " + orderList + "access_tokenREDACTEDpage1"
	sign := func(key, text string) string { return aop.Sign(text, nil, key) }
	whole := orderList + "access_token" + oneMember + "page1"
	for signature, want := range map[string]string{
		"":                  "the signature is missing",
		sign(appKey, whole): "the signature is wrong: the application's key is used in place of its secret",
		sign(appSecret, "page1access_token"+oneMember): "the signature is wrong: the path is not part of the text, and the arguments are not sorted",
		sign("another", whole):                         "the signature is wrong, and no usual mistake explains it: the secret or a value may be another",
		"abc":                                          "the signature is wrong: it must have the 40 hexadecimal digits of HMAC-SHA1 in upper case",
	} {
		t.Run(want, func(t *testing.T) {
			form := "page=1&" + values("access_token", oneMember, aop.Signature, signature)
			e := exchangeOf(t, plainForm("/openapi/"+orderList, form))
			assert.Equal(t, http.StatusBadRequest, e.status)
			assert.Contains(t, e.texts(), want+text)
			for _, hidden := range []string{appSecret, oneMember} {
				assert.NotContains(t, e.texts()+e.log.String()+e.body, hidden)
			}
		})
	}
}

// TestWrongSign has a wrong sign of the gateway, and the text that was to be signed.
func TestWrongSign(t *testing.T) {
	req := httptest.NewRequest(http.MethodGet, "/1688/item_get/?"+values("key", key, "num_iid", "610947572360", "dateline", "2026-03-04 20:00:00", "sign", "x"), nil)
	e := exchangeOf(t, req, mock.WithKey(key, secret))
	assert.Equal(t, "the sign is wrong: it must be the MD5, in lower case, of api_name=item_get&dateline=2026-03-04 20:00:00&key=REDACTED&num_iid=610947572360"+
		" and behind it the secret, or the MD5 of a secret that has not 32 characters", e.texts())
	assert.NotContains(t, e.log.String(), secret)
	assert.NotContains(t, e.log.String(), key)
}

// TestJournalHasDeviations reads the journal as a program in another language does.
func TestJournalHasDeviations(t *testing.T) {
	h, err := mock.NewHandler()
	require.NoError(t, err)
	admin := h.Admin()
	admin.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/1688/item_get/?num_iid=1&pageNo=2&"+auth, nil))
	w := httptest.NewRecorder()
	admin.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/__admin/requests", nil))
	assert.Contains(t, w.Body.String(), "pageNo is unknown to item_get and ignored")
}
