package conformance

import "net/http"

// Body is a recorded response body, with what its recording states. Package bodies reads them.
type Body interface {
	Operation() string // the name for [Checker.Check], or ""
	HTTPStatus() int   // 0 if it is unknown
	Text() []byte
	IsExcerpt() bool   // it was cut off and closed, see [Options]
	Secrets() []string // of the request; no finding shows them
}

// CheckBody is [Checker.Check] for a recorded body. A body with an HTTP status other than 200 is validated as an error
// of the document's API.
func (c *Checker) CheckBody(b Body, o Options) ([]Finding, error) {
	result, err := c.Inspect(b, o)
	return result.Findings, err
}

// Result is what a check found out about a body.
type Result struct {
	Findings []Finding
	// Succeeded reports whether the body is a whole object whose error_code is missing or that of a success.
	Succeeded bool
}

// Inspect is [Checker.CheckBody] with the result as a whole.
func (c *Checker) Inspect(b Body, o Options) (Result, error) {
	o.Excerpt, o.secrets = o.Excerpt || b.IsExcerpt(), b.Secrets()
	return c.inspect(c.nameOf(b), b.Text(), o)
}

// nameOf returns the name that a body is validated under: that of its operation, or that of the errors of the document
// where the HTTP status says that the operation did not answer.
func (c *Checker) nameOf(b Body) string {
	name := b.Operation()
	switch op := c.byName[name]; {
	case b.HTTPStatus() == 0 || b.HTTPStatus() == http.StatusOK || op == nil || op.Name == "":
		return name
	case op.describes("error_description"): // of OAuth: getToken has refusals of its own
		return name
	case c.refusal != nil:
		return Refusals
	case c.byName[Errors] != nil:
		return Errors
	}
	return name
}
