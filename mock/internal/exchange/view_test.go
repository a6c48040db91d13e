package exchange

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/arguments"

	"github.com/stretchr/testify/assert"
)

// TestAll has each parameter once, in the order of the query and then of the form, with the value that Get returns.
func TestAll(t *testing.T) {
	for _, tt := range []struct{ name, query, form, want string }{
		{"nothing", "", "", ""},
		{"a query", "b=1&a=2", "", "b=1 a=2"},
		{"a form", "", "b=1&a=2", "b=1 a=2"},
		{"both", "a=1&b=2", "c=3&a=4", "a=4 b=2 c=3"},
		{"an empty value in the form", "a=1", "a=&b=", "a=1 b="},
		{"an empty value in the query", "a=", "a=1", "a=1"},
	} {
		c := &Call{Query: ParseArgs(tt.query), Form: ParseArgs(tt.form)}
		var all []string
		for name, value := range c.All() {
			all = append(all, name+"="+value)
			assert.Equal(t, c.Get(name), value, tt.name)
		}
		assert.Equal(t, tt.want, strings.Join(all, " "), tt.name)
		for n := range all { // a loop that ends early
			var some []string
			for name, value := range c.All() {
				if some = append(some, name+"="+value); len(some) > n {
					break
				}
			}
			assert.Equal(t, all[:n+1], some, tt.name)
		}
	}
}

// TestNamesOfPHP keeps brackets, dots and spaces of names, each of which is another parameter.
func TestNamesOfPHP(t *testing.T) {
	assert.Equal(t, Args{{"a[]", "2", false}, {"a[b]", "3", false}, {"a.b", "4", false}, {"a b", "6", false}},
		ParseArgs("a[]=1&a%5B%5D=2&a[b]=3&a.b=4&a+b=5&a%20b=6"))
	c := &Call{Query: ParseArgs("a=1&secret=s"), Form: ParseArgs("b=%26&a=2")}
	assert.Equal(t, url.Values{"a": {"2"}, "secret": {"s"}, "b": {"&"}}, c.Fields())
}

// TestDump wants a whole request as people see it.
func TestDump(t *testing.T) {
	r := httptest.NewRequest(http.MethodPost, "http://mock.test/1688/item_get/?num_iid=61&secret=abcdef",
		strings.NewReader("q="+strings.Repeat("x", 300)+"&session=ghijkl"))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Cookie", "a=1")
	r.Header.Set("Authorization", "Custom a b")
	r.Header.Set("Proxy-Authorization", "c d")
	r.Header.Set("X-Api-Key", "e")
	r.TransferEncoding = []string{"chunked"}
	c := NewCall(r, 1, time.Time{}, 0)
	assert.Equal(t, "---REQUEST START---\nPOST /1688/item_get/?num_iid=61&secret=REDACTED HTTP/1.1\r\nHost: mock.test\r\n"+
		"Authorization: REDACTED\r\nContent-Type: application/x-www-form-urlencoded\r\nCookie: REDACTED\r\n"+
		"Proxy-Authorization: REDACTED\r\nX-Api-Key: REDACTED\r\n\r\n"+
		"q="+strings.Repeat("x", 200)+"%E2%80%A6%28300+bytes%29&session=REDACTED\n---REQUEST END---", Dump(r, c))
	assert.Equal(t, "abcdef", c.Query.Get("secret"), "the call stays")
}

// TestNewRequest wants a whole request for the journal: neither a secret nor personal data is in it.
func TestNewRequest(t *testing.T) {
	c := &Call{Platform: "1688", API: "custom", Query: ParseArgs("key=abcdef&method=x&q=a+abcdef"),
		Form: ParseArgs("session=ghijkl&mobile=13800138000&page=2")}
	c.Deviate(RuleBody, "q", "q is abcdef")
	assert.Equal(t, Request{Method: "POST", Platform: "1688", API: "custom",
		Query:      url.Values{"key": {"REDACTED"}, "method": {"x"}, "q": {"a REDACTED"}},
		Form:       url.Values{"session": {"REDACTED"}, "mobile": {"REDACTED"}, "page": {"2"}},
		Deviations: []Deviation{{"body", "q", "q is REDACTED"}}}, NewRequest("POST", c))
	assert.Equal(t, Request{Method: "GET", Query: url.Values{}, Form: url.Values{}}, NewRequest("GET", &Call{}))
}

// TestCutBetweenCharacters cuts at most a number of bytes, and a text that is not UTF-8 at exactly that number.
func TestCutBetweenCharacters(t *testing.T) {
	for _, tt := range []struct {
		text string
		most int
		want string
	}{
		{"", 0, ""}, {"abc", 3, "abc"}, {"abc", 2, "ab"}, {"abc", 0, ""}, {"中文", 6, "中文"}, {"中文", 5, "中"}, {"中文", 4, "中"},
		{"中文", 3, "中"}, {"😀😀", 7, "😀"}, {"a😀", 4, "a"}, {"\x80\x80\x80\x80\x80\x80", 5, "\x80\x80\x80\x80\x80"},
		{"\x80\x80", 1, "\x80"},
	} {
		assert.Equal(t, tt.want, Cut(tt.text, tt.most), "%q", tt.text)
	}
	assert.Equal(t, strings.Repeat("x", 100), Printable(strings.Repeat("x", 101)))
}

// TestDeviationTexts has the sentences in their order, without a secret of the query or the form.
func TestDeviationTexts(t *testing.T) {
	c := &Call{Query: ParseArgs("secret=abcdef"), Form: ParseArgs("session=gh%2Fkl")}
	assert.Equal(t, []string{}, c.DeviationTexts())
	c.Deviate(arguments.RuleUnknown, "abcdef", "one gh/kl")
	c.Deviate(arguments.RuleRange, "page", "two gh%2Fkl")
	assert.Equal(t, []string{"one REDACTED", "two REDACTED"}, c.DeviationTexts())
	assert.Equal(t, Deviation{"unknown", "REDACTED", "one REDACTED"}, c.Deviations[0])
	assert.Equal(t, "page", c.Deviations[1].Where)
}

// TestRefusalTexts prefers a text that was observed to the document's.
func TestRefusalTexts(t *testing.T) {
	for _, row := range platform.Refusals {
		want := row.Says.EN
		if len(row.Texts) > 0 {
			want = row.Texts[0]
		}
		got := RefusalOf(platform.Code(row.Code))
		assert.Equal(t, &Refusal{platform.Code(row.Code), want}, got)
		if row.Status != 0 {
			assert.Equal(t, row.Status, got.Status(), row.Code)
		} else {
			assert.Equal(t, http.StatusBadRequest, got.Status(), row.Code)
		}
	}
}

// TestUsageOfLargeNumbers writes all counters in decimal digits.
func TestUsageOfLargeNumbers(t *testing.T) {
	assert.Equal(t, `"today:12345 max:100000 all[1012345=12345+0+1000000];expires:2030-12-31"`,
		string(Usage{20784, 12345, 1_000_000}.Append(nil, 100_000)))
}
