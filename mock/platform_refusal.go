package mock

import (
	"errors"
	"net/http"

	platform "github.com/go-ali1688/ali1688/generated/openplatform"
	"github.com/go-ali1688/ali1688/mock/orders"
	"github.com/go-json-experiment/json/jsontext"
)

// refuseEither refuses a call as the API does that it was sent to.
func (s *server) refuseEither(w http.ResponseWriter, r *http.Request, failure *Error, refused *orders.Refusal) {
	c := callOf(r.Context())
	if !c.onPlatform {
		s.refuseInFormat(w, r, failure)
		return
	}
	writeRefusal(w, c, refused)
}

// writeRefusal writes the platform's own refusal.
func writeRefusal(w http.ResponseWriter, c *call, refused *orders.Refusal) {
	c.code = string(refused.Code)
	w.WriteHeader(refused.Status())
	_, _ = w.Write([]byte(c.clean(string(refused.JSON())))) // a caller who does not read it has gone
}

// platformOverridden is what an override returned for a call of the open platform.
func platformOverridden(body jsontext.Value, err error) (jsontext.Value, *orders.Refusal) {
	if err == nil {
		return body, nil
	}
	var stated interface{ PlatformFailure() (code, message string) }
	if errors.As(err, &stated) {
		code, message := stated.PlatformFailure()
		if message == "" {
			return nil, refusalOf(platform.Code(code))
		}
		return nil, &orders.Refusal{Code: platform.Code(code), Message: message}
	}
	if code, ok := errors.AsType[platform.Code](err); ok {
		return nil, refusalOf(code)
	}
	return nil, &orders.Refusal{Code: "500", Message: err.Error()}
}
