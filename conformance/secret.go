package conformance

import "github.com/go-ali1688/ali1688/internal/redact"

// secret reports whether the value at i is, or is a part of, something that is not shown: a secret or personal data.
func (t *tree) secret(i int32) bool {
	parent := ""
	for _, at := range t.path(i) {
		if !t.nodes[at].is(named) {
			continue
		}
		name := string(t.name(at))
		if redact.IsPrivate(parent, name) {
			return true
		}
		parent = name
	}
	return false
}

// scrub hides secrets and personal data in a text of the body, also those of the request by value.
func (t *tree) scrub(s string) string { return t.redactor.Text(s) }

// scrubFile hides secrets in the name of a file, which people and programs open: the digits of names are kept.
func scrubFile(name string) string { return redact.Redactor{}.Secrets(name) }

// scrub hides secrets and personal data in a text.
func scrub(s string) string { return redact.Redactor{}.Text(s) }
