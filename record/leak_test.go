package record_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"html"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/record"
)

// kept returns the body as it is kept: as it came, where that is another than the one that is served. It finds what was
// planted in no file, nor in its name.
func kept(t *testing.T, dir string) (body string) {
	t.Helper()
	raw := false
	for name, content := range files(t, dir) {
		clean(t, name+content)
		switch {
		case name == record.Ledger:
		case strings.HasSuffix(name, ".txt"):
			body, raw = content, true
		case !raw:
			body = content
		}
	}
	return body
}

// TestRedaction plants secrets and people in every place of an exchange, and finds them in no file.
func TestRedaction(t *testing.T) {
	var zipped bytes.Buffer
	z := gzip.NewWriter(&zipped)
	_, _ = z.Write([]byte(`{"reason":"Key[` + key + `]"}`))
	require.NoError(t, z.Close())
	cases := []struct {
		name, body string
		header     []string
		want       string // the body as it is kept
	}{
		{"texts that echo the key", `{"error":"Key[` + key + `]已超量","reason":"secret=` + url.QueryEscape(secret) + `&x=1 ` +
			secret + `"}`, nil,
			`{"error":"Key[REDACTED]已超量","reason":"secret=REDACTED&x=1 REDACTED"}`},
		{"call_args", `{"call_args":{"key":"` + key + `","session":"` + session + `","num_iid":"1"}}`, nil,
			`{"call_args":{"key":"REDACTED","session":"REDACTED","num_iid":"1"}}`},
		{"call_args as a list", `{"call_args":["` + key + `","` + session + `","1"]}`, nil,
			`{"call_args":["REDACTED","REDACTED","1"]}`},
		{"addresses of people", `{"client_ip":"192.0.2.77","user":{"phone":"` + phone + `","mobile_phone":` + phone +
			`,"contact":"` + person + `","fax":""}}`, nil,
			`{"client_ip":"REDACTED","user":{"phone":"REDACTED","mobile_phone":0,"contact":"REDACTED","fax":""}}`},
		{
			"free text",
			`{"item":{"desc":"<p>电话` + phone + `,` + line +
				` <img src=\"https://cbu01.alicdn.com/img/13900139000.jpg\"/> ` + email + `</p>"}}`,
			nil,
			`{"item":{"desc":"<p>电话REDACTED,REDACTED <img src=\"https://cbu01.alicdn.com/img/13900139000.jpg\"/> REDACTED</p>"}}`,
		},
		{"ids and the quota stay",
			`{"item":{"num_iid":"13900139000","sku_id":"4759768662214","props":[{"value":"913900139000"}]},` +
				`"api_info":"today:13900139000 max:1"}`, nil,
			`{"item":{"num_iid":"13900139000","sku_id":"4759768662214","props":[{"value":"913900139000"}]},` +
				`"api_info":"today:13900139000 max:1"}`},
		{"everything else byte for byte", "{ \"a\" : 1.50,\n\"b\":\"\\u4e2d\\/\" , \"a\":[ ] }", nil,
			"{ \"a\" : 1.50,\n\"b\":\"\\u4e2d\\/\" , \"a\":[ ] }"},
		{"php notice", "Warning: key=" + key + " in core.php\n" + `{"a":1}`, nil, "Warning: key=REDACTED in core.php\n" +
			`{"a":1}`},
		{"cut before a name's value ends", `{"user":{"contact":"` + person + `","fa`, nil,
			`{"user":{"contact":"REDACTED","fa`},
		{"cut inside a private value", `{"user":{"contact":"` + person, nil, `{"user":{"contact":"REDACTED`},
		{"cut inside a private object", `{"contact":{"x":["` + person, nil, `{"contact":{"x":["REDACTED`},
		{"broken, then private", `{"a":undefined,"contact":'` + person + `',"fax":null,"tel":{"x":"` + line + `"}}`, nil,
			`{"a":undefined,"contact":'REDACTED',"fax":null,"tel":"REDACTED"}`},
		{"two answers", `{"a":1}{"contact":"` + person + `"}`, nil, `{"a":1}{"contact":"REDACTED"}`},
		{"a token of the answer's own", `{"access_token":"` + other + `","data":"{\"refreshToken\":\"` + other + `\"}"}`, nil,
			`{"access_token":"REDACTED","data":"{\"refreshToken\":\"REDACTED\"}"}`},
		{"nested below a private name", `{"buyerContact":{"name":"` + person + `","list":[{"x":"` + person +
			`"},7,true,null]}}`, nil, `{"buyerContact":{"name":"REDACTED","list":[{"x":"REDACTED"},0,true,null]}}`},
		{"names, not values", `{"call_args":{"` + key + `":1}}`, nil, `{"call_args":{"REDACTED":1}}`},
		{"a number", `{"call_args":[4444333322221111,44443333222211110]}`, nil, `{"call_args":[0,44443333222211110]}`},
		{"other spellings", `{"reason":"planted%2bsecret%2f88 planted%2Bsecret%2F88","a":"planted+secret\/88"}`, nil,
			`{"reason":"REDACTED REDACTED","a":"REDACTED"}`},
		{"escapes stay", `{"reason":"\u4e2d\/ Key[` + key + `]"}`, nil, `{"reason":"\u4e2d\/ Key[REDACTED]"}`},
		{"a list inside a text", `{"response":"[{\"contact\":\"` + person + `\"}]"}`, nil,
			`{"response":"[{\"contact\":\"REDACTED\"}]"}`},
		{"an address that is quoted", `{"reason":"GET //gw/x/?client_ip=192.0.2.77&num_iid=13900139000&_o_args=` +
			url.QueryEscape(`{"fullName":"`+person+`"}`) + `"}`, nil,
			`{"reason":"GET //gw/x/?client_ip=REDACTED&num_iid=13900139000&_o_args=` +
				url.QueryEscape(`{"fullName":"REDACTED"}`) + `"}`},
		{"a person of the form in a text", `{"reason":"` + person + ` is unknown"}`, nil, `{"reason":"REDACTED is unknown"}`},
		{"flags of people", `{"isMobile":"1","hasContact":1,"mobile":"","phone":null,"contact":true}`, nil,
			`{"isMobile":"1","hasContact":1,"mobile":"","phone":null,"contact":true}`},
		{"xml", `<user><contact a="b">` + person + `</contact><tel><![CDATA[` + line + `]]></tel><n>1</n></user>`, nil,
			`<user><contact a="b">REDACTED</contact><tel>REDACTED</tel><n>1</n></user>`},
		{"var_export", "array ( 'contact' => '" + person + "', 'n' => 1 )", nil,
			"array ( 'contact' => 'REDACTED', 'n' => 1 )"},
		{"serialize", `a:1:{s:7:"contact";s:9:"` + person + `";}`, nil, `a:1:{s:7:"contact";s:9:"REDACTED";}`},
		{"html escapes", "<p>" + html.EscapeString(`q"`+secret+`&`) + "</p>", nil, "<p>q&#34;REDACTED&amp;</p>"},
		{"cookies", `{"debug":"` + cookie + ` ` + bearer + `"}`, []string{"Set-Cookie", "sid=" + cookie},
			`{"debug":"REDACTED REDACTED"}`},
		{"a name of the user's", `{"wangwang":"` + other + `"}`, nil, `{"wangwang":"REDACTED"}`},
		{"space around", "\n{\"a\":1}\r\n", nil, "\n{\"a\":1}\r\n"},
		{"gbk stays gbk", "{\"a\":\"\xb9\xd9\",\"contact\":\"\xd5\xc5\"}", nil,
			"{\"a\":\"\xb9\xd9\",\"contact\":\"REDACTED\"}"},
		{"gzip that breaks off", zipped.String()[:zipped.Len()-9], []string{"Content-Encoding", "gzip"},
			`{"reason":"Key[REDACTED]"}`},
		{"gzip without a label", zipped.String(), nil, `{"reason":"Key[REDACTED]"}`},
		{"html", "<html>" + key + " " + phone + "</html>", nil, "<html>REDACTED REDACTED</html>"},
		{"gzip", zipped.String(), []string{"Content-Encoding", "gzip"}, `{"reason":"Key[REDACTED]"}`},
		{"headers", `{}`, []string{"Set-Cookie", "token=" + session}, `{}`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var told strings.Builder
			r, dir := recorder(t, record.WithPrivate("wang_wang"),
				record.OnExchange(func(x record.Exchange, err error) { fmt.Fprintln(&told, x, err) }))
			client := &http.Client{Transport: r.Transport(&http.Transport{DisableCompression: true})}
			address := upstream(t, c.body, c.header...).URL + "/1688/item_get/?key=" + key + "&secret=" +
				url.QueryEscape(secret) + "&session=" + session
			form := url.Values{"guest_ip": {"192.0.2.77"}, "_o_args": {`{"toMobile":"` + phone + `","webSite":"1688"}`},
				"q": {"找 " + phone}, "contact": {person},
				"list": {`[{"fullName":"` + person + `"}`}, "token": {"4444333322221111"}, session: {"1"}}
			req, err := http.NewRequest(http.MethodPost, address, strings.NewReader(form.Encode()))
			require.NoError(t, err)
			req.Header = http.Header{"Content-Type": {"application/x-www-form-urlencoded"}, "Cookie": {"a=" + cookie},
				"Authorization": {"Bearer " + bearer}}
			rsp, err := client.Do(req)
			require.NoError(t, err)
			body, err := io.ReadAll(rsp.Body)
			require.NoError(t, err)
			assert.Equal(t, c.body, string(body), "the caller gets what came")
			clean(t, told.String())
			assert.Equal(t, c.want, kept(t, dir))
		})
	}
}

