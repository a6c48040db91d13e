package mock

import (
	"fmt"
	"strings"

	"github.com/go-ali1688/ali1688/internal/aop"
	"github.com/go-ali1688/ali1688/internal/aop/explain"
	"github.com/go-ali1688/ali1688/internal/redact"
)

// explainSignature reports why a signature is wrong, and the text that was to be signed. Neither shows a secret.
func (s *server) explainSignature(c *call, path string) {
	redactor := c.redactor()
	text := "the text to sign is " + aop.Text(path, c.signedFields(), brief(redactor))
	c.deviations = append(c.deviations, Deviation{RuleSignature, aop.Signature, s.mistake(c, path) + "; " + text})
}

// brief returns a function that writes a value without secrets, of a long one its beginning. It redacts no more than
// it has to: that takes seconds for a picture.
func brief(redactor redact.Redactor) func(name, value string) string {
	const long, enough = 2048, 1024
	return func(name, value string) string {
		if len(value) <= long {
			return redactor.Value(name, value)
		}
		start := redactor.Value(name, value[:long])
		return fmt.Sprintf("%s…(%d bytes)", strings.ToValidUTF8(start[:min(len(start), enough)], ""), len(value))
	}
}

// mistake says in one clause what is wrong with the signature of a call.
func (s *server) mistake(c *call, path string) string {
	given := c.get(aop.Signature)
	if given == "" {
		return "the signature is missing"
	}
	r := explain.Request{Path: path, AppKey: c.request.appKey, Secret: s.app, Signature: given}
	for _, list := range []args{c.query, c.form} {
		for _, a := range list {
			r.Fields = append(r.Fields, explain.Field{Name: a.name, Value: a.value})
		}
	}
	if s.app != "" {
		if text := explain.Mistake(r); text != "" {
			return "the signature is wrong: " + c.redactor().Text(text)
		}
	}
	if len(given) != 40 {
		return "the signature is wrong: it must have the 40 hexadecimal digits of HMAC-SHA1 in upper case"
	}
	return "the signature is wrong, and no usual mistake explains it: the secret or a value may be another"
}
