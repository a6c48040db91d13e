package transport

import (
	"cmp"
	"errors"
	"fmt"
	"html"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode/utf16"
)

// Redacted stands where a secret was.
const Redacted = "REDACTED"

// Redactor takes secrets out of texts. Its zero value knows the shapes of secrets only.
type Redactor struct {
	known *strings.Replacer
}

// shapes are the forms in which the gateway and its clients write secrets: Key[…] in a reason, name=value in a URL.
var shapes = regexp.MustCompile(`(?i)(\bkey\[)[^\]]*(\])|\b((?:key|secret|sign|session|access_token|refresh_token|token|client_secret|_aop_signature)=)[^&\s"'()]+`)

// NewRedactor returns a redactor that also knows these secrets, as they are and as they stand in a URL, in JSON and in HTML.
// Secrets of fewer than four characters are known by shape only: every text is full of them.
func NewRedactor(secrets ...string) Redactor {
	var forms []string
	for _, s := range secrets {
		if len(s) >= 4 {
			forms = append(forms, spellings(s)...)
		}
	}
	// Of two that begin alike the longer goes first, or its end would stay.
	slices.SortFunc(forms, func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
	var pairs []string
	for _, form := range slices.Compact(forms) {
		pairs = append(pairs, form, Redacted)
	}
	return Redactor{known: strings.NewReplacer(pairs...)}
}

// escape is a percent-escape, of which PHP and others write the hex digits large or small.
var escape = regexp.MustCompile(`%[0-9A-F]{2}`)

// spellings are the forms in which a text is quoted: as it is, escaped for a URL by form and by RFC 3986, for HTML, and for
// JSON as PHP does it and as others do.
func spellings(s string) []string {
	all := []string{s, html.EscapeString(s), strings.ReplaceAll(html.EscapeString(s), "&#", "&#0")}
	query := url.QueryEscape(s)
	for _, escaped := range []string{query, strings.ReplaceAll(query, "+", "%20"), url.PathEscape(s)} {
		all = append(all, escaped, escape.ReplaceAllStringFunc(escaped, strings.ToLower))
	}
	quoted := strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s)
	slashed := strings.ReplaceAll(quoted, "/", `\/`)
	return append(all, quoted, slashed, ascii(slashed))
}

// ascii writes everything else as JSON's \u, as PHP does by default.
func ascii(s string) string {
	var b strings.Builder
	for _, unit := range utf16.Encode([]rune(s)) {
		if unit < 0x80 {
			b.WriteByte(byte(unit))
			continue
		}
		fmt.Fprintf(&b, `\u%04x`, unit)
	}
	return b.String()
}

// Text returns text without secrets.
func (r Redactor) Text(text string) string {
	if r.known != nil {
		text = r.known.Replace(text)
	}
	return shapes.ReplaceAllString(text, "${1}${3}"+Redacted+"${2}")
}

// Error returns err with a text without secrets. What it wraps stays reachable for errors.Is and errors.As, except
// where its own text holds a secret.
func (r Redactor) Error(err error) error {
	if err == nil {
		return nil
	}
	clean := r.Text(err.Error())
	if clean == err.Error() {
		return err
	}
	return &redactedError{text: clean, err: err}
}

// redactedError answers for an error whose text must not be seen.
type redactedError struct {
	text string
	err  error
}

func (e *redactedError) Error() string { return e.text }

// Is compares with what is hidden, and hands none of it out.
func (e *redactedError) Is(target error) bool { return errors.Is(e.err, target) }

// Timeout says whether the hidden error was a timeout, as net.Error does.
func (e *redactedError) Timeout() bool {
	t, ok := e.err.(interface{ Timeout() bool })
	return ok && t.Timeout()
}
