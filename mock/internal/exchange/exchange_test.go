package exchange

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/arguments"
	"github.com/stretchr/testify/assert"
)

// TestParseArgs parses what PHP does: the last value of a name, at the position of the first.
func TestParseArgs(t *testing.T) {
	for text, want := range map[string]Args{
		"":                          nil,
		"&&":                        {},
		"a=1":                       {{"a", "1", false}},
		"a":                         {{"a", "", false}},
		"=1&a=2":                    {{"a", "2", false}},
		"a=1&b=2&a=3":               {{"a", "3", false}, {"b", "2", false}},
		"a=1=2&b=%3D":               {{"a", "1=2", false}, {"b", "=", false}},
		"a=b+c%20d":                 {{"a", "b c d", false}},
		"a=100%&b=%zz":              {{"a", "100%", false}, {"b", "%zz", false}},
		"q=%E5%A5%B3%E8%A3%85":      {{"q", "女装", false}},
		"secret=s&access_token=t":   {{"secret", "s", true}, {"access_token", "t", true}},
		"%73ecret=s":                {{"secret", "s", true}},
		"a=1;b=2":                   {{"a", "1;b=2", false}},
		"key=k&Secret=s&num_iid=61": {{"key", "k", true}, {"Secret", "s", true}, {"num_iid", "61", false}},
	} {
		assert.Equal(t, want, ParseArgs(text), text)
	}
	for sent, want := range map[int]int{MaxArgs - 1: MaxArgs - 1, MaxArgs: MaxArgs, MaxArgs + 1: MaxArgs} {
		var text strings.Builder
		for i := range sent {
			text.WriteString("a" + strconv.Itoa(i) + "=1&")
		}
		assert.Len(t, ParseArgs(text.String()), want)
	}
	args := ParseArgs("a=1&b=&c=%E4%B8%AD")
	for name, want := range map[string]string{"a": "1", "b": "", "c": "中", "d": ""} {
		assert.Equal(t, want, args.Get(name), name)
	}
	assert.Equal(t, 4, args.Size())
}

// TestSecretsOfACall has a secret in everything that a call prints.
func TestSecretsOfACall(t *testing.T) {
	const secret = "s3cr+t/=="
	r := httptest.NewRequest(http.MethodPost, "/1688/item_get/?num_iid=61&secret="+url.QueryEscape(secret),
		strings.NewReader("session=sess10n-x&q="+url.QueryEscape("a "+secret)+"&mobile=13800138000"))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Authorization", "Bearer sess10n-x")
	r.Header.Set("Cookie", "a="+secret)
	c := NewCall(r, 1, time.Time{}, 0)
	c.Platform, c.API = secret, "item_get "+secret
	c.Deviate(arguments.RuleUnknown, secret, "the parameter "+url.QueryEscape(secret)+" is unknown")
	shown := NewRequest(r.Method, c)
	texts := []string{c.Clean("x=" + secret), c.Clean(secret), c.ShownPlatform(), Dump(r, c), shown.Platform, shown.API,
		shown.Query.Encode(), shown.Form.Encode(), c.Deviations[0].Where, c.Deviations[0].Text,
		Brief(c.Redactor())("q", secret+strings.Repeat("x", 3000))}
	for _, text := range texts {
		for _, hidden := range []string{secret, url.QueryEscape(secret), "sess10n-x"} {
			assert.NotContains(t, text, hidden)
		}
		assert.Contains(t, text, "REDACTED")
	}
	assert.Equal(t, "61", shown.Query.Get("num_iid"))
	assert.NotContains(t, Dump(r, c), "13800138000")
	assert.Equal(t, "a plain text", c.Clean("a plain text"))
}

// TestExcerpts cut long texts between characters.
func TestExcerpts(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"short", "中", "中"},
		{"as long as allowed", strings.Repeat("x", ExcerptSize), strings.Repeat("x", ExcerptSize)},
		{"longer", strings.Repeat("x", ExcerptSize+1), strings.Repeat("x", ExcerptSize) + "…(201 bytes)"},
		{"Chinese", strings.Repeat("中", 100), strings.Repeat("中", 66) + "…(300 bytes)"},
		{"not UTF-8", strings.Repeat("\xd6", 300), strings.Repeat("\xd6", ExcerptSize) + "…(300 bytes)"},
	} {
		assert.Equal(t, tt.want, Excerpt(tt.text), tt.name)
	}
	assert.Equal(t, strings.Repeat("中", 33), Printable(strings.Repeat("中", 40)))
	assert.Equal(t, "中", Printable("中"))
	brief := Brief((&Call{}).Redactor())
	for size, want := range map[int]int{2048: 2048, 2049: 1024 + len("…(2049 bytes)")} {
		assert.Len(t, brief("q", strings.Repeat("x", size)), want)
	}
	assert.True(t, utf8.ValidString(brief("q", strings.Repeat("中", 2000))))
}

func TestNames(t *testing.T) {
	for name, want := range map[string]bool{"1688": true, "1688global": true, "taobao": false, "": false} {
		assert.Equal(t, want, IsPlatform(name), name)
	}
	assert.Equal(t, "alibaba.trade.cancel", ShortName("com.alibaba.trade/alibaba.trade.cancel"))
	assert.Equal(t, "cat_get", ShortName("cat_get"))
	assert.Equal(t, "; did you mean a?", DidYouMean("a"))
	assert.Empty(t, DidYouMean(""))
}

