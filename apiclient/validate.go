package apiclient

import (
	"net/url"

	"github.com/go-ali1688/ali1688/internal/params"
)

// CheckParameters returns an error for a request to the gateway whose parameters the document does not allow, by the
// tables made from the document. An unknown operation has no rules.
func CheckParameters(api string, values url.Values) error {
	op, ok := params.Operations[api]
	if !ok {
		return nil
	}
	if fault := op.Check(values.Get); fault != nil {
		return Unsent(api, "%s", fault.Reason)
	}
	if fault := params.ImageFault(values.Get); fault != nil {
		return Unsent(api, "%s", fault.Reason)
	}
	return nil
}
