package reply

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/go-ali1688/ali1688/mock/internal/exchange"

	"github.com/stretchr/testify/assert"
)

// TestWholeEnvelope wants the whole envelope of a success, of a cacheable one and of a failure.
func TestWholeEnvelope(t *testing.T) {
	const noise = 7<<12 | 49<<8 | 12 // of the request id, the memory, the time and the last id
	tail := func(seconds, language, engine string) string {
		return `,"api_info":"today:7 max:1000 all[107=7+0+100];expires:2030-12-31","execution_time":"` + seconds +
			`","server_time":"Beijing/2026-11-28 00:30:00","call_args":{"num_iid":"61"},"api_type":"1688",` +
			`"translate_language":"` + language + `","translate_engine":"` + engine + `","server_memory":"3.` +
			fmt.Sprint(50+noise>>8%50) + `MB","request_id":"gw-1.0000000000` + fmt.Sprintf("%03x", noise>>12) +
			`","last_id":"` + fmt.Sprint(1_000_000_000+noise) + `"`
	}
	for _, tt := range []struct {
		name, query, payload string
		change               func(*Envelope)
		want                 string
	}{
		{"a success", "num_iid=61", `{"a":1`, func(*Envelope) {},
			`{"a":1,"error":"","reason":"","error_code":"0000","cache":0` + tail("0.006", "zh-CN", "google_cn")},
		{"without a payload", "num_iid=61", `{`, func(*Envelope) {},
			`{"error":"","reason":"","error_code":"0000","cache":0` + tail("0.006", "zh-CN", "google_cn")},
		{"cacheable", "num_iid=61&lang=en", `{"a":1`, func(e *Envelope) { e.Cacheable, e.Key, e.Fetched = true, 0, 1 },
			`{"a":1,"secache":"00000000000000000000000000000000","secache_time":1,"secache_date":"1970-01-01 08:00:01",` +
				`"translate_status":"ok","translate_time":1.25,"language":{"default_lang":"cn","current_lang":"en"},` +
				`"error":"","reason":"","error_code":"0000","cache":0` + tail("1.256", "en", "baidu")},
		{"from the cache", "num_iid=61", `{"a":1`, func(e *Envelope) { e.Cacheable, e.Cached, e.Fetched = true, true, 1 },
			`{"a":1,"secache":"00000000000000000000000000000000","secache_time":1,"secache_date":"1970-01-01 08:00:01",` +
				`"translate_status":"","translate_time":0,"language":{"default_lang":"cn","current_lang":"cn"},` +
				`"error":"","reason":"","error_code":"0000","cache":1` + tail("0.006", "zh-CN", "google_cn")},
		{"a failure", "num_iid=61&lang=ja", `{`, func(e *Envelope) { e.Failure = &Error{"5000", `"x"`, "中"} },
			`{"error":"\"x\"","reason":"中","error_code":"5000","success":0,"cache":0` + tail("0.006", "ja", "baidu")},
	} {
		e := responder().Envelope(call(tt.query))
		e.noise = noise
		tt.change(&e)
		assert.Equal(t, tt.want, string(e.AppendAll([]byte(tt.payload))), tt.name)
	}
}

// TestCallArgs has the parameters of the operation in the order in which they were sent, without secrets.
func TestCallArgs(t *testing.T) {
	for _, tt := range []struct{ name, api, query, form, want string }{
		{"none", "item_search", "", "", `[]`},
		{"in their order", "item_search", "page=2&q=bag", "", `{"page":"2","q":"bag"}`},
		{"of the form behind", "item_search", "q=bag", "page=2", `{"q":"bag","page":"2"}`},
		{"an empty value", "item_search", "q=&page=2", "", `{"page":"2"}`},
		{"a secret, and a hidden one", "item_search", "key=k&secret=s&lang=en&cache=no&q=a", "", `{"q":"a"}`},
		{"a secret of the operation", "buyer_order_list", "session=s&page=2", "", `{"page":"2"}`},
		{"an unknown one", "item_search", "colour=red", "", `[]`},
		{"a text with quotes", "item_search", "q=%22%E4%B8%AD%5C", "", `{"q":"\"中\\"}`},
		{"an image", "upload_img", "", "imgcode=abcd", `{"imgcode":"length4"}`},
		{"an operation without", "item_password", "q=1&num_iid=61", "", `[]`},
	} {
		c := call(tt.query)
		c.API, c.Form = tt.api, exchange.ParseArgs(tt.form)
		e := responder().Envelope(c)
		assert.Equal(t, tt.want, string(e.appendSlot(nil, callArgs)), tt.name)
	}
}

// TestNumbersDiffer has other ids for other calls and seeds, and the same ones for the same.
func TestNumbersDiffer(t *testing.T) {
	id := func(seed, number uint64) string {
		c := call("")
		c.Number = number
		e := (&Responder{Seed: seed}).Envelope(c)
		return string(e.appendSlot(nil, requestID)) + string(e.appendSlot(nil, lastID))
	}
	seen := map[string]bool{}
	for seed := range uint64(20) {
		for number := range uint64(20) {
			text := id(seed, number)
			assert.Regexp(t, `^"gw-1\.[0-9a-f]{13}""1[0-9]{9}"$`, text)
			assert.Equal(t, text, id(seed, number))
			seen[text] = true
		}
	}
	assert.Len(t, seen, 400)
}

// TestPlatformRefusals sends refusals with their status, in no format of the gateway.
func TestPlatformRefusals(t *testing.T) {
	for _, tt := range []struct {
		refused exchange.Refusal
		status  int
	}{
		{exchange.Refusal{Code: "nobody knows", Message: `a "b"`}, http.StatusBadRequest},
		{exchange.Refusal{Code: exchange.CodeMockFailed, Message: `a "b"`}, http.StatusInternalServerError},
	} {
		c := call("result_type=xml")
		c.OnPlatform = true
		w := httptest.NewRecorder()
		responder().RefuseEither(w, request(c, http.MethodGet), &Error{}, &tt.refused)
		assert.Equal(t, tt.status, w.Code)
		assert.JSONEq(t, `{"error_code":"`+string(tt.refused.Code)+`","error_message":"a \"b\"","exception":"a \"b\""}`,
			w.Body.String())
		assert.Equal(t, string(tt.refused.Code), c.Code)
	}
	assert.Equal(t, "gateway error 4000: "+meaning("4000"), (&Error{}).Error())
	assert.False(t, strings.Contains(meaning("4000"), "unknown"))
}
