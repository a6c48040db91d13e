package reply

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/internal/params"
	"github.com/go-ali1688/ali1688/mock/internal/exchange"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// noon is a Saturday in Beijing, and still Friday in UTC.
var noon = time.Date(2026, 11, 27, 16, 30, 0, 0, time.UTC)

func responder() *Responder {
	return &Responder{Seed: 1, PerDay: 1000, Observer: exchange.Silent{}}
}

func call(query string) *exchange.Call {
	return &exchange.Call{Number: 3, Time: noon, Platform: "1688", API: "item_get", Known: true,
		Query: exchange.ParseArgs(query), Used: exchange.Usage{Day: 20784, Today: 7, Earlier: 100}}
}

func request(c *exchange.Call, method string) *http.Request {
	r := httptest.NewRequest(method, "/", nil)
	return r.WithContext(exchange.WithCall(r.Context(), c))
}

// TestRender fills in the members that depend on the request, and keeps all others byte for byte.
func TestRender(t *testing.T) {
	for _, tt := range []struct{ name, body, query, want string }{
		{"the account", `{"api_info":"x"}`, "", `{"api_info":"today:7 max:1000 all[107=7+0+100];expires:2030-12-31"`},
		{"the day of Beijing", `{"server_time":"x"}`, "", `{"server_time":"Beijing/2026-11-28 00:30:00"`},
		{"no parameters", `{"call_args":1}`, "key=k&secret=s", `{"call_args":[]`},
		{"parameters in their order", `{"call_args":{}}`, "sales_data=1&key=k&num_iid=%E4%B8%AD%22",
			`{"call_args":{"sales_data":"1","num_iid":"中\""}`},
		{"hidden, empty and unknown parameters", `{"call_args":{}}`, "lang=en&cache=no&num_iid=&x=1", `{"call_args":[]`},
		{"the platform", `{"api_type":""}`, "", `{"api_type":"1688"`},
		{"another client's address", `{"a":1,"client_ip":"1.2.3.4","b":2}`, "", `{"a":1,"b":2`},
		{"what a failure lacks", `{"error":"no"}`, "", `{"error":"no","reason":"","cache":0,"api_info":`},
		{"what a success lacks", `{"item":{}}`, "",
			`{"item":{},"error":"","reason":"","error_code":"0000","cache":0,"api_info":`},
		{"what is there stays", `{"error":null,"error_code":0,"cache":1,"reason":"x"}`, "",
			`{"error":null,"error_code":0,"cache":1,"reason":"x","api_info":`},
	} {
		template, err := ParseTemplate([]byte(tt.body))
		require.NoError(t, err, tt.name)
		got := string(template.Render(responder().Envelope(call(tt.query))))
		assert.True(t, strings.HasPrefix(got, tt.want), "%s: got %s\nwant %s…", tt.name, got, tt.want)
	}
	_, err := ParseTemplate([]byte(`[]`))
	assert.Error(t, err)
}

// TestRenderIsSeeded renders the same for the same call and seed, and another for every other.
func TestRenderIsSeeded(t *testing.T) {
	template, err := ParseTemplate([]byte(`{}`))
	require.NoError(t, err)
	render := func(seed, number uint64) string {
		r, c := responder(), call("")
		r.Seed, c.Number = seed, number
		return string(template.Render(r.Envelope(c)))
	}
	assert.Equal(t, render(1, 1), render(1, 1))
	assert.NotEqual(t, render(1, 1), render(1, 2))
	assert.NotEqual(t, render(1, 1), render(2, 1))
}

func TestFacts(t *testing.T) {
	for body, want := range map[string]Facts{
		`{}`:                                 {},
		`{"error":"","error_code":"0000"}`:   {},
		`{"error":"no"}`:                     {Failed: true},
		`{"error":"no","error_code":"0000"}`: {},
		`{"error_code":4013}`:                {Failed: true},
		`{"error":{"a":1},"error_code":[]}`:  {},
		`{"call_args":[]}`:                   {},
		`{"call_args":{"num_iid":61,"q":"","p":{},"page":"2"}}`: {Args: map[string]string{"num_iid": "61", "page": "2"}},
		`{"item":{"num_iid":"61"}}`:                             {NumIID: "61"},
		`{"item":[]}`:                                           {},
		`{"item":"none"}`:                                       {},
	} {
		template, err := ParseTemplate([]byte(body))
		require.NoError(t, err, body)
		assert.Equal(t, want, template.Facts, body)
	}
}

