package gatewayapi

import (
	"net/http"

	"github.com/go-ali1688/ali1688/mock/internal/exchange"
	"github.com/go-ali1688/ali1688/mock/internal/reply"
)

// CheckParams refuses requests with invalid parameters, for the first fault.
func (s *Routes) CheckParams(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c := exchange.CallOf(r.Context())
		if c.ParamFault != nil {
			s.Refuse(w, r, reply.RefuseParameter(c.ParamFault))
			return
		}
		if s.Strict && len(c.Deviations) > 0 {
			s.Refuse(w, r, reply.Malformed(c.Deviations[0].Where, c.Deviations[0].Text))
			return
		}
		next.ServeHTTP(w, r)
	})
}
