package mock

// explainSignature reports why a signature is wrong.
func (s *server) explainSignature(c *call, path string) {
	c.deviate(RuleSignature, "_aop_signature", "the signature is wrong")
}
