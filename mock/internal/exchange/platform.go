package exchange

import (
	"strings"

	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/arguments"
	"github.com/go-ali1688/ali1688/internal/requestcheck"
	"github.com/go-json-experiment/json/jsontext"
)

// PlatformRequest is a request to the open platform, sent directly or through custom.
type PlatformRequest struct {
	Operation *platform.Operation // nil if it is unknown
	AppKey    string
	Signed    bool
	Arguments jsontext.Value
	Fault     *arguments.Fault

	Injected *Refusal                 // by a fault: it is refused with this
	Alter    func(body []byte) []byte // by a fault: changes the response, or nil
}

// CurrentTime is the operation with which the provider explains signatures. No document of its own describes it.
var CurrentTime = &platform.Operation{
	Name: "currentTime", Namespace: "system", Version: "1", Protocol: "param2",
	Family: "tool", Effect: platform.EffectRead, Public: true,
}

// FindOperation returns the operation of that name, of whichever document, or nil.
func FindOperation(name string) *platform.Operation {
	if name == CurrentTime.Name {
		return CurrentTime
	}
	return requestcheck.Find(name)
}

// Refused returns the refusal that a fault injected, or that of unreadable arguments, or nil.
func (r *PlatformRequest) Refused() *Refusal {
	switch {
	case r.Injected != nil:
		return r.Injected
	case r.Fault == nil:
		return nil
	case r.Fault.Missing:
		return &Refusal{Code: platform.CodeParamMissing, Message: "Required argument " + r.Fault.Where}
	}
	return &Refusal{Code: "400", Message: r.Fault.Text}
}

// PlatformAPI returns the operation of the open platform that was called, directly or through custom, or "".
func (c *Call) PlatformAPI() string {
	if c.PlatformRequest == nil || c.PlatformRequest.Operation == nil {
		return ""
	}
	return c.PlatformRequest.Operation.Name
}

// ShortName returns the name of an operation without its namespace.
func ShortName(api string) string { return api[strings.LastIndexByte(api, '/')+1:] }
