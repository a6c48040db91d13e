package orders

import (
	platform "github.com/go-ali1688/ali1688/generated/openplatform"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-json-experiment/json/jsontext"
)

// Refusal is what the platform says of a call that it does not hand on.
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
