package mock

import (
	"net/http"

	"github.com/go-ali1688/ali1688/generated/gateway"
)

// testKey is the documented key that needs no secret.
const testKey = "test_api_key"

// checkKey refuses calls without key and secret, or with another pair than the one asked for.
func (s *server) checkKey(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if reason := s.unauthorized(callOf(r.Context())); reason != "" {
			s.refuse(w, r, &Error{gateway.CodeUnauthorized, "Invalid authentication credentials", reason})
			return
		}
		next.ServeHTTP(w, r)
	})
}

// unauthorized says what is wrong with the credentials, and is empty where nothing is.
func (s *server) unauthorized(c *call) string {
	key, secret := c.query.get("key"), c.get("secret")
	if key == "" && !s.strict {
		key = c.form.get("key")
	}
	signed := c.get("sign") != ""
	switch {
	case key == "":
		return "the parameter key is missing: it must stand in the URL's query, whatever the method"
	case s.key == "" && key == testKey:
		return ""
	case secret == "" && !signed:
		return "the parameter secret is missing, and there is no sign in its place"
	case s.key != "" && key != s.key, s.secret != "" && secret != "" && secret != s.secret:
		return "密钥错误,无权限访问: the key or the secret is wrong"
	case signed:
		return s.missigned(c)
	}
	return ""
}
