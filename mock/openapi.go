package mock

import (
	"cmp"
	"net/http"

	platform "github.com/go-ali1688/ali1688/generated/openplatform"
	"github.com/go-ali1688/ali1688/internal/aop"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/mock/orders"
	"github.com/go-json-experiment/json/jsontext"
)

// openAPI is what the addresses of the open platform begin with.
const openAPI = "/openapi/"

// openPlatform returns the names that a path of the open platform is logged under.
func openPlatform(path string) (platformName, api string, known bool) {
	a := parseAddress(path)
	op, _ := a.operation()
	return "openapi", a.name, op != nil
}

// divert answers what is for the open platform itself.
func (s *server) divert(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c := callOf(r.Context())
		if !c.onPlatform {
			next.ServeHTTP(w, r)
			return
		}
		if !c.known {
			s.witness.unexpected(r, c)
		}
		body, refused := s.direct(r, c)
		if refused != nil {
			writeRefusal(w, c, refused)
			return
		}
		_, _ = w.Write(body) // who does not read it has gone
	})
}

// direct answers a call in the order in which the platform was measured to look: at the signature, the token, the
// permission of the application, the arguments. That the address and the frequency come before and after the
// signature is a guess.
func (s *server) direct(r *http.Request, c *call) (jsontext.Value, *orders.Refusal) {
	asked := c.request
	if refused := s.misaddressed(c); refused != nil {
		return nil, refused
	}
	switch {
	case asked.injected != nil:
		return nil, asked.injected
	case !asked.signed && c.get(aop.Signature) == "":
		return nil, refusalOf(platform.CodeSignatureMissing)
	case !asked.signed:
		return nil, &orders.Refusal{Code: platform.CodeSignatureInvalid, Message: "Invalid signature"}
	case s.tooOften(asked.appKey, c.time):
		return nil, refusalOf(platform.CodeTooManyCalls)
	case s.usedUp(c):
		return nil, refusalOf(platform.CodeNoUsageLeft)
	case asked.op.Name == "getToken" || asked.op.Name == "postponeToken":
		return s.token(c)
	}
	member, refused := s.orders.Authorised(c.get(aop.AccessToken))
	if refused != nil && !asked.op.Public { // operations without a member do not look at the token
		return nil, refused
	}
	if refused := s.deviating(c); refused != nil {
		return nil, refused
	}
	return s.asked(r.Context(), ask{request: asked, member: member, base: c.base})
}

// deviating returns the refusal of a strict mock for a request that deviates from the document.
func (s *server) deviating(c *call) *orders.Refusal {
	if !s.strict || len(c.deviations) == 0 {
		return nil
	}
	return &orders.Refusal{Code: "400", Message: c.deviations[0].Text}
}

// misaddressed returns the refusal of a request that reaches no operation or no application.
func (s *server) misaddressed(c *call) *orders.Refusal {
	switch {
	case c.err != nil:
		return &orders.Refusal{Code: "400", Message: "the body cannot be read"}
	case c.request.op == nil:
		return &orders.Refusal{Code: platform.CodeAPIUnsupported, Message: "Unsupported API"}
	case c.request.appKey == "":
		return refusalOf(platform.CodeAppKeyMissing)
	case s.appKey != "" && c.request.appKey != s.appKey:
		return refusalOf(platform.CodeAppKeyNotFound)
	}
	return nil
}

// token answers the two calls that give tokens.
func (s *server) token(c *call) (jsontext.Value, *orders.Refusal) {
	if c.get("client_id") != c.request.appKey || s.app != "" && c.get("client_secret") != s.app {
		return nil, &orders.Refusal{Code: platform.CodeUnauthorized, Message: "client_id or client_secret is wrong"}
	}
	if refused := cmp.Or(c.request.refusal(), s.deviating(c)); refused != nil {
		return nil, refused
	}
	answer, refused := s.issue(c.request.op.Name, c.request.args)
	if refused != nil {
		return nil, refused
	}
	body, err := loose.Marshal(answer)
	if err != nil {
		return nil, &orders.Refusal{Code: "500", Message: "the mock cannot write its answer"}
	}
	return body, nil
}

func (s *server) issue(api string, args jsontext.Value) (any, *orders.Refusal) {
	malformed := &orders.Refusal{Code: "400", Message: "the arguments are not what the document says"}
	if api == "postponeToken" {
		req := new(platform.PostponeTokenRequest)
		if loose.Unmarshal(args, req) != nil {
			return nil, malformed
		}
		return s.orders.Postpone(req)
	}
	req := new(platform.GetTokenRequest)
	if loose.Unmarshal(args, req) != nil {
		return nil, malformed
	}
	return s.orders.Token(req)
}
