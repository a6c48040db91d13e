package platformapi

import (
	"cmp"
	"net/http"
	"strings"

	"github.com/go-ali1688/ali1688/mock/internal/exchange"
	"github.com/go-ali1688/ali1688/mock/internal/reply"

	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/platformsign"
	"github.com/go-ali1688/ali1688/internal/requestcheck"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-json-experiment/json/jsontext"
)

// PathPrefix is the beginning of all paths of the open platform.
const PathPrefix = "/openapi/"

// Locate sets the operation that a path names, and reports whether the path is one of the open platform.
func Locate(c *exchange.Call, path string) bool {
	path, c.OnPlatform = strings.CutPrefix(path, PathPrefix)
	if !c.OnPlatform {
		return false
	}
	a := requestcheck.ParseAddress(path)
	op, _, _ := operationAt(a)
	c.Platform, c.API, c.Known = "openapi", a.Name, op != nil
	return true
}

// Route serves requests that were sent to the open platform directly.
func (s *Routes) Route(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c := exchange.CallOf(r.Context())
		if !c.OnPlatform {
			next.ServeHTTP(w, r)
			return
		}
		if !c.Known {
			s.Observer.Unexpected(r, c)
		}
		body, refused := s.respondDirect(r, c)
		if refused != nil {
			reply.WriteRefusal(w, c, refused)
			return
		}
		_, _ = w.Write(body) // a client that does not read it is gone
	})
}

// respondDirect validates a request in the order that was measured: signature, token, permission of the application,
// arguments. That the address comes before the signature and the rate after it is a guess.
func (s *Routes) respondDirect(r *http.Request, c *exchange.Call) (jsontext.Value, *exchange.Refusal) {
	asked := c.PlatformRequest
	if refused := s.addressRefusal(c); refused != nil {
		return nil, refused
	}
	switch {
	case asked.Injected != nil:
		return nil, asked.Injected
	case !asked.Signed && c.Get(platformsign.Signature) == "":
		return nil, exchange.RefusalOf(platform.CodeSignatureMissing)
	case !asked.Signed:
		return nil, &exchange.Refusal{Code: platform.CodeSignatureInvalid, Message: "Invalid signature"}
	case s.exceedsRate(asked.AppKey, c.Time):
		return nil, exchange.RefusalOf(platform.CodeTooManyCalls)
	case s.UsedUp(c):
		return nil, exchange.RefusalOf(platform.CodeNoUsageLeft)
	case asked.Operation.Name == "getToken" || asked.Operation.Name == "postponeToken":
		return s.respondToken(c)
	}
	member, refused := s.Orders.Authorised(c.Get(platformsign.AccessToken))
	if refused != nil && !asked.Operation.Public { // operations without a member ignore the token
		return nil, refused
	}
	if refused := s.strictRefusal(c); refused != nil {
		return nil, refused
	}
	return s.respond(r.Context(), operationCall{request: asked, member: member, base: c.Base})
}

// strictRefusal returns the refusal of a strict mock for a request that deviates from the document.
func (s *Routes) strictRefusal(c *exchange.Call) *exchange.Refusal {
	if !s.Strict || len(c.Deviations) == 0 {
		return nil
	}
	return &exchange.Refusal{Code: "400", Message: c.Deviations[0].Text}
}

// addressRefusal returns the refusal of a request that reaches no operation or no application.
func (s *Routes) addressRefusal(c *exchange.Call) *exchange.Refusal {
	switch {
	case c.Err != nil:
		return &exchange.Refusal{Code: "400", Message: "the body cannot be read"}
	case c.PlatformRequest.Operation == nil:
		return &exchange.Refusal{Code: platform.CodeAPIUnsupported, Message: "Unsupported API"}
	case c.PlatformRequest.AppKey == "":
		return exchange.RefusalOf(platform.CodeAppKeyMissing)
	case s.AppKey != "" && c.PlatformRequest.AppKey != s.AppKey:
		return exchange.RefusalOf(platform.CodeAppKeyNotFound)
	}
	return nil
}

// respondToken serves the two operations that issue tokens.
func (s *Routes) respondToken(c *exchange.Call) (jsontext.Value, *exchange.Refusal) {
	if c.Get("client_id") != c.PlatformRequest.AppKey || s.Secret != "" && c.Get("client_secret") != s.Secret {
		return nil, &exchange.Refusal{Code: platform.CodeUnauthorized, Message: "client_id or client_secret is wrong"}
	}
	if refused := cmp.Or(c.PlatformRequest.Refused(), s.strictRefusal(c)); refused != nil {
		return nil, refused
	}
	return encoded(s.issueToken(c.PlatformRequest.Operation.Name, c.PlatformRequest.Arguments))
}

func (s *Routes) issueToken(api string, args jsontext.Value) (any, *exchange.Refusal) {
	malformed := &exchange.Refusal{Code: "400", Message: "the arguments are not what the document says"}
	if api == "postponeToken" {
		req := new(platform.PostponeTokenRequest)
		if loose.Unmarshal(args, req) != nil {
			return nil, malformed
		}
		return s.Orders.Postpone(req)
	}
	req := new(platform.GetTokenRequest)
	if loose.Unmarshal(args, req) != nil {
		return nil, malformed
	}
	return s.Orders.Token(req)
}
