package mock

import (
	"fmt"
	"html"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/go-ali1688/ali1688/mock/internal/products"
	"github.com/go-ali1688/ali1688/mock/orders"
	"github.com/go-ali1688/ali1688/mock/world"
)

// HeaderMock is in every response of a mock and in none of 1688's.
const HeaderMock = "X-Ali1688-Mock"

// mockMark is shared by all responses.
var mockMark = []string{"1"}

// IsMadeUp reports whether a value of a response was made up by a mock of any seed: the id of an offer that a search
// finds, of a SKU or of an order, in digits, the title of an offer, or the address of a picture. It does not know the
// id of an offer that a caller named without having found it; the title of such an offer is marked all the same.
func IsMadeUp(value string) bool { return world.MadeUp(value) }

// WithPublicURL sets the scheme and host that addresses of pictures and of the cashier begin with, such as
// https://mock.example.com. Without it they are those that the request was sent to.
func WithPublicURL(base string) Option {
	return func(c *config) { c.publicURL = strings.TrimSuffix(base, "/") }
}

// checkPublicURL refuses what would have to be escaped in JSON.
func (c *config) checkPublicURL() error {
	if c.publicURL == "" {
		return nil
	}
	u, err := url.Parse(c.publicURL)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || strings.Trim(u.Host, hostCharacters) != "" ||
		u.User != nil || u.Path != "" || u.RawQuery != "" || u.Fragment != "" {
		return fmt.Errorf("mock: the public URL must be a scheme and a host, such as https://mock.example.com, got %q", c.publicURL)
	}
	return nil
}

// base is the scheme and host for addresses that lead back to the mock. Most requests have the host of the one
// before.
func (s *server) base(r *http.Request) string {
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

// origin is a host that was called, and what addresses begin with then.
type origin struct {
	host   string
	secure bool
	base   string
}

func baseOf(host string, secure bool) string {
	switch {
	case host == "" || strings.Trim(host, hostCharacters) != "":
		return world.DefaultBase // it would have to be escaped in JSON
	case secure:
		return "https://" + host
	}
	return "http://" + host
}

const hostCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:[]"

// marked marks every response.
func marked(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header()[HeaderMock] = mockMark
		next.ServeHTTP(w, r)
	})
}

// pages marks every response, and serves what browsers get: pictures and the cashier.
func (s *server) pages(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header()[HeaderMock] = mockMark
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

func (s *server) picture(w http.ResponseWriter, r *http.Request) {
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
func (s *server) cashier(w http.ResponseWriter, r *http.Request) {
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
		for _, b := range bills {
			if b.Payable {
				_ = s.orders.Pay(b.OrderID) // who else paid it meanwhile is shown by the page
			}
		}
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
	b.WriteString(`<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
		`<title>模拟收银台 · Mock cashier</title><style>body{font:16px sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem}` +
		`td,th{text-align:left;padding:.3rem .8rem .3rem 0;vertical-align:top}button{font-size:1.1rem;padding:.5rem 1.5rem}</style>` +
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
