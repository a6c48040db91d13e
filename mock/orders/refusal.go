package orders

import (
	"cmp"
	"net/http"

	platform "github.com/go-ali1688/ali1688/generated/openplatform"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-json-experiment/json/jsontext"
)

// Refusal is the response of the platform to a request that its operation never sees.
type Refusal struct {
	Code    platform.Code
	Message string
}

// JSON is the body of the refusal.
func (r *Refusal) JSON() jsontext.Value {
	body, err := loose.Marshal(platform.PlatformError{ErrorCode: string(r.Code), ErrorMessage: r.Message, Exception: r.Message})
	if err != nil {
		panic(err) // three texts
	}
	return body
}

// Status is the HTTP status of the refusal: that of the document, and 400 where it is not known.
func (r *Refusal) Status() int {
	for _, row := range platform.Refusals {
		if row.Code == string(r.Code) {
			return cmp.Or(row.Status, http.StatusBadRequest)
		}
	}
	return http.StatusBadRequest
}
