package mock

import (
	"net/http"

	"github.com/go-ali1688/ali1688/internal/arguments"
	"github.com/go-ali1688/ali1688/internal/nearest"
	"github.com/go-ali1688/ali1688/internal/params"
)

// Deviation is a difference between a request and the document. The mock answers the request as 1688 is known to; with
// [WithStrict] it refuses the request, and with [WithFailOnDeviation] it fails the test.
type Deviation struct {
	Rule  string // its kind, one of the constants Rule…
	Where string // the parameter, or the path of a member such as addressParam/addressId
	Text  string // one sentence, without secrets
}

// The rules that a request can deviate from.
const (
	RuleUnknown   = arguments.RuleUnknown  // a parameter, argument or member that the document does not have
	RuleRequired  = arguments.RuleRequired // a member inside an argument is missing
	RuleKind      = arguments.RuleKind     // text for a number, a number for text, text for a truth value
	RuleEmpty     = arguments.RuleEmpty    // null or "" for an absent value
	RuleList      = arguments.RuleList     // one value, or text with commas, in place of a list
	RuleSyntax    = arguments.RuleSyntax   // JSON in single quotes, or JSON inside a text
	RuleRange     = arguments.RuleRange    // a value that the document does not allow
	RuleSpelling  = "spelling"             // another spelling of a parameter that 1688 takes
	RuleBody      = "body"                 // a body of another type than the document has
	RuleAddress   = "address"              // an address that the document does not have
	RuleOperation = "operation"            // an unknown operation
	RuleSignature = "signature"            // a wrong signature
)

// WithFailOnDeviation makes [New] fail the test for a request that deviates from the document. Without it deviations
// are in the output of the test and in [Request].
func WithFailOnDeviation() Option { return func(c *config) { c.failOnDeviation = true } }

// deviate adds a deviation to the call. Names that the caller made up may hold its secrets.
func (c *call) deviate(rule, where, text string) {
	c.deviations = append(c.deviations, Deviation{rule, c.clean(where), c.clean(text)})
}

// examine compares a request with the documents, before anything answers it.
func (s *server) examine(r *http.Request, c *call) {
	switch {
	case c.err != nil:
	case c.onPlatform:
		s.examinePlatform(r, c)
	case !c.known:
		c.examineUnknown()
	case s.own.has(c.api):
	default:
		c.examineBody(r, false)
		c.examineGateway()
		s.explainSign(c)
		if c.api == "custom" {
			c.readCustom()
		}
	}
}

// examineUnknown names the operation that an unknown one is likely to be.
func (c *call) examineUnknown() {
	if c.api == "" || !isPlatform(c.platform) {
		return
	}
	c.deviate(RuleOperation, c.api, "there is no operation "+c.api+didYouMean(nearest.To(c.api, operationNames())))
}

func didYouMean(name string) string {
	if name == "" {
		return ""
	}
	return "; did you mean " + name + "?"
}

// examineGateway reports what the gateway takes, or ignores, though no document has it.
func (c *call) examineGateway() {
	if c.olderAddress {
		c.deviate(RuleAddress, "api_call.php",
			"/<platform>/api_call.php is the address of the older gateway; whether it still answers is unknown")
	}
	if c.query.get("key") == "" && c.form.get("key") != "" {
		c.deviate(RuleAddress, "key", "the key is in the form; the document has it in the query")
	}
	op := params.Operations[c.api]
	for _, list := range []args{c.query, c.form} {
		for _, a := range list {
			if !isCredential(a.name) && findParam(c.api, a.name) == nil && !c.takesAny() {
				name := printable(a.name)
				c.deviate(RuleUnknown, name, name+" is unknown to "+c.api+" and ignored"+didYouMean(nearest.To(name, paramNames(op))))
			}
		}
	}
}

// takesAny reports whether the call is one of custom with the arguments of another API as parameters.
func (c *call) takesAny() bool { return c.api == "custom" && c.get("method") == "" }

func paramNames(op params.Operation) []string {
	var out []string
	for _, p := range op.Params {
		if !p.Free() {
			out = append(out, p.Name)
		}
	}
	return out
}

// printable cuts a name that the caller made up to what a log can show.
func printable(name string) string { return name[:min(len(name), 100)] }

func (c *call) deviationTexts() []string {
	out := make([]string, len(c.deviations))
	for i, d := range c.deviations {
		out[i] = d.Text
	}
	return out
}