// TestAppendAll is the envelope of a body that was made up.
func TestAppendAll(t *testing.T) {
	for _, tt := range []struct {
		name, query, payload string
		change               func(*Envelope)
		want                 string
	}{
		{"a success", "", `{"item":{}`, func(*Envelope) {},
			`{"item":{},"error":"","reason":"","error_code":"0000","cache":0,"api_info":`},
		{"nothing before it", "", `{`, func(*Envelope) {}, `{"error":"","reason":"","error_code":"0000","cache":0,`},
		{"a failure", "", `{`, func(e *Envelope) { e.Failure = &Error{"2000", `n"o`, "中"} },
			`{"error":"n\"o","reason":"中","error_code":"2000","success":0,"cache":0,"api_info":`},
		{"from the cache", "", `{`, func(e *Envelope) {
			e.Cacheable, e.Cached, e.Key, e.Fetched = true, true, 1, noon.Unix()
		},
			`{"secache":"00000000000000015692161d100b05e5","secache_time":1795797000,"secache_date":"2026-11-28 00:30:00",` +
				`"translate_status":"","translate_time":0,"language":{"default_lang":"cn","current_lang":"cn"},` +
				`"error":"","reason":"","error_code":"0000","cache":1,"api_info":`},
		{"translated", "lang=en", `{`, func(e *Envelope) { e.Cacheable = true },
			`"translate_status":"ok","translate_time":1.25,"language":{"default_lang":"cn","current_lang":"en"}`},
		{"into an unknown language", "lang=ja", `{`, func(e *Envelope) { e.Cacheable = true },
			`"translate_status":"error","translate_time":3.005,"language":{"default_lang":"cn","current_lang":"ja"}`},
		{"into a secret", "lang=abcdef&secret=abcdef", `{`, func(e *Envelope) { e.Cacheable = true },
			`"language":{"default_lang":"cn","current_lang":"REDACTED"}`},
		{"the engine", "lang=zh-TW", `{`, func(*Envelope) {}, `"translate_language":"zh-CN","translate_engine":"google_cn"`},
		{"the other engine", "lang=en", `{`, func(*Envelope) {}, `"translate_language":"en","translate_engine":"baidu"`},
	} {
		e := responder().Envelope(call(tt.query))
		tt.change(&e)
		got := string(e.AppendAll([]byte(tt.payload)))
		assert.Contains(t, got, tt.want, tt.name)
		assert.NoError(t, validJSON(got+"}"), tt.name)
	}
}

func validJSON(text string) error {
	_, err := ParseTemplate([]byte(text))
	return err
}

// TestWaits is the execution time: translating takes time, once.
func TestWaits(t *testing.T) {
	for _, tt := range []struct {
		lang              string
		cacheable, cached bool
		want              string
	}{
		{"", true, false, `"0.00`}, {"zh-CN", true, false, `"0.00`},
		{"en", true, false, `"1.25`}, {"EN", true, false, `"1.25`},
		{"ja", true, false, `"3.01`}, {"en", true, true, `"0.00`}, {"en", false, false, `"0.00`},
	} {
		e := responder().Envelope(call("lang=" + tt.lang))
		e.Cacheable, e.Cached = tt.cacheable, tt.cached
		got := string(e.appendSlot(nil, executionTime))
		assert.Regexp(t, `^`+tt.want+`[1-9]"$`, got, "%+v", tt)
	}
}

// coded and stated are errors of clients.
type coded struct{ error }

func (coded) GatewayCode() string { return "4013" }

type stated struct{ error }

func (stated) Failure() (service, code, message, reason string) { return "1688", "2000", "no", "why" }

func TestFailureOf(t *testing.T) {
	plain := errors.New("planted")
	var none *Error
	for name, c := range map[string]struct {
		err  error
		want Error
		text string
	}{
		"ours": {&Error{Code: "4005", Text: "a", Reason: "b"}, Error{"4005", "a", "b"}, "gateway error 4005: a: b"},
		"ours, wrapped": {fmt.Errorf("x: %w", &Error{Code: "4005", Text: "a"}),
			Error{"4005", "a", "a"}, "gateway error 4005: a"},
		"a client's":     {fmt.Errorf("x: %w", stated{plain}), Error{"2000", "no", "why"}, "gateway error 2000: no: why"},
		"with a code":    {coded{plain}, Error{Code: "4013", Reason: "planted"}, ""},
		"ours, nil":      {none, Error{Code: gateway.CodeServerError, Reason: meaning(gateway.CodeServerError)}, ""},
		"any":            {plain, Error{Code: gateway.CodeServerError, Reason: "planted"}, ""},
		"a code unknown": {&Error{Code: "9"}, Error{"9", "unknown error", "unknown error"}, "gateway error 9: unknown error"},
	} {
		got := Complete(FailureOf(c.err))
		assert.Equal(t, c.want.Code, got.Code, name)
		assert.Equal(t, c.want.Reason, got.Reason, name)
		if c.text != "" {
			assert.Equal(t, c.text, got.Error(), name)
			assert.Equal(t, c.want.Text, got.Text, name)
		} else {
			assert.Equal(t, meaning(c.want.Code), got.Text, name)
			assert.NotEqual(t, "unknown error", got.Text, name)
		}
	}
}

func TestParameterFailures(t *testing.T) {
	assert.Equal(t, &Error{gateway.CodeMissingParameter, "Missing url param: num_iid", "r"},
		RefuseParameter(&params.Fault{What: "num_iid", Reason: "r", Missing: true}))
	assert.Equal(t, &Error{gateway.CodeBadParameter, "param error: page", "r"},
		RefuseParameter(&params.Fault{What: "page", Reason: "r"}))
}

func TestWithFailure(t *testing.T) {
	got, err := WithFailure([]byte(`{"error":"","item":{"a":1},"error_code":"0000"}`), Error{"5000", `"x"`, "中"})
	require.NoError(t, err)
	assert.Equal(t, `{"item":{"a":1},"error":"\"x\"","reason":"中","error_code":"5000"}`, string(got))
	_, err = WithFailure([]byte(`[]`), Error{})
	assert.Error(t, err)
}

// TestStamp keeps the text of the last second only.
func TestStamp(t *testing.T) {
	var s stamp
	for _, tt := range []struct {
		second int64
		want   string
	}{{0, "1970-01-01 08:00:00"}, {1, "1970-01-01 08:00:01"}, {1, "1970-01-01 08:00:01"}, {0, "1970-01-01 08:00:00"},
		{-1, "1970-01-01 07:59:59"}} {
		assert.Equal(t, "x"+tt.want, string(s.append([]byte("x"), tt.second)))
	}
}
