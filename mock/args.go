package mock

import (
	"net/url"
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688/internal/redact"
)

// args are parameters in the order in which they came. A name is there once: as in PHP, its last value counts, at the
// place of the first.
type args []arg

type arg struct{ name, value string }

// maxArgs is how many parameters PHP takes; those behind are dropped, as there.
const maxArgs = 1000

// parseArgs reads a query or a form the way PHP does, which never fails: empty pairs are skipped, and an escape that
// is none stays as it is.
func parseArgs(text string) args {
	var out args
	for pair := range strings.SplitSeq(text, "&") {
		name, value, _ := strings.Cut(pair, "=")
		if name = unescape(name); name == "" {
			continue
		}
		if len(out) == maxArgs {
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

func (a args) with(name, value string) args {
	if i := a.index(name); i >= 0 {
		a[i].value = value
		return a
	}
	return append(a, arg{name, value})
}

func (a args) index(name string) int {
	return slices.IndexFunc(a, func(x arg) bool { return x.name == name })
}

// size is how many bytes the values have.
func (a args) size() int {
	n := 0
	for _, x := range a {
		n += len(x.value)
	}
	return n
}

func (a args) get(name string) string {
	if i := a.index(name); i >= 0 {
		return a[i].value
	}
	return ""
}

// secretIn says whether a text holds the value of a secret, as it is or as it stands in a URL.
func (a args) secretIn(text string) bool {
	return slices.ContainsFunc(a, func(x arg) bool {
		return x.value != "" && redact.IsSecret(x.name) &&
			(strings.Contains(text, x.value) || strings.Contains(text, url.QueryEscape(x.value)))
	})
}

// masked is a copy to be shown, with secrets replaced wherever they are, and personal data by the name of its
// parameter or member.
func (a args) masked(redactor redact.Redactor) url.Values {
	out := make(url.Values, len(a))
	for _, x := range a {
		out.Set(redactor.Secrets(x.name), redactor.Value(x.name, x.value))
	}
	return out
}
