package mock

import (
	"net/http"

	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/internal/params"
)

// checkParams refuses calls whose parameters are not as the document says, for the first fault.
func (s *server) checkParams(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c := callOf(r.Context())
		op := params.Operations[c.api]
		if fault := op.Check(c.get); fault != nil {
			s.refuse(w, r, refusal(fault))
			return
		}
		if s.strict && len(c.deviations) > 0 {
			s.refuse(w, r, malformed(c.deviations[0].Where, c.deviations[0].Text))
			return
		}
		next.ServeHTTP(w, r)
	})
}

// refusal is the answer that the gateway has for a fault.
func refusal(f *params.Fault) *Error {
	if f.Missing {
		return &Error{gateway.CodeMissingParameter, "Missing url param: " + f.What, f.Reason}
	}
	return malformed(f.What, f.Reason)
}

func malformed(what, reason string) *Error {
	return &Error{gateway.CodeBadParameter, "param error: " + what, reason}
}
