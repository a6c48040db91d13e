package conformance

import (
	"regexp"
	"strings"
)

// masked stands where a secret was.
const masked = "***"

// secretWords is how the names of members and parameters end that carry a secret, in any case: key, app_key, appSecret,
// refreshToken, _aop_signature.
const secretWords = `(?:app|api|client|access|refresh)?(?:key|secret|sign|signature|session|token)`

var secretName = regexp.MustCompile(`(?i)^\W*(?:\w*[_-])?` + secretWords + `\W*$`)

// secretText finds secrets that a text quotes: Key[…] as the gateway writes it, parameters of a URL, members of JSON and
// of what PHP prints and serializes.
var secretText = regexp.MustCompile(`(?i)(\bkey\[)[^\]]*` +
	`|(\b(?:\w*[_-])?` + secretWords + `(?:\\*["'\]]*\s*(?:=>|=|:|%3D|%3A)\s*\\*["']*|\\*";s:\d+:\\*"))[^&\s"',;\\]+`)

// secret tells whether the value at i is, or is a part of, something that is not shown.
func (t *tree) secret(i int32) bool {
	for _, at := range t.path(i) {
		if t.nodes[at].is(named) && secretName.Match(t.name(at)) {
			return true
		}
	}
	return false
}

// scrub hides the secrets in a text.
func scrub(s string) string {
	if !mayBeSecret(s) {
		return s
	}
	return secretText.ReplaceAllString(s, "${1}${2}"+masked)
}

// mayBeSecret spares texts the search that have nothing to set a name apart from a value.
func mayBeSecret(s string) bool { return strings.ContainsAny(s, "=:[%") }
