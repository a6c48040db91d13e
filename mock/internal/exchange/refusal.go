package exchange

import (
	"cmp"
	"net/http"
	"slices"

	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-json-experiment/json/jsontext"
)

// Refusal is the response of the platform to a request that does not reach its operation.
type Refusal struct {
	Code    platform.Code
	Message string
}

// JSON returns the body of the refusal.
func (r *Refusal) JSON() jsontext.Value {
	body, err := loose.Marshal(platform.PlatformError{ErrorCode: string(r.Code), ErrorMessage: r.Message,
		Exception: r.Message})
	if err != nil {
		panic(err) // three texts
	}
	return body
}

// Status returns the HTTP status of the refusal from the document. That of an unknown code is 500 for a fault of the
// mock itself, and 400 otherwise.
func (r *Refusal) Status() int {
	if r.Code == CodeMockFailed {
		return http.StatusInternalServerError
	}
	for _, row := range platform.Refusals {
		if row.Code == string(r.Code) {
			return cmp.Or(row.Status, http.StatusBadRequest)
		}
	}
	return http.StatusBadRequest
}

// CodeMockFailed is the code of a refusal that the platform would not make: the mock itself failed.
const CodeMockFailed platform.Code = "500"

// RefusalOf returns the refusal of a code with a text that was observed, or with the document's.
func RefusalOf(code platform.Code) *Refusal {
	for _, row := range platform.Refusals {
		if row.Code == string(code) {
			return &Refusal{Code: code, Message: slices.Concat(row.Texts, []string{row.Says.EN})[0]}
		}
	}
	return &Refusal{Code: code, Message: string(code)}
}
