package mock

import (
	"net/http"

	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/mock/orders"
)

// guardPanics answers 4000 where something below panics. http.ErrAbortHandler passes: it means to cut the connection.
func (s *server) guardPanics(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			switch v := recover(); v {
			case nil:
			case http.ErrAbortHandler:
				panic(v)
			default:
				s.witness.panicked(r, callOf(r.Context()), v)
				s.refuseEither(w, r, &Error{Code: gateway.CodeServerError, Text: "server internal error", Reason: "the mock panicked"},
					&orders.Refusal{Code: "500", Message: "the mock panicked"})
			}
		}()
		next.ServeHTTP(w, r)
	})
}