// TestNothingIsKeptPacked leaves out what would hide secrets from the one who looks through the files.
func TestNothingIsKeptPacked(t *testing.T) {
	cases := map[string][]string{"br": {"Content-Encoding", "br"}, "broken gzip": {"Content-Encoding", "gzip"}}
	for name, header := range cases {
		t.Run(name, func(t *testing.T) {
			var told error
			r, dir := recorder(t, record.OnExchange(func(_ record.Exchange, err error) { told = err }))
			client := &http.Client{Transport: r.Transport(&http.Transport{DisableCompression: true})}
			rsp, err := client.Get(upstream(t, "\x1f\x8bpacked", header...).URL + "/1688/item_get/")
			require.NoError(t, err)
			require.NoError(t, rsp.Body.Close())
			assert.ErrorContains(t, told, "is not recorded")
			assert.Empty(t, files(t, dir))
		})
	}
}

// TestPathsHoldNoSecrets takes nothing but operations and platforms from a path.
func TestPathsHoldNoSecrets(t *testing.T) {
	for _, path := range []string{"/1688/" + key + "/", "/" + key + "/item_get/", "/" + key, "/1688/item_get/" + key} {
		r, dir := recorder(t)
		rsp, err := (&http.Client{Transport: r.Transport(nil)}).Get(upstream(t, `{}`).URL + path)
		require.NoError(t, err)
		require.NoError(t, rsp.Body.Close())
		assert.Equal(t, "{}", kept(t, dir), path)
	}
}

