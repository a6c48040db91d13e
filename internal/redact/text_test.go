package redact

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// redactions are texts that hold a secret or personal data, and what may be shown of them.
type redactions []struct{ text, want string }

func (list redactions) check(t *testing.T, redact func(string) string) {
	t.Helper()
	for _, c := range list {
		assert.Equal(t, c.want, redact(c.text), "of %s", c.text)
	}
}

// unchanged are texts that only look private.
type unchanged []string

func (list unchanged) check(t *testing.T, redact func(string) string) {
	t.Helper()
	for _, text := range list {
		assert.Equal(t, text, redact(text))
	}
}

func TestHeaders(t *testing.T) {
	redactions{
		{"Authorization: Basic dXNlcjpwYXNz", "Authorization: Basic REDACTED"},
		{"Authorization: Basic dTpw", "Authorization: Basic REDACTED"},
		{"Proxy-Authorization:bearer abc\r\nX: y", "Proxy-Authorization:bearer REDACTED\r\nX: y"},
		{"sent Bearer abcdefgh twice", "sent Bearer REDACTED twice"},
		{"BASIC YWJjZGVmZw==", "BASIC REDACTED"},
		{"baſic YWJjZGVmZw==", "baſic REDACTED"},
		{"Set-Cookie: sid=abc; Path=/\r\nServer: x", "Set-Cookie: REDACTED\r\nServer: x"},
		{"set-cookie : sid=abc", "set-cookie : REDACTED"},
		{`Cookie: a="b c"; d=e` + "\n2", "Cookie: REDACTED\n2"},
		{`"Cookie: a=b", "Host: x"`, `"Cookie: REDACTED", "Host: x"`},
		{"X-Api-Key: 0123456789abcdef", "X-Api-Key: REDACTED"},
		{"X-Auth-Token: abc123", "X-Auth-Token: REDACTED"},
		{`"Authorization":"Custom abc def"`, `"Authorization":"REDACTED"`},
	}.check(t, Redactor{}.Text)
	unchanged{
		"authorization: bearer", "a bearer of news", "bearers of abcdefghij", "Bearer abcdefg", "basic facts",
		"cookies: two", "a cookie", "Content-Type: text/plain", "Content-Length: 123456", "X-Auth-Token: none",
	}.check(t, Redactor{}.Text)
}

