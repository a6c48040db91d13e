package exchange

// Deviation is a difference between a request and the document. The mock responds to the request as 1688
// is known to; options of package mock refuse the request or fail the test.
type Deviation struct {
	Rule  string // its kind, one of the constants Rule… of package mock
	Where string // the parameter, or the path of a member such as addressParam/addressId
	Text  string // one sentence, without secrets
}

// RuleBody is the rule of a body of another type than the document has. The other rules are those of requestcheck and
// arguments.
const RuleBody = "body"

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
	out := make([]string, len(c.Deviations))
	for i, d := range c.Deviations {
		out[i] = d.Text
	}
	return out
}
