package bodies

import (
	"net/url"

	"github.com/go-ali1688/ali1688/internal/redact"
)

// secrets returns the secrets and personal data of the entry's request, and the cookies of its response: a finding
// may quote the response, which may quote any of them.
func (e *harEntry) secrets() []string {
	var private redact.Private
	if u, err := url.Parse(e.Request.URL); err == nil {
		private.Parameters(redact.Query(u.RawQuery))
		if password, ok := u.User.Password(); ok {
			private.Member("password", password)
		}
	}
	private.Parameters(redact.RequestParameters(e.Request.PostData.MimeType, []byte(e.Request.PostData.Text)))
	for _, list := range [][]harPair{e.Request.Query, e.Request.PostData.Params, e.Request.Headers, e.Response.Headers} {
		for _, p := range list {
			private.Header(p.Name, p.Value)
			if plain, err := url.QueryUnescape(p.Value); err == nil && plain != p.Value {
				private.Member(p.Name, plain)
			}
		}
	}
	for _, cookie := range append(e.Request.Cookies, e.Response.Cookies...) {
		private.Cookie(cookie.Value)
	}
	return private.Values
}
