package exchange

import (
	"github.com/go-ali1688/ali1688/internal/arguments"
	"github.com/go-ali1688/ali1688/internal/lists"
	"github.com/go-ali1688/ali1688/internal/requestcheck"
)

// Deviation is a difference between a request and the document. The mock responds to the request as 1688
// is known to; options of package mock refuse the request or fail the test.
type Deviation struct {
	Rule  string // its kind, one of the constants Rule…
	Where string // the parameter, or the path of a member such as addressParam/addressId
	Text  string // one sentence, without secrets
}

// The rules that a request can deviate from.
const (
	RuleUnknown   = arguments.RuleUnknown      // a parameter, argument or member that the document does not have
	RuleRequired  = arguments.RuleRequired     // a parameter, argument or member is missing
	RuleKind      = arguments.RuleKind         // text for a number, a number for text, text for a truth value
	RuleEmpty     = arguments.RuleEmpty        // null or "" for an absent value
	RuleList      = arguments.RuleList         // one value, or text with commas, in place of a list
	RuleSyntax    = arguments.RuleSyntax       // JSON in single quotes, or JSON inside a text
	RuleRange     = arguments.RuleRange        // a value that the document does not allow
	RuleSpelling  = requestcheck.RuleSpelling  // another spelling of a parameter that 1688 takes
	RuleBody      = "body"                     // a body of another type than the document has
	RuleAddress   = requestcheck.RuleAddress   // an address that the document does not have
	RuleOperation = requestcheck.RuleOperation // an unknown operation, namespace or version
	RuleSignature = requestcheck.RuleSignature // a wrong signature
)

// Deviate adds a deviation. The texts are redacted, since names that a caller made up may contain secrets.
func (c *Call) Deviate(rule, where, text string) {
	c.Deviations = append(c.Deviations, Deviation{rule, c.Clean(where), c.Clean(text)})
}

// DidYouMean returns the end of a sentence that suggests a name, or "" for no name.
func DidYouMean(name string) string {
	if name == "" {
		return ""
	}
	return "; did you mean " + name + "?"
}

// Printable truncates a name that the caller made up, for logs.
func Printable(name string) string { return Cut(name, 100) }

// DeviationTexts returns the sentence of every deviation, in the order in which they were found.
func (c *Call) DeviationTexts() []string {
	return lists.Map(c.Deviations, func(d Deviation) string { return d.Text })
}
