package mock

import (
	"net/http"
	"sync/atomic"

	"github.com/go-ali1688/ali1688/generated/gateway"
	platform "github.com/go-ali1688/ali1688/generated/openplatform"
)

// WithConcurrency refuses calls beyond n at once with 4010 and api_init, as the gateway does after a burst, and those
// of the open platform with gw.QosAppFrequencyLimit. Without it, and with 0, any number may run at once.
func WithConcurrency(n int) Option { return func(c *config) { c.concurrency = n } }

// checkCrowd counts the calls that run.
func (s *server) checkCrowd(next http.Handler) http.Handler {
	if s.concurrency == 0 {
		return next
	}
	var running atomic.Int64
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer running.Add(-1)
		if running.Add(1) > int64(s.concurrency) {
			s.refuseEither(w, r, &Error{Code: gateway.CodeAPINotFound, Text: tooManyAtOnce}, refusalOf(platform.CodeTooManyCalls))
			return
		}
		next.ServeHTTP(w, r)
	})
}

// tooManyAtOnce is what the gateway says then.
const tooManyAtOnce = "不存在相应的数据信息api_init"
