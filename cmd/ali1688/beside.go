package main

import (
	"fmt"
	"net/http"
	"os"
	"strings"

	"github.com/go-ali1688/ali1688/mock"
)

// marked says of a response that it is a mock's.
func marked(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set(mock.HeaderMock, "1")
		next.ServeHTTP(w, r)
	})
}

// beside serves the site in dir at /docs/ beside the mock, or only the mock where dir is empty. Pages that were opened as
// files may call the operations, too, but nothing that administers the mock.
func beside(gateway http.Handler, dir string) (http.Handler, error) {
	mux := http.NewServeMux()
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasPrefix(r.URL.Path, "/__") {
			w.Header().Set("Access-Control-Allow-Origin", "*")
		}
		gateway.ServeHTTP(w, r)
	})
	if dir == "" {
		return mux, nil
	}
	if _, err := os.Stat(dir + "/index.html"); err != nil {
		return nil, fmt.Errorf("--docs must be a folder that `ali1688 docs` has written, got %s", dir)
	}
	mux.Handle("/docs/", http.StripPrefix("/docs/", marked(http.FileServerFS(os.DirFS(dir)))))
	return mux, nil
}
