package middleware

import (
	"net/http"

	"github.com/go-ali1688/ali1688/mock/internal/exchange"
	"github.com/go-ali1688/ali1688/mock/internal/reply"

	"github.com/go-ali1688/ali1688/generated/gateway"
)

// GuardPanics responds with 4000 to a panic of next. It passes http.ErrAbortHandler on, which closes the connection.
func GuardPanics(s *reply.Responder, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			switch v := recover(); v {
			case nil:
			case http.ErrAbortHandler:
				panic(v)
			default:
				s.Observer.Panicked(r, exchange.CallOf(r.Context()), v)
				s.RefuseEither(w, r, &reply.Error{Code: gateway.CodeServerError, Text: "server internal error",
					Reason: "the mock panicked"},
					&exchange.Refusal{Code: exchange.CodeMockFailed, Message: "the mock panicked"})
			}
		}()
		next.ServeHTTP(w, r)
	})
}
