package mock

import (
	"net/http"
)

// largeBody is the size of a body of which only a few are answered at once, so that many uploads do not take the
// machine's memory.
const largeBody = 1 << 20

// largeAtOnce is how many.
const largeAtOnce = 4

// limitLarge lets requests with large bodies wait for one another.
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
