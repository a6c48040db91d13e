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