func TestAddressesAndForms(t *testing.T) {
	redactions{
		{"https://u:p@example.com/a", "https://u:REDACTED@example.com/a"},
		{"to http://u:p@ss@h:80?x=1#y, //v:q@i", "to http://u:REDACTED@h:80?x=1#y, //v:REDACTED@i"},
		{"http://:80@", "http://:REDACTED@"},
		{"access_token=abc#top", "access_token=REDACTED"},
		{"sign%3d0A1B2C%26x", "sign%3dREDACTED"},
		{"sign%3D0A1B2C&x", "sign%3DREDACTED&x"},
		{"PHPSESSID=abc123; path=/", "PHPSESSID=REDACTED; path=/"},
		{"JSESSIONID=a&pwd=b&password=c&user=d", "JSESSIONID=REDACTED&pwd=REDACTED&password=REDACTED&user=d"},
		{"_aop_sign=a&api-key=b&x_key=c&x.sign=d", "_aop_sign=REDACTED&api-key=REDACTED&x_key=REDACTED&x.sign=REDACTED"},
		{"loginId=a&buyerLoginId=b&sellerLoginId=c", "loginId=REDACTED&buyerLoginId=REDACTED&sellerLoginId=c"},
		{"buyer_phone=0571 remark=hello", "buyer_phone=REDACTED remark=REDACTED"},
		{"https://a/?tel=13800138000&id=13800138000", "https://a/?tel=REDACTED&id=13800138000"},
		{"_o_args=%7B%22mobile%22%3A%221%22%7D&x=1", "_o_args=%7B%22mobile%22%3A%22REDACTED%22%7D&x=1"},
		{"args=%7B%22token%22%3A%22abc%22%7D", "args=%7B%22token%22%3A%22REDACTED%22%7D"},
		{"GET /1688/custom?method=a&x=1 HTTP", "GET /1688/custom?REDACTED HTTP"},
		{"key[abc] and Key[def]", "key[REDACTED] and Key[REDACTED]"},
		{"token[a]=b&token[c][0]=d&z[a]=e", "token[a]=REDACTED&token[c][0]=REDACTED&z[a]=e"},
		{"x[token]=b&x%5Btoken%5D%5b0%5d=c&5[]=d", "x[token]=REDACTED&x%5Btoken%5D%5b0%5d=REDACTED&5[]=d"},
		{"a]token=b&x%5Dtoken=c&x[a]b]token=d", "a]token=REDACTED&x%5Dtoken=REDACTED&x[a]b]token=REDACTED"},
		{`token={"a":{"b":"c d"},"e":["f"]}&z=1`, `token="REDACTED"&z=1`},
		{"to=/login?token=abc&z=1", "to=/login?token=REDACTED&z=1"},
		{"to=https%3A%2F%2Fx%3Ftoken%3Dabc&z=1", "to=https%3A%2F%2Fx%3Ftoken%3DREDACTED&z=1"},
		{"to=/x?args=%7B%22token%22%3A%22abc%2", "to=/x?args=%7B%22token%22%3A%22REDACTED"},
		{"args=+%5B%7B%22token%22%3A%22abc%zz%&z=1", "args=+%5B%7B%22token%22%3A%22REDACTED&z=1"},
	}.check(t, Redactor{}.Text)
	unchanged{
		"http://u@h/a:b@c", "http://[::1]:80/", "// a:b@c", "http://u:@h", "//h?u:p@q",
		"token=null&session=true&secret=false&sign=", "sign=REDACTED&x=1", "sign%3", "=abc",
		"appKey=1234567&app_key=1234567", "memberId=b2b-123&userid=5", "monkey=1&design=2&keyword=3&signs=4",
		"isMobile=1&hasContact=1&needEmail=1&companyPhone=1234", "args=%7B%22a%22%3A1%7D", "args=%zz",
		"/custom/?", "/customs?x=1", "monkey[abc]", "key[]",
	}.check(t, Redactor{}.Text)
}

// TestQuotedValues has values with blanks and commas, of which nothing may stay.
func TestQuotedValues(t *testing.T) {
	redactions{
		{`got {"address":"5 West Street, Hangzhou","id":"a b"}`, `got {"address":"REDACTED","id":"a b"}`},
		{`{\"remark\":\"a, b; c\",\"x\":\"y\"}`, `{\"remark\":\"REDACTED\",\"x\":\"y\"}`},
		{`{'remark' => 'it\'s a b', 'x' => 'y'}`, `{'remark' => 'REDACTED', 'x' => 'y'}`},
		{`"receiver_mobile":"138 0013`, `"receiver_mobile":"REDACTED`},
		{`level=info token="a b" n=1`, `level=info token="REDACTED" n=1`},
		{`var token = "abc"; next()`, `var token = "REDACTED"; next()`},
		{`{token:'abc def',n:1}`, `{token:'REDACTED',n:1}`},
		{`password: \"a b\", x`, `password: \"REDACTED\", x`},
		{`"mobile":"1","mobileArea":"571"`, `"mobile":"REDACTED","mobileArea":"REDACTED"`},
		{"'phone' => '1', 'phones' => '2'", "'phone' => 'REDACTED', 'phones' => '2'"},
		{"data[phone] => 5", "data[phone] => REDACTED"},
		{`s:5:"token";s:3:"abc";`, `s:5:"token";s:3:"REDACTED";`},
		{`{"a":{"token":"b c"}}`, `{"a":{"token":"REDACTED"}}`},
		{`{"a":"{\"token\":\"b c\"}"}`, `{"a":"{\"token\":\"REDACTED\"}"}`},
		{`"token":{"a":["b"]},"z":1`, `"token":"REDACTED","z":1`},
		{`token: {a: "b c"}, z: 1`, `token: "REDACTED", z: 1`},
		{`map[token:map[a:b c:[1 d]] z:1]`, `map[token:REDACTED z:1]`},
		{`$a["token"] = "b c";`, `$a["token"] = "REDACTED";`},
		{`"token":"REDACTEDabc"`, `"token":"REDACTED"`},
		{`{"a":"'key' => '","token":{"x":"it's"},"z":1}`, `{"a":"'key' => '"REDACTED,"z":1}`},
		{`{"a":"cookie: =","token":["b"]}`, `{"a":"cookie: REDACTED":"REDACTED"}`},
	}.check(t, Redactor{}.Text)
	unchanged{
		`"title":"a b","n":1`, `token=""`, `token: 'null'`, `"token":"true"`, `: "abc"`, `title = "a"`,
		`the "token" is "abc"`, `"token" "abc"`, "token:\n", `"token":[],"session": {}`, `x = {"a":"b"}`,
	}.check(t, Redactor{}.Text)
}

