// Package links reads the addresses that people and responses have: the id of an offer in a page's address, in the text
// that the app shares or in a link of the app, and the address of an image.
package links

import (
	"net/url"
	"regexp"
	"strings"

	"github.com/go-ali1688/ali1688/internal/lazyregexp"
)

// offers are the forms in which an offer is named, in the order in which they are tried.
var offers = []func() *regexp.Regexp{
	lazyregexp.New(`^\s*([0-9]{9,19})\s*$`),
	lazyregexp.New(`(?i)\b1688\.com/(?:[\w./-]*/)?offer(?:detail)?/([0-9]{6,19})(?:\.html?)?\b`),
	lazyregexp.New(`(?i)[?&#]offer_?id=([0-9]{6,19})\b`),
}

// OfferID returns the id of the offer that a text names, and false if it names none. The text is an id, the address of
// a page of 1688 for the web or for phones, a link of the app, or the text that the app shares around one of these. A
// short link, qr.1688.com, names no offer: the operation item_password resolves it.
func OfferID(text string) (string, bool) {
	for range 3 { // a link of the app has the address of the page in a parameter, escaped once or twice
		for i, form := range offers {
			if m := form().FindStringSubmatch(text); m != nil && (m[0] != "" && isOf1688(text) || i == 0) {
				return m[1], true
			}
		}
		text = escapes().ReplaceAllStringFunc(text, unescape)
	}
	return "", false
}

// escapes finds the escapes in a text, in which a title such as 100%纯棉 may stand before the link.
var escapes = lazyregexp.New(`(?:%[0-9A-Fa-f]{2})+`)

func unescape(escaped string) string {
	text, _ := url.PathUnescape(escaped) // an escape that the pattern matches is valid
	return text
}

// isOf1688 reports whether a text has an address of 1688 or a link of its app.
func isOf1688(text string) bool { return strings.Contains(strings.ToLower(text), "1688") }

// The ways in which the servers of images write a size: behind the name of the file, or before its ending.
var (
	sizeBehind = lazyregexp.New(`(?i)(\.(?:jpe?g|png|gif|webp))_[^/?#]*$`)
	sizeBefore = lazyregexp.New(`(?i)\.[0-9]+x[0-9]+(\.(?:jpe?g|png|gif|webp))$`)
)

// Image returns the address of an image in full size: with the scheme that a response left out or wrote twice, by https
// where Alibaba serves it, and without the part that asks for a smaller one. What is not an address
// stays as it is.
func Image(address string) string {
	address = strings.TrimSpace(address)
	if at := max(strings.LastIndex(address, "http://"), strings.LastIndex(address, "https://")); at > 0 &&
		!strings.ContainsAny(address[:at], "?#") {
		address = address[at:]
	}
	if strings.HasPrefix(address, "//") {
		address = "https:" + address
	}
	u, err := url.Parse(address)
	if err != nil || !strings.HasSuffix(u.Hostname(), "alicdn.com") {
		return address
	}
	address = "https" + address[len(u.Scheme):]
	address = sizeBehind().ReplaceAllString(address, "$1")
	return sizeBefore().ReplaceAllString(address, "$1")
}
