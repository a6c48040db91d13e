package redact

import (
	"context"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"html"
	"net/url"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// everyByte writes each byte as the format says.
func everyByte(format, s string) string {
	var b strings.Builder
	for _, c := range []byte(s) {
		fmt.Fprintf(&b, format, c)
	}
	return b.String()
}

func everyRune(format, s string) string {
	var b strings.Builder
	for _, r := range s {
		fmt.Fprintf(&b, format, r)
	}
	return b.String()
}

func utf16Text(s string) string {
	var b strings.Builder
	for _, unit := range utf16.Encode([]rune(s)) {
		b.WriteByte(byte(unit))
		b.WriteByte(byte(unit >> 8))
	}
	return b.String()
}

// spellings are the forms in which a server may quote a secret.
var spellings = map[string]func(string) string{
	"as it is":             func(s string) string { return s },
	"upper case":           strings.ToUpper,
	"lower case":           strings.ToLower,
	"of a form":            url.QueryEscape,
	"of a form, lower":     func(s string) string { return strings.ToLower(url.QueryEscape(s)) },
	"of a path":            url.PathEscape,
	"of a form, twice":     func(s string) string { return url.QueryEscape(url.QueryEscape(s)) },
	"every byte, upper":    func(s string) string { return everyByte("%%%02X", s) },
	"every byte, lower":    func(s string) string { return everyByte("%%%02x", s) },
	"every byte, twice":    func(s string) string { return everyByte("%%25%02x", s) },
	"html":                 html.EscapeString,
	"html, decimal":        func(s string) string { return everyRune("&#%d;", s) },
	"html, hex":            func(s string) string { return everyRune("&#x%x;", s) },
	"html, twice":          func(s string) string { return everyRune("&amp;#%d;", s) },
	"json":                 func(s string) string { return everyRune(`\u%04x`, s) },
	"json, upper":          func(s string) string { return everyRune(`\u%04X`, s) },
	"json in json":         func(s string) string { return everyRune(`\\u%04x`, s) },
	"json, slashes":        func(s string) string { return strings.ReplaceAll(s, "/", `\/`) },
	"hex":                  func(s string) string { return hex.EncodeToString([]byte(s)) },
	"HEX":                  func(s string) string { return strings.ToUpper(hex.EncodeToString([]byte(s))) },
	"base64":               func(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) },
	"base64 for addresses": func(s string) string { return base64.RawURLEncoding.EncodeToString([]byte(s)) },
	"base64 behind one":    func(s string) string { return base64.StdEncoding.EncodeToString([]byte("k" + s + ":x")) },
	"base64 behind two":    func(s string) string { return base64.StdEncoding.EncodeToString([]byte("k:" + s + "yz")) },
	"utf-16":               utf16Text,
}

func TestSpellings(t *testing.T) {
	for _, secret := range []string{"SecRet-98765", "planted+secret/88=", "a%b&c\"d", "s3cr", "密钥秘密12"} {
		for name, spell := range spellings {
			if short := len(secret) < 5 || strings.Contains(secret, "密") && name == "utf-16"; short {
				continue
			}
			t.Run(secret+"/"+name, func(t *testing.T) {
				got := New("other-secret", secret).Secrets("<" + spell(secret) + ">")
				assert.Equal(t, "<REDACTED>", got, "of %q", spell(secret))
			})
		}
	}
	assert.Equal(t, "REDACTED and %73", New("s3cr").Secrets("s3cr and %73"))
	assert.Equal(t, "of three: abc", New("abc").Secrets("of three: abc"), "every text is full of them")
	assert.Equal(t, "REDACTED REDACTED", New("abcd", "abcdefgh").Secrets("abcdefgh abcd"), "the longer goes first")
}

func TestSecretsByName(t *testing.T) {
	cases := map[string]string{
		"?key=abc&secret=def&num_iid=1":      "?key=REDACTED&secret=REDACTED&num_iid=1",
		"?app_secret=abc&signature=d&sign=e": "?app_secret=REDACTED&signature=REDACTED&sign=REDACTED",
		"_aop_signature=AB&refreshToken=x y": "_aop_signature=REDACTED&refreshToken=REDACTED y",
		"secret%3Dabc%26x":                   "secret%3DREDACTED",
		"Key[abc]已超量":                        "Key[REDACTED]已超量",
		"session=a;b token=c":                "session=REDACTED;b token=REDACTED",
		"monkey=fine&design=x&keyword=y":     "monkey=fine&design=x&keyword=y",
		`{"access_token":"abcdef","n":1}`:    `{"access_token":"REDACTED","n":1}`,
		`{\"client_secret\":\"abcdef\"}`:     `{\"client_secret\":\"REDACTED\"}`,
		`'session' => 'abc',`:                `'session' => 'REDACTED',`,
		"Cookie: a=b; c=d\r\nX: y":           "Cookie: REDACTED\r\nX: y",
		"Authorization: Bearer abcdefgh.ij":  "Authorization: Bearer REDACTED",
		"token: 0123456789 is old":           "token: REDACTED is old",
		"the session: it has ended":          "the session: it has ended",
		"nothing here":                       "nothing here",
	}
	for text, want := range cases {
		assert.Equal(t, want, Redactor{}.Secrets(text))
	}
}

