package bodies

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/go-ali1688/ali1688/internal/redact"
)

// secrets returns the secrets and personal data of the entry's request, and the cookies of its response: a finding
// may quote the response, which may quote any of them.
func (e *harEntry) secrets() []string {
	var private redact.Private
	if u, err := url.Parse(e.Request.URL); err == nil {
		private.Parameters(u.Query())
		if password, ok := u.User.Password(); ok {
			private.Member("password", password)
		}
	}
	private.Parameters(redact.RequestParameters(e.Request.PostData.MimeType, []byte(e.Request.PostData.Text)))
	for _, list := range [][]harPair{e.Request.Query, e.Request.PostData.Params, e.Request.Headers, e.Response.Headers} {
		for _, p := range list {
			plain, err := url.QueryUnescape(p.Value)
			if err != nil {
				plain = p.Value
			}
			private.Member(p.Name, p.Value)
			private.Member(p.Name, plain)
			private.Values = append(private.Values, insideHeader(p)...)
		}
	}
	for _, cookie := range append(e.Request.Cookies, e.Response.Cookies...) {
		private.Values = append(private.Values, cookieValue(cookie.Value)...)
	}
	return private.Values
}

// insideHeader returns the credentials of a header behind its scheme, and the values of cookies.
func insideHeader(p harPair) []string {
	switch strings.ToLower(p.Name) {
	case "authorization", "proxy-authorization":
		_, credentials, _ := strings.Cut(p.Value, " ")
		return []string{credentials}
	case "cookie":
		cookies, _ := http.ParseCookie(p.Value)
		return valuesOf(cookies)
	case "set-cookie":
		var cookies []*http.Cookie
		for line := range strings.Lines(p.Value) {
			if cookie, err := http.ParseSetCookie(strings.TrimSpace(line)); err == nil {
				cookies = append(cookies, cookie)
			}
		}
		return valuesOf(cookies)
	}
	return nil
}

func valuesOf(cookies []*http.Cookie) (values []string) {
	for _, cookie := range cookies {
		values = append(values, cookieValue(cookie.Value)...)
	}
	return values
}

// leastCookie is the length of the shortest cookie that is redacted by value: shorter ones, such as 1 and zh, are in
// every response.
const leastCookie = 8

func cookieValue(value string) []string {
	if len(value) < leastCookie {
		return nil
	}
	return []string{value}
}