// TestGet prefers the form to the query, as long as it has a value.
func TestGet(t *testing.T) {
	c := &Call{Query: ParseArgs("a=1&b=2"), Form: ParseArgs("a=3&b=")}
	assert.Equal(t, []string{"3", "2", ""}, []string{c.Get("a"), c.Get("b"), c.Get("c")})
	assert.Equal(t, url.Values{"a": {"3"}, "b": {""}}, c.Fields(), "a signature covers what was sent last")
	assert.Equal(t, &Call{}, CallOf(t.Context()))
	assert.Same(t, c, CallOf(WithCall(t.Context(), c)))
}

func TestFormats(t *testing.T) {
	for format, want := range map[string]string{
		"": `{"a":[1,"中"]}`, "pdf": `{"a":[1,"中"]}`, "JSON": `{"a":[1,"中"]}`,
		"json":      `{"a":[1,"\u4e2d"]}`,
		"jsonu":     `{"a":[1,"中"]}`,
		"serialize": `a:1:{s:1:"a";a:2:{i:0;i:1;i:1;s:3:"中";}}`,
	} {
		c := &Call{Query: ParseArgs("result_type=" + format)}
		assert.Equal(t, want, string(c.InFormat([]byte(`{"a":[1,"中"]}`))), format)
		assert.Equal(t, `{"a":`, string(c.InFormat([]byte(`{"a":`))), "what a fault cut stays cut")
	}
}

func TestLanguages(t *testing.T) {
	for lang, want := range map[string][]any{
		"": {true, false, "", "0"}, "cn": {true, false, "", "0"}, "zh-CN": {true, false, "", "0"},
		"ZH": {true, false, "", "0"}, "en": {false, true, "ok", "1.25"}, "EN-us": {false, true, "ok", "1.25"},
		"ja": {false, false, "error", "3.005"}, "c": {false, false, "error", "3.005"},
	} {
		l := LanguageOf(&Call{Query: ParseArgs("lang=" + lang)})
		assert.Equal(t, want, []any{l.Chinese(), l.English(), l.Status(), l.Seconds()}, lang)
	}
}

func TestPreferences(t *testing.T) {
	for _, tt := range []struct {
		headers []string
		want    []Preference
	}{
		{nil, nil},
		{[]string{"code=4013"}, []Preference{{"code", "4013"}}},
		{[]string{`example="a b", wait=1`, "code=2000"}, []Preference{{"example", "a b"}, {"wait", "1"}, {"code", "2000"}}},
		{[]string{"code=1;wait=2; respond-async"}, []Preference{{"code", "1"}, {"wait", "2"}, {"respond-async", ""}}},
		{[]string{"a=b=c"}, []Preference{{"a", "b=c"}}},
	} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.Header["Prefer"] = tt.headers
		assert.Equal(t, tt.want, Preferences(r))
	}
}

func TestRefusals(t *testing.T) {
	assert.Nil(t, (&PlatformRequest{}).Refused())
	injected := &Refusal{Code: "1"}
	for name, c := range map[string]struct {
		request PlatformRequest
		want    Refusal
	}{
		"injected": {PlatformRequest{Injected: injected, Fault: &arguments.Fault{}}, *injected},
		"missing": {PlatformRequest{Fault: &arguments.Fault{Missing: true, Where: "orderId", Text: "x"}},
			Refusal{platform.CodeParamMissing, "Required argument orderId"}},
		"unreadable": {PlatformRequest{Fault: &arguments.Fault{Where: "orderId", Text: "x"}}, Refusal{"400", "x"}},
	} {
		assert.Equal(t, c.want, *c.request.Refused(), name)
	}
	assert.JSONEq(t, `{"error_code":"a","error_message":"\"b\"","exception":"\"b\""}`,
		string((&Refusal{"a", `"b"`}).JSON()))
	for code, want := range map[platform.Code]int{
		"nobody knows": 400, CodeMockFailed: 500, platform.CodeTooManyCalls: RefusalOf(platform.CodeTooManyCalls).Status(),
	} {
		assert.Equal(t, want, (&Refusal{Code: code}).Status(), code)
	}
	assert.Equal(t, &Refusal{"nobody knows", "nobody knows"}, RefusalOf("nobody knows"))
	assert.NotEqual(t, "", RefusalOf(platform.CodeTooManyCalls).Message)
}

func TestOperations(t *testing.T) {
	assert.Same(t, CurrentTime, FindOperation("currentTime"))
	assert.Nil(t, FindOperation("nobody knows"))
	assert.Equal(t, "alibaba.trade.cancel", FindOperation("alibaba.trade.cancel").Name)
	assert.Empty(t, (&Call{}).PlatformAPI())
	assert.Empty(t, (&Call{PlatformRequest: &PlatformRequest{}}).PlatformAPI())
	assert.Equal(t, "currentTime", (&Call{PlatformRequest: &PlatformRequest{Operation: CurrentTime}}).PlatformAPI())
	assert.Nil(t, FindParam("item_get", "nobody knows"))
	assert.Nil(t, FindParam("nobody knows", "num_iid"))
	c := &Call{}
	assert.Equal(t, "61", c.Echo(FindParam("item_get", "num_iid"), "61"))
	assert.Equal(t, "length6", c.Echo(FindParam("upload_img", "imgcode"), "中文"))
	assert.IsIncreasing(t, OperationNames())
}

func TestUsage(t *testing.T) {
	assert.Equal(t, `x"today:2 max:9 all[5=2+0+3];expires:2030-12-31"`, string(Usage{1, 2, 3}.Append([]byte("x"), 9)))
}
