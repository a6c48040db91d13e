package mock

import (
	"github.com/go-ali1688/ali1688/internal/aop"
	"github.com/go-ali1688/ali1688/internal/aop/explain"
)

// explainSignature reports why a signature is wrong, and the text that was to be signed. Neither shows a secret.
func (s *server) explainSignature(c *call, path string) {
	redactor := c.redactor()
	text := "the text to sign is " + aop.Text(path, c.signedFields(), redactor.Value)
	c.deviations = append(c.deviations, Deviation{RuleSignature, aop.Signature, s.mistake(c, path) + "; " + text})
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
