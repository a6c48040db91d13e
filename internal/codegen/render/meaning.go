package render

import (
	"fmt"
	"strings"

	"github.com/go-ali1688/ali1688/internal/document"
)

// matches are the Go names of how codes are compared.
var matches = map[string]string{"end": "refusal.End", "digits": "refusal.Digits", "text": "refusal.Text"}

// meaningLiteral returns one row of a table of refusal.Meaning, as the elements of its literal.
func meaningLiteral(code string, r document.ErrorCode) string {
	var b strings.Builder
	write := func(name, value string, isThere bool) {
		if isThere {
			fmt.Fprintf(&b, "%s: %s, ", name, value)
		}
	}
	write("Code", fmt.Sprintf("%q", code), code != "")
	write("Match", matches[r.Match], r.Match != "")
	write("Operations", fmt.Sprintf("%#v", r.Operations), len(r.Operations) > 0)
	write("Contains", fmt.Sprintf("%q", r.Text), r.Text != "")
	fmt.Fprintf(&b, "Retry: %q, Action: %q, ", r.Retry, r.Action)
	write("Status", fmt.Sprint(r.Status), r.Status != 0)
	write("Charged", fmt.Sprintf("%q", r.Charged), r.Charged != "")
	fmt.Fprintf(&b, "Evidence: %q,\n", r.Evidence.Level)
	fmt.Fprintf(&b, "Says: refusal.Words{EN: %q, ZH: %q},\n", r.EN, r.ZH)
	fmt.Fprintf(&b, "Do: refusal.Words{EN: %q, ZH: %q},\n", r.Do.EN, r.Do.ZH)
	write("Texts", fmt.Sprintf("%#v", r.Texts), len(r.Texts) > 0)
	if len(r.Cases) > 0 {
		b.WriteString("Cases: []refusal.Meaning{\n")
		for _, c := range r.Cases {
			fmt.Fprintf(&b, "{%s},\n", meaningLiteral("", c))
		}
		b.WriteString("},\n")
	}
	return b.String()
}
