package requestcheck

import (
	"maps"
	"slices"
	"strings"

	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/arguments"
	"github.com/go-ali1688/ali1688/internal/platformsign"
	"github.com/go-ali1688/ali1688/internal/platformsign/explain"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-json-experiment/json/jsontext"
)

// Address has the parts of param2/1/com.alibaba.trade/alibaba.trade.cancel/1000000.
type Address struct{ Protocol, Version, Namespace, Name, AppKey string }

// ParseAddress splits a path behind /openapi/.
func ParseAddress(path string) Address {
	f := append(strings.Split(path, "/"), "", "", "", "", "")
	return Address{f[0], f[1], f[2], f[3], f[4]}
}

// Misfit returns the rule and the sentence that an address breaks, or "". op is the operation of its name, or nil.
func (a Address) Misfit(op *platform.Operation) (rule, text string) {
	isToken := op != nil && op.Name == "getToken" && a.Protocol == "param2" // as the provider's own SDKs ask for it
	switch {
	case op == nil:
		return RuleOperation, "there is no operation " + printable(a.Namespace+"/"+a.Name) +
			didYouMean(nearestOperation(a.Name))
	case op.Namespace != a.Namespace:
		return RuleOperation, op.Name + " is in the namespace " + op.Namespace + ", not in " + printable(a.Namespace)
	case op.Version != a.Version:
		return RuleOperation, op.Name + " has the version " + op.Version + ", not " + printable(a.Version)
	case op.Protocol != a.Protocol && !isToken:
		return RuleAddress, op.Name + " is called under " + op.Protocol + ", not under " + printable(a.Protocol)
	}
	return "", ""
}

// datePattern is a system parameter that the official SDKs for PHP and Java send: the pattern of dates in the response.
const datePattern = "_aop_datePattern"

// systemFields are the parameters of the platform, not of an operation.
var systemFields = []string{platformsign.Signature, platformsign.Timestamp, platformsign.AccessToken, datePattern}

// SystemParameters reports a missing access token, and a parameter of the platform that the document does not have.
func SystemParameters(s Subject, op *platform.Operation) {
	if !op.Public && s.Get(platformsign.AccessToken) == "" {
		s.Deviate(arguments.RuleRequired, platformsign.AccessToken, "access_token is missing; "+op.Name+" requires it")
	}
	if s.Get(datePattern) != "" {
		s.Deviate(arguments.RuleUnknown, datePattern,
			datePattern+" is a system parameter of the provider's SDKs that the document does not have")
	}
}

// Fields returns the arguments of a request to the open platform, under the names that the document has.
func Fields(s Subject, op *platform.Operation, files map[string][]byte) (sent []arguments.Sent) {
	for name, value := range s.All() {
		if !slices.Contains(systemFields, name) {
			sent = append(sent, arguments.Field(documentedName(s, op, name), value))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if encoded, err := loose.Marshal(files[name]); err == nil {
			sent = slices.DeleteFunc(sent, func(a arguments.Sent) bool { return a.Name == name })
			sent = append(sent, arguments.Sent{Name: name, Value: encoded})
		}
	}
	return sent
}

// documentedName returns the name of an argument in the document: the official PHP SDK spells one of them differently.
func documentedName(s Subject, op *platform.Operation, name string) string {
	if name != "refreshToken" || op.Name != "getToken" || s.Get("refresh_token") != "" {
		return name
	}
	s.Deviate(RuleSpelling, name, "refreshToken is the spelling of the official PHP SDK; the document has refresh_token")
	return "refresh_token"
}

// Arguments reads the arguments of an operation, and reports all their deviations.
func Arguments(s Subject, op *platform.Operation, sent []arguments.Sent) (jsontext.Value, *arguments.Fault) {
	if o := described(op); o != nil {
		return describedArguments(s, o, sent)
	}
	object, found, fault := arguments.Examine(op, sent)
	report(s, found)
	return object, fault
}

func report(s Subject, found []arguments.Deviation) {
	for _, d := range found {
		s.Deviate(d.Rule, d.Where, d.Text)
	}
}

// SignatureFault returns what is wrong with a signature that does not fit, as one clause. Without the secret it tries
// no mistakes.
func SignatureFault(r explain.Request) string {
	const digits = 40
	if r.Signature == "" {
		return "the signature is missing"
	}
	if r.Secret != "" {
		if text := explain.Mistake(r); text != "" {
			return "the signature is wrong: " + text
		}
	}
	if len(r.Signature) != digits {
		return "the signature is wrong: it must have the 40 hexadecimal digits of HMAC-SHA1 in upper case"
	}
	return "the signature is wrong, and no usual mistake explains it: the secret or a value may be another"
}
