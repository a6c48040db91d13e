package faults

import (
	"github.com/go-ali1688/ali1688/mock/internal/splice"
	"github.com/go-json-experiment/json/jsontext"
)

// outcomeFaults make the call, with its effects, and leave its outcome open.
func outcomeFaults() []Fault {
	return []Fault{
		{Silence, "{} after the deed: neither a success nor a failure", OwnerPlatform, func(t *injection) {
			t.alterPlatform(func([]byte) []byte { return []byte("{}") })
		}},
		{Contradiction, "a success, and the code of a failure beside it", OwnerPlatform, func(t *injection) {
			t.alterPlatform(t.withCode)
		}},
		{NoID, "a success without the id or the flag that proves it", OwnerPlatform, func(t *injection) {
			t.alterPlatform(func(body []byte) []byte {
				return splice.Edit(body, t.call.PlatformRequest.Operation.Outcome.Proof, nil)
			})
		}},
		{IDWithFailure, "a failure, and beside it the id of what was made", OwnerPlatform, func(t *injection) {
			t.alterPlatform(func(body []byte) []byte {
				return t.withCode(splice.Edit(body, t.call.PlatformRequest.Operation.Outcome.Success, jsontext.Value("false")))
			})
		}},
		{LostResponse, "a connection that is reset after the deed", OwnerAnyone, func(t *injection) {
			t.respond()
			t.reset()
		}},
	}
}

// withCode puts the code and the text of a failure wherever the operation has them: custom hands on the innermost
// result alone.
func (t *injection) withCode(body []byte) []byte {
	outcome := t.call.PlatformRequest.Operation.Outcome
	return splice.Edit(splice.Edit(body, outcome.Code, jsontext.Value(`"500"`)), outcome.Message, jsontext.Value(`"系统异常"`))
}
