package mock

import (
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
			c.code = string(refused.Code)
			body = jsontext.Value(c.clean(string(refused.JSON())))
			w.WriteHeader(http.StatusBadRequest)
		}
		_, _ = w.Write(body) // who does not read it has gone
	})
}

// direct answers a call in the order in which the platform looks: at the API, the application, the signature, the token, the
// arguments.
func (s *server) direct(r *http.Request, c *call) (jsontext.Value, *orders.Refusal) {
	asked := c.request
	switch {
	case c.err != nil:
		return nil, &orders.Refusal{Code: "400", Message: "the body cannot be read"}
	case asked.op == nil:
		return nil, &orders.Refusal{Code: platform.CodeAPIUnsupported, Message: "Unsupported API"}
	case s.appKey != "" && asked.appKey != s.appKey:
		return nil, &orders.Refusal{Code: platform.CodeAPIDeclined, Message: "AppKey is not allowed(acl)"}
	case !asked.signed:
		return nil, &orders.Refusal{Code: platform.CodeSignatureInvalid, Message: "Invalid signature"}
	case s.strict && len(c.deviations) > 0:
		return nil, &orders.Refusal{Code: "400", Message: c.deviations[0].Text}
	case asked.op.Name == "getToken" || asked.op.Name == "postponeToken":
		return s.token(c)
	}
	member, refused := "", (*orders.Refusal)(nil)
	if !asked.op.Public || c.get(aop.AccessToken) != "" {
		if member, refused = s.orders.Authorised(c.get(aop.AccessToken)); refused != nil {
			return nil, refused
		}
	}
	return s.asked(r.Context(), ask{request: asked, member: member, base: c.base})
}

// token answers the two calls that give tokens.
func (s *server) token(c *call) (jsontext.Value, *orders.Refusal) {
	if c.get("client_id") != c.request.appKey || s.app != "" && c.get("client_secret") != s.app {
		return nil, &orders.Refusal{Code: platform.CodeUnauthorized, Message: "client_id or client_secret is wrong"}
	}
	if refused := c.request.refusal(); refused != nil {
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
