package admin

import (
	"bytes"
	"cmp"
	_ "embed" // the page
	"net/http"
	"strings"
)

var (
	//go:embed page/page.html
	pageHTML []byte
	//go:embed page/page.js
	pageScript []byte
	//go:embed page/page.css
	pageStyle []byte
)

// pagePolicy lets the page load its own script and style and nothing else.
const pagePolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// addPage adds the page at /__admin/.
func addPage(mux *http.ServeMux) {
	mux.Handle("GET /__admin", http.RedirectHandler("/__admin/", http.StatusFound))
	mux.HandleFunc("GET /__admin/{$}", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", pagePolicy)
		w.Header().Set("Vary", "Accept-Language")
		serveContent("text/html; charset=utf-8", bytes.Replace(pageHTML, []byte("LANG"), []byte(pageLanguage(r)), 1))(w, r)
	})
	mux.HandleFunc("GET /__admin/page.js", serveContent("text/javascript; charset=utf-8", pageScript))
	mux.HandleFunc("GET /__admin/page.css", serveContent("text/css; charset=utf-8", pageStyle))
}

// pageLanguage returns the language that the address or the browser asks for.
func pageLanguage(r *http.Request) string {
	asked := cmp.Or(r.URL.Query().Get("lang"), strings.TrimSpace(r.Header.Get("Accept-Language")))
	if strings.HasPrefix(strings.ToLower(asked), "zh") {
		return "zh-CN"
	}
	return "en"
}
