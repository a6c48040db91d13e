package admin

import (
	"net/http"
	"strings"

	"github.com/go-ali1688/ali1688/internal/browserguard"
)

// guardBrowser refuses requests of pages of other sites. Only pages of the mock may call /__admin. Pages of this
// machine may call operations, and so may pages that were opened as files, unless recordings are served.
func (a *Routes) guardBrowser(next http.Handler) http.Handler {
	_, public, _ := strings.Cut(a.PublicURL, "://")
	guard := browserguard.New(append([]string{public}, a.AllowedHosts...)...)
	return guard.Hosts(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		origin := r.Header.Get("Origin")
		switch {
		case isAdmin(r) && !browserguard.SameOrigin(r):
			http.Error(w, "/__admin takes requests of its own page and of programs, and of no other site", http.StatusForbidden)
			return
		case isAdmin(r), origin == "":
		case browserguard.LocalOrigin(r), origin == "null" && !a.HasRecordings:
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
