package redact_test

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/go-ali1688/ali1688/internal/redact"
)

func TestPrivateMembers(t *testing.T) {
	for _, test := range []struct {
		name, value string
		want        []string
	}{
		{"secret", "short", []string{"short"}},
		{"q", "plain text", nil},
		{"args", `{"access_token":"t1","page":1}`, []string{"t1"}},
		{"args", `{"a":{"b":[{"secret":"s1"},{"secret":"s2"}]},"q":"x"}`, []string{"s1", "s2"}},
		{"secret", `["s1",["s2"]]`, []string{"s1", "s2"}},
		{"args", `{"session":{"id":"s1","x":[{"y":"s2"}]},"q":"x"}`, []string{"s1", "s2"}},
		{"session[id]", "s1", []string{"s1"}},
		{"page[id]", "s1", nil},
		{"args", `{"inner":"{\"secret\":\"s1\"}"}`, []string{"s1"}},
		{"args", `{"secret":"s1","secret":"s2"}`, []string{"s1", "s2"}},
		{"args", `{"secret":"s1","q":`, []string{"s1"}},
		{"args", `{"secret":"s1",[`, []string{"s1"}},
		{"args", `{"mobile":"13800138000"}`, []string{"13800138000"}},
		{"args", `{"mobile":"138"}`, nil},
		{"mobile", "123456", nil},
		{"mobile", "1234567", []string{"1234567"}},
		{"remark", "abcdef", nil},
		{"remark", "张", nil},
		{"remark", "张三", []string{"张三"}},
		{"remark", "a张", nil},
		{"args", `{"a":{"secret":"s1"`, []string{"s1"}},
		{"args", `{"a":{"secret":"s1",}},"secret":"s2"}`, []string{"s1"}},
		{"args", `[["a"],x,{"secret":"s1"}]`, nil},
		{"args", `{"session":9988,"n":[{"buyerId":22081234567}],"key":998,"page":12345678}`, []string{"9988", "22081234567"}},
		{"address", "[王府井]大街", []string{"[王府井]大街"}},
		{"address", "[1] 大街", []string{"[1] 大街"}},
		{"secret", "{abcd", []string{"{abcd"}},
		{"address", "\xcd\xf5\xb8\xae\xbe\xae", []string{"王府井"}},
		{"secret", "abc\xff", []string{"abc\xff"}},
	} {
		var p redact.Private
		p.Member(test.name, test.value)
		assert.Equal(t, test.want, p.Values, "%s=%s", test.name, test.value)
	}
}

func TestPrivateHeaders(t *testing.T) {
	for _, test := range []struct {
		name, value string
		want        []string
	}{
		{"authorization", "Bearer abc", []string{"abc"}},
		{"Proxy-Authorization", "abc", []string{"abc"}},
		{"Cookie", `a=12345678; b=1234567; c="abcdefgh"`, []string{"12345678", "abcdefgh"}},
		{"Set-Cookie", "a=12345678; Path=/long/path\nb=abcdefgh", []string{"12345678", "abcdefgh"}},
		{"X-Api-Key", "a", []string{"a"}},
		{"X-Args", `{"token":"t1"}`, []string{"t1"}},
		{"Accept", "application/json", nil},
	} {
		var p redact.Private
		p.Headers(http.Header{test.name: {test.value}}, nil)
		assert.Equal(t, test.want, p.Values, "%s: %s", test.name, test.value)
	}
}

func TestRequestParameters(t *testing.T) {
	const multipart = "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n" +
		"--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x\"\r\n\r\nfile\r\n--b--\r\n"
	for _, test := range []struct{ kind, body, want string }{
		{"application/x-www-form-urlencoded", "a=1&b=x+y", "a=1&b=x+y"},
		{"", "a=1", "a=1"},
		{"application/json", `{"a":"x","b":{"c":1},"n":2}`, "a=x&b=%7B%22c%22%3A1%7D&n=2"},
		{"text/plain", ` {"a":"x"}`, "a=x"},
		{"application/json", `{"a":"x","a":"y"}`, "a=y"},
		{"application/json", `{"a":`, ""},
		{"multipart/form-data; boundary=b", multipart, "a=1&f=4+bytes%2C+sha256+" +
			"3b9c358f36f0a31b6ad3e14f309c7cf198ac9246e8316f9ce543d5b19ac02b80"},
		{"", "secret=50%off&a;b=%zz;%&&c&d=1=2", "a%3Bb=%25zz%3B%25&c=&d=1%3D2&secret=50%25off"},
	} {
		assert.Equal(t, test.want, redact.RequestParameters(test.kind, []byte(test.body)).Encode(), test.body)
	}
}

// TestPrivateParameters collects from all lists, and every value of a name.
func TestPrivateParameters(t *testing.T) {
	var p redact.Private
	p.Parameters(url.Values{"secret": {"s1", "s2"}, "q": {"x"}}, nil, url.Values{"mobile": {"13800138000"}})
	assert.ElementsMatch(t, []string{"s1", "s2", "13800138000"}, p.Values)
	named := redact.Private{Names: redact.Redactor{}.For("", map[string]bool{"colour": true})}
	named.Member("Colour", "turquoise")
	named.Member("size", "very large")
	assert.Equal(t, []string{"turquoise"}, named.Values)
}
