package mock

import (
	"io"
	"net/http"
	"net/url"
	"strings"

	platform "github.com/go-ali1688/ali1688/generated/openplatform"
	"github.com/go-ali1688/ali1688/internal/aop"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/mock/orders"
	"github.com/go-json-experiment/json/jsontext"
)

// openAPI is what the addresses of the open platform begin with.
const openAPI = "/openapi/"

// openPlatform takes param2/1/com.alibaba.trade/alibaba.trade.cancel/1000000 apart.
func openPlatform(path string) (platformName, api string, known bool) {
	op, _ := addressed(path)
	if op == nil {
		return "openapi", "", false
	}
	return "openapi", op.Name, true
}

// addressed is the operation and the application's key that a path of the open platform names.
func addressed(path string) (op *platform.Operation, appKey string) {
	f := strings.Split(path, "/")
	if len(f) != 5 {
		return nil, ""
	}
	op = platform.Find(f[3])
	if op == nil || op.Protocol != f[0] || op.Version != f[1] || op.Namespace != f[2] {
		return nil, ""
	}
	return op, f[4]
}

// divert answers what is for the open platform itself.
func (s *server) divert(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		path, ok := strings.CutPrefix(r.URL.Path, openAPI)
		if !ok {
			next.ServeHTTP(w, r)
			return
		}
		c := callOf(r.Context())
		if !c.known {
			s.witness.unexpected(r, c)
		}
		body, refused := s.direct(r, c, path)
		if refused != nil {
			body = jsontext.Value(c.clean(string(refused.JSON())))
			w.WriteHeader(http.StatusBadRequest)
		}
		_, _ = w.Write(body) // who does not read it has gone
	})
}

// direct answers a call in the order in which the platform looks: at the API, the application, the signature, the token, the
// arguments.
func (s *server) direct(r *http.Request, c *call, path string) (jsontext.Value, *orders.Refusal) {
	op, appKey := addressed(path)
	readParts(r, c)
	switch {
	case op == nil:
		return nil, &orders.Refusal{Code: platform.CodeAPIUnsupported, Message: "Unsupported API"}
	case c.err != nil:
		return nil, &orders.Refusal{Code: "400", Message: "the body cannot be read"}
	case s.appKey != "" && appKey != s.appKey:
		return nil, &orders.Refusal{Code: platform.CodeAPIDeclined, Message: "AppKey is not allowed(acl)"}
	case !op.Unsigned && !s.signed(c, path):
		return nil, &orders.Refusal{Code: platform.CodeSignatureInvalid, Message: "Invalid signature"}
	case op.Name == "getToken" || op.Name == "postponeToken":
		return s.token(op, appKey, c)
	}
	member, refused := "", (*orders.Refusal)(nil)
	if !op.Public || c.get(aop.AccessToken) != "" {
		if member, refused = s.orders.Authorised(c.get(aop.AccessToken)); refused != nil {
			return nil, refused
		}
	}
	return s.asked(r.Context(), ask{op: op, member: member, base: c.base, get: withFile(r, c.fields)})
}

// readParts takes the fields of a body of several parts for fields of a form: they are signed, too.
func readParts(r *http.Request, c *call) {
	if !strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/form-data") || r.ParseMultipartForm(maxBody) != nil {
		return
	}
	for name, values := range r.MultipartForm.Value {
		c.form = c.form.with(name, values[len(values)-1])
	}
}

// signed says whether the signature is right, as far as the secret is known.
func (s *server) signed(c *call, path string) bool {
	if s.app == "" {
		return len(c.get(aop.Signature)) == 40
	}
	fields := url.Values{}
	for _, list := range []args{c.query, c.form} {
		for _, a := range list {
			fields.Set(a.name, a.value)
		}
	}
	return aop.Signed(path, fields, s.app)
}

// token answers the two calls that give tokens.
func (s *server) token(op *platform.Operation, appKey string, c *call) (jsontext.Value, *orders.Refusal) {
	if c.get("client_id") != appKey || s.app != "" && c.get("client_secret") != s.app {
		return nil, &orders.Refusal{Code: platform.CodeUnauthorized, Message: "client_id or client_secret is wrong"}
	}
	args, refused := orders.Arguments(op, c.fields)
	if refused != nil {
		return nil, refused
	}
	answer, refused := s.issue(op.Name, args)
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

// withFile reads an argument that is a part of the body, too.
func withFile(r *http.Request, fields func(string) (jsontext.Value, bool)) func(string) (jsontext.Value, bool) {
	return func(name string) (jsontext.Value, bool) {
		if v, ok := fields(name); ok || !strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/form-data") {
			return v, ok
		}
		file, _, err := r.FormFile(name)
		if err != nil {
			return nil, false
		}
		defer func() { _ = file.Close() }()
		content, err := io.ReadAll(io.LimitReader(file, maxBody))
		if err != nil {
			return nil, false
		}
		encoded, err := loose.Marshal(content)
		return encoded, err == nil
	}
}
