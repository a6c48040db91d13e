package transport

import (
	"errors"
	"net/url"
	"regexp"
	"strings"
)

// Redacted stands where a secret was.
const Redacted = "REDACTED"

// Redactor takes secrets out of texts. Its zero value knows the shapes of secrets only.
type Redactor struct {
	known *strings.Replacer
}

// shapes are the forms in which the gateway and its clients write secrets: Key[…] in a reason, name=value in a URL.
var shapes = regexp.MustCompile(`(?i)(\bkey\[)[^\]]*(\])|\b((?:key|secret|sign|session|access_token|token)=)[^&\s"'()]+`)

// NewRedactor returns a redactor that also knows these secrets, as they are and as they stand in a URL.
// Secrets of fewer than four characters are known by shape only: every text is full of them.
func NewRedactor(secrets ...string) Redactor {
	var pairs []string
	for _, s := range secrets {
		if len(s) < 4 {
			continue
		}
		pairs = append(pairs, s, Redacted)
		if escaped := url.QueryEscape(s); escaped != s {
			pairs = append(pairs, escaped, Redacted)
		}
	}
	return Redactor{known: strings.NewReplacer(pairs...)}
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
