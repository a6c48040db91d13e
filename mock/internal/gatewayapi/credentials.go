package gatewayapi

import (
	"net/http"

	"github.com/go-ali1688/ali1688/mock/internal/exchange"
	"github.com/go-ali1688/ali1688/mock/internal/reply"

	"github.com/go-ali1688/ali1688/generated/gateway"
)

// testKey is the documented key that needs no secret.
const testKey = "test_api_key"

// CheckKey refuses requests without key and secret, or with a wrong pair.
func (s *Routes) CheckKey(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if reason := s.credentialFault(exchange.CallOf(r.Context())); reason != "" {
			s.Refuse(w, r, &reply.Error{Code: gateway.CodeUnauthorized, Text: "Invalid authentication credentials",
				Reason: reason})
			return
		}
		next.ServeHTTP(w, r)
	})
}

// credentialFault returns what is wrong with the credentials, or "".
func (s *Routes) credentialFault(c *exchange.Call) string {
	key, secret := c.Query.Get("key"), c.Get("secret")
	if key == "" && !s.Strict {
		key = c.Form.Get("key")
	}
	signed := c.Get("sign") != ""
	switch {
	case key == "":
		return "the parameter key is missing: it must stand in the URL's query, whatever the method"
	case s.Key == "" && key == testKey:
		return ""
	case secret == "" && !signed:
		return "the parameter secret is missing, and there is no sign in its place"
	case s.Key != "" && key != s.Key, s.Secret != "" && secret != "" && secret != s.Secret:
		return "密钥错误,无权限访问: the key or the secret is wrong"
	case signed:
		return s.signFault(c)
	}
	return ""
}
