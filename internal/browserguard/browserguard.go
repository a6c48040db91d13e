// Package browserguard refuses requests that a browser sends for a page of another site, and names that lead here by
// DNS rebinding.
package browserguard

import (
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/go-ali1688/ali1688/internal/lists"
)

// Guard knows the names under which a server may be called.
type Guard struct{ hosts []string }

// New returns a guard that takes these host names beside those that nobody outside can own: addresses in digits,
// names without a dot such as localhost or a container's, names below localhost, local, internal and test, and
// example.com, which httptest calls.
func New(hosts ...string) Guard { return Guard{lists.Map(hosts, nameOf)} }

// nameOf returns the host in lower case, without its port and brackets.
func nameOf(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	return strings.ToLower(strings.TrimSuffix(strings.Trim(host, "[]"), "."))
}

// Host reports whether a request came under a name that is the server's own.
func (g Guard) Host(r *http.Request) bool {
	name := nameOf(r.Host)
	if _, err := netip.ParseAddr(name); err == nil || name == "example.com" || slices.Contains(g.hosts, name) {
		return true
	}
	last := name[strings.LastIndexByte(name, '.')+1:]
	return last == name || slices.Contains([]string{"localhost", "local", "internal", "test"}, last)
}

// SameOrigin reports whether a request was sent by a page of the server itself, or by no page: a program, or a person
// who follows a link.
func SameOrigin(r *http.Request) bool {
	if origin := r.Header.Get("Origin"); origin != "" {
		u, err := url.Parse(origin)
		return err == nil && u.Host == r.Host
	}
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "same-origin", "none":
		return true
	}
	return r.Method == http.MethodGet && r.Header.Get("Sec-Fetch-Mode") == "navigate" &&
		r.Header.Get("Sec-Fetch-Dest") == "document"
}

// LocalOrigin reports whether a request was sent by a page of this machine, or by no page.
func LocalOrigin(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	if origin == "" {
		return true
	}
	u, err := url.Parse(origin)
	if err != nil || u.Host == "" {
		return false
	}
	addr, err := netip.ParseAddr(u.Hostname())
	return u.Host == r.Host || err == nil && addr.IsLoopback() || u.Hostname() == "localhost" ||
		strings.HasSuffix(u.Hostname(), ".localhost")
}

// Hosts refuses requests under names that are not the server's own.
func (g Guard) Hosts(next http.Handler) http.Handler {
	var last atomic.Pointer[string] // most requests have the host of the one before
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if known := last.Load(); known == nil || *known != r.Host {
			if !g.Host(r) {
				http.Error(w, "the Host header names a host that is not this server's", http.StatusForbidden)
				return
			}
			host := strings.Clone(r.Host)
			last.Store(&host)
		}
		next.ServeHTTP(w, r)
	})
}

// Same refuses requests that a browser sends for pages of other origins.
func Same(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !SameOrigin(r) {
			http.Error(w, "requests of pages of other sites are refused", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}
