package requestcheck

import "iter"

// Subject is a request whose rules are examined one by one, as the mock does while it reads the request.
type Subject interface {
	All() iter.Seq2[string, string] // the parameters, each once, with the value that counts
	Get(name string) string         // the value of a parameter, or ""
	Deviate(rule, where, text string)
}
