package record

import (
	"crypto/sha256"
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"github.com/go-ali1688/ali1688/transport"
)

// redactor takes secrets and personal data out of one exchange.
type redactor struct {
	names
	known transport.Redactor // what the request carries
	whole map[string]bool    // the same, for values that are nothing else
	depth int                // how many texts the one at hand stands in
}

// maxNesting is how many texts may stand in one another, as arguments inside an argument do. The gateway has two. What is
// deeper is not read: each level would be read once for every level around it.
const maxNesting = 8

// nested redacts JSON inside a text.
func (r redactor) nested(text string) string {
	if r.depth++; r.depth > maxNesting {
		return transport.Redacted
	}
	return string(r.json([]byte(text)))
}

// newRedactor knows the private values of the parameters, and other secrets besides.
func newRedactor(n names, secrets []string, parameters ...url.Values) redactor {
	for _, values := range parameters {
		for name, list := range values {
			if n.private(name) {
				secrets = append(secrets, n.distinctive(name, list)...)
			}
		}
	}
	r := redactor{names: n, known: transport.NewRedactor(secrets...), whole: map[string]bool{}}
	for _, s := range secrets {
		r.whole[s] = s != ""
	}
	return r
}

// distinctive leaves out what is no credential and so short a number that any id may hold it.
func (n names) distinctive(name string, values []string) []string {
	var out []string
	for _, v := range values {
		if credentials[fold(name)] || len(v) > 6 || strings.Trim(v, "0123456789") != "" {
			out = append(out, v)
		}
	}
	return out
}

// longest is the size of a value beyond which the ledger has its hash: an image tells nothing as base64.
const longest = 1024

// parameters are those of a call without what nobody should read, each once as PHP has it.
func (r redactor) parameters(lists ...url.Values) map[string]string {
	out := map[string]string{}
	for _, values := range lists {
		for name, list := range values {
			out[r.known.Text(name)] = r.parameter(name, list[len(list)-1])
		}
	}
	return out
}

func (r redactor) parameter(name, value string) string {
	if len(value) > longest && !r.private(name) {
		return fmt.Sprintf("%d bytes, sha256 %x", len(value), sha256.Sum256([]byte(value)))
	}
	return r.value(name, r.private(name), value)
}

// value is the text of a parameter or a member as it may be kept.
func (r redactor) value(name string, hidden bool, value string) string {
	switch {
	case value == "":
		return ""
	case hidden || r.whole[value]:
		return transport.Redacted
	case looksJSON(value): // arguments inside an argument, an answer inside an answer
		return r.nested(value)
	}
	return r.text(name, value)
}

func looksJSON(text string) bool {
	text = strings.TrimLeft(text, " \t\r\n")
	return strings.HasPrefix(text, "{") || strings.HasPrefix(text, "[")
}

// text redacts free text: what is known by its value, name=value by the name, and the rest by shape outside addresses. A
// member whose name is that of an id or of the quota keeps its digits.
func (r redactor) text(name, text string) string {
	text = r.known.Text(text)
	if name == "api_info" {
		return text
	}
	text = r.pairs(text)
	if keepsDigits(name) {
		return text
	}
	return outsideAddresses(text, shapes)
}

var pair = regexp.MustCompile(`([\w-]+)=([^&\s"'<>()\\]+)`)

// pairs redacts the parameters in a text that quotes an address.
func (r redactor) pairs(text string) string {
	return rewrite(pair, text, func(name, value string) string {
		if r.private(name) {
			return transport.Redacted
		}
		plain, err := url.QueryUnescape(value)
		if err != nil || !looksJSON(plain) {
			return value
		}
		if clean := r.nested(plain); clean != plain {
			return url.QueryEscape(clean)
		}
		return value
	})
}

// rewrite replaces the second group of every match by what is made of both, and leaves the rest of the text.
func rewrite(form *regexp.Regexp, text string, with func(name, value string) string) string {
	var out strings.Builder
	done := 0
	for _, at := range form.FindAllStringSubmatchIndex(text, -1) {
		out.WriteString(text[done:at[4]])
		out.WriteString(with(text[at[2]:at[3]], text[at[4]:at[5]]))
		done = at[5]
	}
	return out.String() + text[done:]
}
