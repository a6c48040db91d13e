package exchange

import (
	"net/url"
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688/internal/redact"
)

// Args are parameters in the order in which they were sent. Names are unique: as in PHP, the last value of a name
// counts, at the position of the first.
type Args []Arg

// Arg is one parameter.
type Arg struct {
	Name, Value string
	secret      bool
}

// IsSecret reports whether the parameter is a credential or another secret.
func (a Arg) IsSecret() bool { return a.secret }

// MaxArgs is the number of parameters that PHP accepts. Further ones are dropped, as PHP does.
const MaxArgs = 1000

// ParseArgs parses a query or a form as PHP does, which never fails: empty pairs are skipped, and invalid escapes are
// kept.
func ParseArgs(text string) Args {
	if text == "" {
		return nil
	}
	out := make(Args, 0, min(1+strings.Count(text, "&"), MaxArgs))
	for pair := range strings.SplitSeq(text, "&") {
		name, value, _ := strings.Cut(pair, "=")
		if name = unescape(name); name == "" {
			continue
		}
		if len(out) == MaxArgs {
			break
		}
		out = out.with(name, unescape(value))
	}
	return out
}

func unescape(s string) string {
	if plain, err := url.QueryUnescape(s); err == nil {
		return plain
	}
	return s
}

func (a Args) with(name, value string) Args {
	if i := a.index(name); i >= 0 {
		a[i].Value = value
		return a
	}
	return append(a, Arg{name, value, redact.IsSecret(name)})
}

func (a Args) index(name string) int {
	for i := range a {
		if a[i].Name == name {
			return i
		}
	}
	return -1
}

// Size returns the size of the values in bytes.
func (a Args) Size() int {
	n := 0
	for _, x := range a {
		n += len(x.Value)
	}
	return n
}

// Get returns the value of a parameter, or "" if it was not sent.
func (a Args) Get(name string) string {
	if i := a.index(name); i >= 0 {
		return a[i].Value
	}
	return ""
}

// secretIn reports whether a text contains the value of a secret, plain or escaped for a URL.
func (a Args) secretIn(text string) bool {
	return slices.ContainsFunc(a, func(x Arg) bool {
		return x.secret && x.Value != "" &&
			(strings.Contains(text, x.Value) || strings.Contains(text, url.QueryEscape(x.Value)))
	})
}

// masked returns a copy for output: secrets are redacted wherever they are, personal data by the name of its parameter
// or member.
func (a Args) masked(redactor redact.Redactor) url.Values {
	out := make(url.Values, len(a))
	for _, x := range a {
		out.Set(redactor.Secrets(x.Name), redactor.Value(x.Name, x.Value))
	}
	return out
}

// Fields returns the parameters that a signature covers, which are all but files.
func (c *Call) Fields() url.Values {
	fields := url.Values{}
	for _, list := range []Args{c.Query, c.Form} {
		for _, a := range list {
			fields.Set(a.Name, a.Value)
		}
	}
	return fields
}
