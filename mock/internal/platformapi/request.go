package platformapi

import (
	"net/http"
	"slices"
	"strings"

	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/arguments"
	"github.com/go-ali1688/ali1688/internal/platformsign"
	"github.com/go-ali1688/ali1688/internal/requestcheck"
	"github.com/go-ali1688/ali1688/mock/internal/exchange"
)

// operationAt returns the operation that an address names. Without one, misfit is the reason.
func operationAt(a requestcheck.Address) (op *platform.Operation, rule, misfit string) {
	op = exchange.FindOperation(a.Name)
	if rule, misfit = a.Misfit(op); misfit != "" {
		return nil, rule, misfit
	}
	return op, "", ""
}

// Examine reads a request that was sent to the open platform directly, and reports its deviations.
func (s *Routes) Examine(r *http.Request, c *exchange.Call) {
	path := strings.TrimPrefix(r.URL.Path, PathPrefix)
	a := requestcheck.ParseAddress(path)
	op, rule, misfit := operationAt(a)
	c.PlatformRequest = &exchange.PlatformRequest{Operation: op, AppKey: a.AppKey}
	if op == nil {
		c.Deviate(rule, a.Name, misfit)
		return
	}
	s.examineApplication(c)
	examineAddress(c, op, a.Protocol)
	requestcheck.SystemParameters(c, op)
	c.ExamineBody(r, slices.ContainsFunc(op.Params, func(p platform.Param) bool { return p.File }))
	readArguments(c, op, requestcheck.Fields(c, op, c.Files))
	c.PlatformRequest.Signed = op.Unsigned && c.Get(platformsign.Signature) == "" || s.isSigned(c, path)
	if !c.PlatformRequest.Signed {
		s.explainSignature(c, path)
	}
}

// examineApplication reports a missing or unknown application.
func (s *Routes) examineApplication(c *exchange.Call) {
	switch {
	case c.PlatformRequest.AppKey == "":
		c.Deviate(requestcheck.RuleAddress, "appKey", "the address lacks the application's key at its end")
	case s.AppKey != "" && c.PlatformRequest.AppKey != s.AppKey:
		c.Deviate(requestcheck.RuleAddress, "appKey",
			"the application's key at the end of the address is not the one that the mock was given")
	}
}

// examineAddress reports an address that the platform accepts, and no document has.
func examineAddress(c *exchange.Call, op *platform.Operation, protocol string) {
	if op == exchange.CurrentTime {
		c.Deviate(requestcheck.RuleAddress, op.Name,
			"system/currentTime is not in the document; the form of its response is unknown; system/currentTimeMillis is")
	}
	if op.Protocol != protocol {
		c.Deviate(requestcheck.RuleAddress, op.Name, op.Name+" was called under "+protocol+"; the document has "+op.Protocol)
	}
}

// ReadCustom reads the request that custom forwards. The gateway responds to an unknown operation.
func ReadCustom(c *exchange.Call) {
	op, fits := requestcheck.CustomOperation(c)
	if !fits {
		op = nil
	}
	c.PlatformRequest = &exchange.PlatformRequest{Operation: op}
	if op != nil {
		readArguments(c, op, requestcheck.CustomArguments(c))
	}
}

// readArguments parses the arguments of an operation.
func readArguments(c *exchange.Call, op *platform.Operation, sent []arguments.Sent) {
	asked := c.PlatformRequest
	asked.Arguments, asked.Fault = requestcheck.Arguments(c, op, sent)
}

// isSigned reports whether the signature is right, as far as the secret is known.
func (s *Routes) isSigned(c *exchange.Call, path string) bool {
	if s.Secret == "" {
		return len(c.Get(platformsign.Signature)) == 40
	}
	return platformsign.Signed(path, c.Fields(), s.Secret)
}