func TestShapes(t *testing.T) {
	redactions{
		{"+86-13800138000", Mark}, {"0086 13800138000", Mark}, {"8613800138000", Mark}, {"(86)13800138000", Mark},
		{"(+86) 138-0013-8000", Mark}, {"19900138000", Mark}, {"+1 202 555 0100", Mark}, {"+12025550100", Mark},
		{"010-12345678", Mark}, {"0571-8502208", Mark}, {"(010)12345678", Mark}, {"86 571 85022088", Mark},
		{"11010519491231002x", Mark},
		{"512345198912393458", Mark}, {"512345198912393451", "512345198912393451"}, // of a day that is none
		{"4111111111111111", Mark}, {"5500005555555559", Mark}, {"4111 1111 1111 1111", Mark},
		{"a13800138000b", "a" + Mark + "b"}, {"价格13800138000元", "价格" + Mark + "元"},
		{"13:00:13800138000", "13:00:" + Mark}, {"13800138000,13900139000", Mark + "," + Mark},
		{"aaaaaaaa13800138000", "aaaaaaaa" + Mark}, {"aaaaaaaaa13800138000", "aaaaaaaaa13800138000"},
		{"zZ13800138000Az", "zZ" + Mark + "Az"}, {"zzzzz13800138000ZZZZ", "zzzzz13800138000ZZZZ"},
		{"a.b+c-d_e@x-y.example.org,f", Mark + ",f"}, {"a@b.cn.", Mark + "."}, {"a@b.cn-", Mark + "-"},
		{"x a@b.cn,c@d.example.org", "x " + Mark + "," + Mark}, {"a@b.c-d.e_f", Mark},
		{"see //cdn.example.com/13800138000.jpg and 13800138000", "see //cdn.example.com/13800138000.jpg and " + Mark},
		{"13800138000 https://a 13800138000", Mark + " https://a " + Mark},
		{"x//y 13800138000", "x//y " + Mark},
	}.check(t, Redactor{}.Text)
	unchanged{
		"113800138000", "138001380001", "1380013800", "12800138000", "1 202 555 0100", "0571-850220",
		"110105194912310021", "110105194913310029", "010105194912310021", "11010519491231002Xx1", "4111111111111112",
		"6222020200112233445", "3782822463100050", "4111111111111111" + "111111111", strings.Repeat("13800138000", 3),
		"a@b", "a@b.c", "@b.cn", "a@@b.cn", "a@.cn", "a@b.-", "http://13800138000", "//", "https:",
		"2026-11-29 12:30:00 item 610947572360 for 12.00", "20261129123000", "202611291230001", "+123456", "12345+6",
	}.check(t, Redactor{}.Text)
}

// TestNamesOfIDs keeps the digits of ids, and the quota.
func TestNamesOfIDs(t *testing.T) {
	const phone = "13800138000"
	for _, name := range []string{"num_iid", "itemIds", "props", "prop_path", "secache", "secache_time", "api_info"} {
		assert.Equal(t, phone, Redactor{}.Value(name, phone), name)
	}
	for _, name := range []string{"q", "title", "idea", "my_secache", "myprops"} {
		assert.Equal(t, Mark, Redactor{}.Value(name, phone), name)
	}
	assert.Equal(t, "token=REDACTED", Redactor{}.Value("num_iid", "token=abc"))
	assert.Equal(t, "token=abc", Redactor{}.Value("api_info", "token=abc"))
	assert.Equal(t, "REDACTED", New("abcdefgh").Value("api_info", "abcdefgh"))
	assert.Equal(t, "a REDACTED", New("abcdefgh").Value("api_info", "a abcdefgh"))
}
