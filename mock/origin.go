package mock

import (
	"net/http"
	"strings"

	"github.com/go-ali1688/ali1688/internal/browserguard"
)

// WithAllowedHosts names hosts under which [Handler.Admin] may be called, beside addresses in digits and names that
// nobody outside can own, such as localhost, those of containers and those below .local, .internal and .test. A
// request under another name is refused: it may be a page of a stranger that leads its own name here. The host of
// [WithPublicURL] is allowed, too.
func WithAllowedHosts(hosts ...string) Option {
	return func(c *config) { c.allowedHosts = append(c.allowedHosts, hosts...) }
}

// guardBrowser refuses what a browser sends for pages of strangers. /__admin is for pages of the mock itself; the
// operations are for pages of this machine, too, and for those that were opened as files, unless recordings are
// served.
func (s *server) guardBrowser(next http.Handler) http.Handler {
	_, public, _ := strings.Cut(s.publicURL, "://")
	guard := browserguard.New(append([]string{public}, s.allowedHosts...)...)
	return guard.Hosts(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		origin := r.Header.Get("Origin")
		switch {
		case isAdmin(r) && !browserguard.SameOrigin(r):
			http.Error(w, "/__admin takes requests of its own page and of programs, and of no other site", http.StatusForbidden)
			return
		case isAdmin(r), origin == "":
		case browserguard.LocalOrigin(r), origin == "null" && len(s.folders) == 0:
			w.Header().Set("Access-Control-Allow-Origin", origin)
			w.Header().Add("Vary", "Origin")
		default:
			http.Error(w, "the mock takes requests of pages of this machine, and of no other site", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	}))
}

func isAdmin(r *http.Request) bool { return strings.HasPrefix(r.URL.Path, adminPath) }

const adminPath = "/__admin"
