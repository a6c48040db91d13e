package admin

import (
	"net/http"
)

// largeBody is the size in bytes from which the number of concurrent requests is limited, so that many uploads do not
// exhaust memory.
const largeBody = 1 << 20

// largeAtOnce is that number.
const largeAtOnce = 4

// limitLarge limits the number of concurrent requests with large bodies. Further ones wait.
func limitLarge(next http.Handler) http.Handler {
	slots := make(chan struct{}, largeAtOnce)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.ContentLength >= 0 && r.ContentLength < largeBody {
			next.ServeHTTP(w, r)
			return
		}
		select {
		case slots <- struct{}{}:
			defer func() { <-slots }()
			next.ServeHTTP(w, r)
		case <-r.Context().Done():
			panic(http.ErrAbortHandler)
		}
	})
}
