package mock

import (
	"cmp"
	"context"
	"net/http"

	"github.com/go-ali1688/ali1688/mock/internal/exchange"
	"github.com/go-ali1688/ali1688/mock/internal/gatewayapi"
	"github.com/go-ali1688/ali1688/mock/internal/replay"
	"github.com/go-ali1688/ali1688/mock/internal/reply"

	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/internal/requestcheck"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/mock/world"
)

// findBody returns a recording, the response of the world, or the document's example of an operation that the world
// does not know.
func (s *server) findBody(ctx context.Context, api string) (*reply.Body, error) {
	c := exchange.CallOf(ctx)
	t := s.replayer.Find(c)
	if t == nil && world.Knows(api) {
		return s.gateway.Respond(ctx, c), nil
	}
	if t = cmp.Or(t, replay.Example(c)); t != nil {
		return &reply.Body{JSON: t.Render(s.Envelope(c))}, nil
	}
	return nil, &reply.Error{Code: gateway.CodeUnknownError, Reason: "the mock has no response for " + api}
}

// response is a body with the methods that the generated server calls.
type response struct{ *reply.Body }

// respond is findBody for the generated server.
func (s *server) respond(ctx context.Context, api string) (*response, error) {
	body, err := s.findBody(ctx, api)
	if err != nil {
		return nil, err
	}
	return &response{body}, nil
}

// overrideResult returns the result of an override as a response. An error beside a response is set in the response, as
// the gateway sends data with 5000.
func overrideResult[T any](result *T, err error) (*response, error) {
	if result == nil {
		return nil, err
	}
	body, bad := loose.Marshal(result)
	if bad != nil || err == nil {
		return &response{&reply.Body{JSON: body}}, bad
	}
	body, bad = reply.WithFailure(body, reply.Complete(reply.FailureOf(err)))
	return &response{&reply.Body{JSON: body}}, bad
}

// serveBody responds without the generated code, which is for overrides only.
func (s *server) serveBody(w http.ResponseWriter, r *http.Request, c *exchange.Call) {
	a, err := s.findBody(r.Context(), c.API)
	if err != nil {
		s.RespondError(w, r, err)
		return
	}
	_ = a.Write(w)
}

// serveOperation bypasses the generated code for operations without an override.
func (s *server) serveOperation(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c := exchange.CallOf(r.Context())
		if s.overrides.isOverridden(c.API) {
			next.ServeHTTP(w, gatewayapi.RewriteRequest(c, r))
			return
		}
		s.serveBody(w, r, c)
	})
}

// freeParameters returns the parameters that the document does not name. Only custom has a use for them: they belong to
// the API that it passes the request on to.
func freeParameters(ctx context.Context) map[string]string {
	c, free := exchange.CallOf(ctx), map[string]string{}
	for _, list := range []exchange.Args{c.Query, c.Form} {
		for _, a := range list {
			if exchange.FindParam(c.API, a.Name) == nil && !requestcheck.IsCredential(a.Name) {
				free[a.Name] = a.Value
			}
		}
	}
	return free
}
