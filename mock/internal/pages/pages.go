package pages

import (
	"fmt"
	"html"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"

	"github.com/go-ali1688/ali1688/mock/internal/products"
	"github.com/go-ali1688/ali1688/mock/orders"
	"github.com/go-ali1688/ali1688/mock/world"
)

// mockMark is shared by all responses.
var mockMark = []string{"1"}

// Base returns the scheme and host of URLs that lead to the mock. Most requests have the same host as the one before.
func (s *Site) Base(r *http.Request) string {
	if s.publicURL != "" {
		return s.publicURL
	}
	secure := r.TLS != nil || r.URL.Scheme == "https"
	last := s.last.Load()
	if last == nil || last.host != r.Host || last.secure != secure {
		last = &origin{host: r.Host, secure: secure, base: baseOf(r.Host, secure)}
		s.last.Store(last)
	}
	return last.base
}

// Site serves the pages that a browser opens, and knows the addresses that lead to them.
type Site struct {
	publicURL string
	last      atomic.Pointer[origin]
	world     *world.World
	orders    *orders.World
}

// New returns the pages of two worlds. Without a public URL, addresses have the host of the request.
func New(publicURL string, offers *world.World, made *orders.World) *Site {
	return &Site{publicURL: publicURL, world: offers, orders: made}
}

// origin is the host of a request, and the beginning of URLs for it.
type origin struct {
	host   string
	secure bool
	base   string
}

func baseOf(host string, secure bool) string {
	switch {
	case host == "" || strings.Trim(host, hostCharacters) != "":
		return world.DefaultBase // it would need escapes in JSON
	case secure:
		return "https://" + host
	}
	return "http://" + host
}

const hostCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:[]"

// Mark marks every response.
func Mark(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header()[Header] = mockMark
		next.ServeHTTP(w, r)
	})
}

// Serve marks every response, and serves the pages that browsers open: pictures and the cashier.
func (s *Site) Serve(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header()[Header] = mockMark
		switch path := r.URL.Path; {
		case strings.HasPrefix(path, world.PicturePath):
			s.picture(w, r)
		case path == orders.CashierPath:
			s.cashier(w, r)
		case path == products.ChatPath:
			w.Header().Set("Content-Type", "text/plain; charset=utf-8")
			fmt.Fprintln(w, "模拟旺旺 · mock chat:", r.URL.Query().Get("to"))
		default:
			next.ServeHTTP(w, r)
		}
	})
}

func (s *Site) picture(w http.ResponseWriter, r *http.Request) {
	svg, ok := s.world.AppendPicture(nil, r.URL.Path)
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "image/svg+xml")
	w.Header().Set("Cache-Control", "public, max-age=86400")
	_, _ = w.Write(svg) // the caller may be gone
}

// cashier shows the orders of the parameter orderId, and pays them when its form is sent. A form of another site is
// refused.
func (s *Site) cashier(w http.ResponseWriter, r *http.Request) {
	var ids []int64
	for text := range strings.SplitSeq(r.URL.Query().Get("orderId"), ",") {
		if id, err := strconv.ParseInt(text, 10, 64); err == nil {
			ids = append(ids, id)
		}
	}
	bills, sum := s.orders.Bills(ids)
	switch {
	case len(bills) == 0:
		http.Error(w, "没有这样的订单 · no such order", http.StatusNotFound)
	case r.Method != http.MethodPost:
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write(cashierPage(bills, sum))
	case !sameOrigin(r):
		http.Error(w, "the form is of another site", http.StatusForbidden)
	default:
		s.orders.PayTogether(ids)
		http.Redirect(w, r, r.URL.RequestURI(), http.StatusSeeOther)
	}
}

// sameOrigin reports whether a form was sent by a page of this host, or by no browser.
func sameOrigin(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	if origin == "" {
		return r.Header.Get("Sec-Fetch-Site") != "cross-site"
	}
	u, err := url.Parse(origin)
	return err == nil && u.Host == r.Host
}

func cashierPage(bills []orders.Bill, sum string) []byte {
	var b strings.Builder
	b.WriteString(
		`<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
			`<title>模拟收银台 · Mock cashier</title><style>body{font:16px sans-serif;max-width:44rem;margin:2rem auto;padding:0 ` +
			`1rem}` +
			`td,th{text-align:left;padding:.3rem .8rem .3rem 0;vertical-align:top}button{font-size:1.1rem;padding:.5rem ` +
			`1.5rem}</style>` +
			`<h1>模拟收银台 · Mock cashier</h1><p>没有真实付款。 No money moves here.</p>` +
			`<table><tr><th>订单 Order<th>卖家 Seller<th>商品 Goods<th>金额 Amount<th>状态 State`)
	payable := false
	for _, o := range bills {
		payable = payable || o.Payable
		fmt.Fprintf(&b, "<tr><td>%d<td>%s<td>%s<td>¥%s<td>%s", o.OrderID, html.EscapeString(o.Seller),
			strings.ReplaceAll(html.EscapeString(strings.Join(o.Goods, "\n")), "\n", "<br>"), o.Amount, o.StateInText)
	}
	b.WriteString("</table>")
	if payable {
		fmt.Fprintf(&b, `<form method="post"><p>合计 Total: <strong>¥%s</strong><p><button>付款 Pay</button></form>`, sum)
	}
	return []byte(b.String())
}

// Header is in every response of a mock and in none of 1688's.
const Header = "X-Ali1688-Mock"

// CheckURL returns an error for a public URL that is not a scheme and a host, or that would have to be escaped in JSON.
func CheckURL(base string) error {
	if base == "" {
		return nil
	}
	u, err := url.Parse(base)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" ||
		strings.Trim(u.Host, hostCharacters) != "" ||
		u.User != nil || u.Path != "" || u.RawQuery != "" || u.Fragment != "" {
		return fmt.Errorf("mock: the public URL must be a scheme and a host, such as https://mock.example.com, got %q", base)
	}
	return nil
}