// TestErrorsHoldNoSecrets breaks the way to the gateway, and the response, behind the proxy.
func TestErrorsHoldNoSecrets(t *testing.T) {
	var logged bytes.Buffer
	log.SetOutput(&logged)
	t.Cleanup(func() { log.SetOutput(log.Writer()) })
	r, dir := recorder(t)
	next := roundTripper(func(req *http.Request) (*http.Response, error) {
		return nil, errors.New("cannot reach " + req.URL.String())
	})
	req := httptest.NewRequest(http.MethodGet, "http://gateway.test/1688/item_get/?key="+key+"&secret="+
		url.QueryEscape(secret), nil)
	_, err := r.Transport(next).RoundTrip(req)
	require.Error(t, err)
	clean(t, err.Error())

	cut := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "100")
		_, _ = io.WriteString(w, `{"reason":"Key[`+key+`]`)
	}))
	t.Cleanup(cut.Close)
	address, err := url.Parse(cut.URL)
	require.NoError(t, err)
	proxy := httptest.NewServer(r.Proxy(address))
	t.Cleanup(proxy.Close)
	rsp, err := http.Get(proxy.URL + "/1688/item_get/?key=" + key + "&secret=" + url.QueryEscape(secret))
	require.NoError(t, err)
	_, err = io.ReadAll(rsp.Body)
	require.ErrorIs(t, err, io.ErrUnexpectedEOF, "the answer breaks off for the caller, too")
	assert.Equal(t, `{"reason":"Key[REDACTED]`, kept(t, dir))
	clean(t, logged.String())
}
