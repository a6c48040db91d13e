package requestcheck

import (
	"cmp"
	"crypto/subtle"
	"maps"
	"slices"

	"github.com/go-ali1688/ali1688/internal/arguments"
	"github.com/go-ali1688/ali1688/internal/params"
	"github.com/go-ali1688/ali1688/internal/suggest"
	"github.com/go-ali1688/ali1688/transport"
)

// IsCredential reports whether a parameter of the gateway identifies the caller or signs the request.
func IsCredential(name string) bool {
	return slices.Contains([]string{"key", "secret", "sign", "session"}, name)
}

// UnknownOperation reports an operation that the gateway does not have.
func UnknownOperation(s Subject, api string) {
	names := slices.Sorted(maps.Keys(params.Operations))
	s.Deviate(RuleOperation, printable(api), "there is no operation "+printable(api)+didYouMean(suggest.To(api, names)))
}

// KeyInForm reports a key of the gateway that is not in the query.
func KeyInForm(s Subject) {
	s.Deviate(RuleAddress, "key", "the key is in the form; the document has it in the query")
}

// Parameters reports the parameters that an operation of the gateway ignores, misses or does not accept. It returns
// the first fault of those that it misses or does not accept, as params.Operation.Check does.
func Parameters(s Subject, api string) (first *params.Fault) {
	op := params.Operations[api]
	takesAny := api == "custom" && s.Get("method") == "" // the arguments of another API are parameters
	for name := range s.All() {
		if !takesAny && !IsCredential(name) && op.Param(name) == nil {
			unknownParameter(s, api, name, namesOf(op.Params, func(p *params.Param) bool { return !p.Free() }))
		}
	}
	for fault := range op.Faults(s.Get) {
		first = cmp.Or(first, fault)
		reportFault(s, fault)
	}
	if fault := params.ImageFault(s.Get); fault != nil {
		reportFault(s, fault)
	}
	return first
}

// unknownParameter reports a parameter that an operation ignores, with the nearest of those that it has.
func unknownParameter(s Subject, api, name string, known []string) {
	name = printable(name)
	s.Deviate(arguments.RuleUnknown, name, name+" is unknown to "+api+" and ignored"+didYouMean(suggest.To(name, known)))
}

// namesOf returns the names of some of the parameters.
func namesOf(list []params.Param, some func(*params.Param) bool) (names []string) {
	for i := range list {
		if some(&list[i]) {
			names = append(names, list[i].Name)
		}
	}
	return names
}

func reportFault(s Subject, fault *params.Fault) {
	rule := arguments.RuleRange
	if fault.Missing {
		rule = arguments.RuleRequired
	}
	s.Deviate(rule, fault.What, fault.Reason)
}

// IsSigned reports whether the sign of a request to the gateway is that of the provider's demo or of its PHP SDK.
func IsSigned(s Subject, api, secret string) bool {
	fields := map[string]string{"api_name": api}
	maps.Insert(fields, s.All())
	given := []byte(s.Get("sign"))
	return subtle.ConstantTimeCompare(given, []byte(transport.Sign(fields, secret))) == 1 ||
		subtle.ConstantTimeCompare(given, []byte(transport.SDKSign(fields, secret))) == 1
}