// TestPersonalText redacts free text, in which nothing but the shape tells.
func TestPersonalText(t *testing.T) {
	cases := []struct{ name, text, want string }{
		{"mobile", "电话13800138000。", "电话REDACTED。"},
		{"mobile with dashes", "138-1234-5678", "REDACTED"},
		{"digits in a specId", "b266e13900008888beaf205cbae88530d", "b266e13900008888beaf205cbae88530d"},
		{"mobile behind a word", "tel13912345678", "telREDACTED"},
		{"mobile with blanks", "call 138 1234 5678 now", "call REDACTED now"},
		{"country code", "+86 138 1234 5678", "REDACTED"},
		{"country code in brackets", "(+86)13812345678", "REDACTED"},
		{"without plus", "86-13812345678", "REDACTED"},
		{"landline", "0571-85022088", "REDACTED"},
		{"landline with a blank", "0571 85022088", "REDACTED"},
		{"landline in brackets", "(0571)85022088", "REDACTED"},
		{"landline alone", "057185022088", "REDACTED"},
		{"landline in parts", "010-8502-2088", "REDACTED"},
		{"the gateway's form", "86-571-85022088", "REDACTED"},
		{"abroad", "+7 (912) 345-67-89", "REDACTED"},
		{"identity card", "11010519491231002X", "REDACTED"},
		{"bank card", "6222 0212 3456 7890 128", "REDACTED"},
		{"e-mail", "a.b@example.com", "REDACTED"},
		{"by name", "?client_ip=192.0.2.77&toMobile=1&num_iid=1", "?client_ip=REDACTED&toMobile=REDACTED&num_iid=1"},
		{"arguments", "GET //h/1688/custom/?method=x&_o_args=%7B%22a%22%3A1%7D\": refused",
			"GET //h/1688/custom/?REDACTED\": refused"},
		{"an order", "order 1221234567890123456 of 190012345678901234", "order 1221234567890123456 of 190012345678901234"},
		{"an offer", "610947572360", "610947572360"},
		{"a number in an address", "https://cbu01.alicdn.com/img/13900139000.jpg",
			"https://cbu01.alicdn.com/img/13900139000.jpg"},
		{"a date", "2026-01-02 03:04:05", "2026-01-02 03:04:05"},
		{"a price", "12.50 元, 5000 pieces", "12.50 元, 5000 pieces"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) { assert.Equal(t, c.want, Redactor{}.Text(c.text)) })
	}
}

// TestMembersByDocument asks the table made of both documents.
func TestMembersByDocument(t *testing.T) {
	cases := []struct {
		api, parent, name string
		want              bool
	}{
		{"", "nativelogistics", "address", true},
		{"", "", "receiveStreet", true},
		{"", "", "bank_and_account", true},
		{"", "", "buyerMemo", true},
		{"", "", "taxpayerIdentify", true},
		{"item_get", "item", "nick", false},
		{"item_get", "item", "title", false},
		{"item_get_contact", "item", "name", true},
		{"upload_img", "item", "name", false},
		{"", "companyinvoicetitles", "title", true},
		{"alibaba.trade.createRefund", "", "description", true},
		{"alibaba.trade.createRefund", "oargs", "description", true},
		{"alibaba.product.get", "productinfo", "description", false},
		{"", "", "companyPhone", false},
		{"", "extpairlist", "key", false},
		{"", "callargs", "key", true},
		{"", "", "seller_phone", true},
		{"", "", "isMobile", false},
		{"", "", "provinceText", false},
	}
	for _, c := range cases {
		r := Redactor{}.For(c.api, nil)
		assert.Equal(t, c.want, r.private(c.parent, c.name), "%s %s/%s", c.api, c.parent, c.name)
	}
}

func TestLoose(t *testing.T) {
	cases := map[string]string{
		`<buyer phone="13800138000" name="张三" id="7"/>`: `<buyer phone="REDACTED" name="REDACTED" id="7"/>`,
		`<receiver address='网商路699号'>x</receiver>`:      `<receiver address='REDACTED'>x</receiver>`,
		`<fullName>张三</fullName>`:                       `<fullName>REDACTED</fullName>`,
		`<meta name="viewport" content="width">`:        `<meta name="viewport" content="width">`,
		`{"fullName":"张三`:                               `{"fullName":"REDACTED`,
	}
	for text, want := range cases {
		assert.Equal(t, want, Redactor{}.Loose(text))
	}
}

func TestRedactedErrors(t *testing.T) {
	inner := fmt.Errorf("cannot reach ?secret=s3cr3t (%w)", context.DeadlineExceeded)
	err := New("s3cr3t").Error(inner)
	assert.EqualError(t, err, "cannot reach ?secret=REDACTED (context deadline exceeded)")
	require.ErrorIs(t, err, context.DeadlineExceeded)
	assert.NoError(t, errors.Unwrap(err), "what it hides is not handed out")
	plain := errors.New("plain")
	assert.Same(t, plain, New("s3cr3t").Error(plain))
	assert.NoError(t, Redactor{}.Error(nil))
}
