package mock

import (
	"net/http"

	"github.com/go-ali1688/ali1688/mock/internal/exchange"
	"github.com/go-ali1688/ali1688/mock/internal/gatewayapi"
	"github.com/go-ali1688/ali1688/mock/internal/platformapi"
)

// collect reads the request once for all inner handlers, and notifies the observer before any of them responds.
func (s *server) collect(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c := exchange.NewCall(r, s.calls.Add(1), s.clock(), s.maxValues)
		if !platformapi.Locate(c, r.URL.Path) {
			gatewayapi.Locate(c, r.URL.Path)
		}
		c.Known = c.Known || s.own.Has(c.API) && exchange.IsPlatform(c.Platform)
		c.Base = s.site.Base(r)
		c.Used = s.gateway.Meter.Count(c.Time)
		w.Header()["Content-Type"] = s.TypeOf(c)
		s.examine(r, c)
		s.Observer.Received(r, c)
		next.ServeHTTP(w, r.WithContext(exchange.WithCall(r.Context(), c)))
	})
}

// examine reports how a request deviates from the documents.
func (s *server) examine(r *http.Request, c *exchange.Call) {
	switch {
	case c.Err != nil:
	case c.OnPlatform:
		s.platform.Examine(r, c)
	case !c.Known:
		gatewayapi.ExamineUnknown(c)
	case s.own.Has(c.API):
	default:
		s.gateway.Examine(r, c)
		if c.API == "custom" {
			platformapi.ReadCustom(c)
		}
	}
}
