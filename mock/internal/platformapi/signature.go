package platformapi

import (
	"github.com/go-ali1688/ali1688/internal/platformsign"
	"github.com/go-ali1688/ali1688/internal/platformsign/explain"
	"github.com/go-ali1688/ali1688/internal/requestcheck"
	"github.com/go-ali1688/ali1688/mock/internal/exchange"
)

// explainSignature reports why a signature is wrong, and the text to sign, without secrets.
func (s *Routes) explainSignature(c *exchange.Call, path string) {
	redactor := c.Redactor()
	text := "the text to sign is " + platformsign.Text(path, c.Fields(), exchange.Brief(redactor))
	c.Deviations = append(c.Deviations, exchange.Deviation{Rule: requestcheck.RuleSignature, Where: platformsign.Signature,
		Text: redactor.Text(s.signatureFault(c, path)) + "; " + text})
}

// signatureFault returns what is wrong with a signature, as one clause.
func (s *Routes) signatureFault(c *exchange.Call, path string) string {
	r := explain.Request{Path: path, AppKey: c.PlatformRequest.AppKey, Secret: s.Secret,
		Signature: c.Get(platformsign.Signature)}
	for name, value := range c.All() {
		r.Fields = append(r.Fields, explain.Field{Name: name, Value: value})
	}
	return requestcheck.SignatureFault(r)
}
