package middleware

import (
	"net/http"
	"sync/atomic"

	"github.com/go-ali1688/ali1688/mock/internal/exchange"
	"github.com/go-ali1688/ali1688/mock/internal/reply"

	"github.com/go-ali1688/ali1688/generated/gateway"
	platform "github.com/go-ali1688/ali1688/generated/platform"
)

// LimitConcurrency refuses requests beyond a number of concurrent ones; 0 refuses none.
func LimitConcurrency(s *reply.Responder, atOnce int, next http.Handler) http.Handler {
	if atOnce == 0 {
		return next
	}
	var running atomic.Int64
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer running.Add(-1)
		if running.Add(1) > int64(atOnce) {
			s.RefuseEither(w, r, &reply.Error{Code: gateway.CodeAPINotFound, Text: reply.TooManyAtOnce},
				exchange.RefusalOf(platform.CodeTooManyCalls))
			return
		}
		next.ServeHTTP(w, r)
	})
}
