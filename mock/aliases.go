package mock

import (
	"github.com/go-ali1688/ali1688/internal/arguments"
	"github.com/go-ali1688/ali1688/internal/requestcheck"
	"github.com/go-ali1688/ali1688/mock/internal/exchange"
	"github.com/go-ali1688/ali1688/mock/internal/gatewayapi"
	"github.com/go-ali1688/ali1688/mock/internal/pages"
	"github.com/go-ali1688/ali1688/mock/internal/platformapi"
	"github.com/go-ali1688/ali1688/mock/internal/reply"
)

// HeaderMock is in every response of a mock and in none of 1688's.
const HeaderMock = pages.Header

// Error is a failure of the gateway, for an override to return:
//
//	gw.Overrides.ItemGet = func(context.Context, *gateway.ItemGetParams) (*gateway.ItemGetResponse, error) {
//		return nil, &mock.Error{Code: gateway.CodeQuotaExceeded, Text: "已超量"}
//	}
//
// The errors of the client, such as ali1688.ErrQuotaExceeded or an *ali1688.Error, become the failure that they are
// about. Any other error of an override becomes code 4000, unless it has a method GatewayCode() string.
type Error = reply.Error

// Request is a request that was received, with its secrets replaced by REDACTED.
type Request = exchange.Request

// Quota is the number of requests that an account may make in a day. The day begins at midnight in Beijing.
type Quota = gatewayapi.Quota

// Deviation is a difference between a request and the document. The mock responds as 1688 is known to; with
// [WithStrict] it refuses the request, and with [WithFailOnDeviation] it fails the test.
type Deviation = exchange.Deviation

// The rules that a request can deviate from.
const (
	RuleUnknown   = arguments.RuleUnknown      // a parameter, argument or member that the document does not have
	RuleRequired  = arguments.RuleRequired     // a member inside an argument is missing
	RuleKind      = arguments.RuleKind         // text for a number, a number for text, text for a truth value
	RuleEmpty     = arguments.RuleEmpty        // null or "" for an absent value
	RuleList      = arguments.RuleList         // one value, or text with commas, in place of a list
	RuleSyntax    = arguments.RuleSyntax       // JSON in single quotes, or JSON inside a text
	RuleRange     = arguments.RuleRange        // a value that the document does not allow
	RuleSpelling  = requestcheck.RuleSpelling  // another spelling of a parameter that 1688 takes
	RuleBody      = exchange.RuleBody          // a body of another type than the document has
	RuleAddress   = requestcheck.RuleAddress   // an address that the document does not have
	RuleOperation = requestcheck.RuleOperation // an unknown operation
	RuleSignature = requestcheck.RuleSignature // a wrong signature
)

// Behaves reports whether an operation of the open platform responds from a world. The others respond with the
// document's example.
func Behaves(api string) bool { return platformapi.Behaves(api) }
