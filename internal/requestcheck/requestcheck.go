// Package requestcheck compares requests with the documents: their operation, its address, parameters and arguments of
// any depth, and the signature where the secret is known. The clients, which know the operation, use the rules in
// packages params and arguments, on which this package stands.
package requestcheck

import (
	"iter"
	"net/url"
	"strings"

	"github.com/go-ali1688/ali1688/internal/documents"
)

// Request is a request that was sent. A value that was redacted counts as one of the right kind.
type Request struct {
	Method, Path string
	Query, Form  url.Values
	Files        map[string][]byte
}

// Subject is a request whose rules are examined one by one, as the mock does while it reads the request.
type Subject interface {
	All() iter.Seq2[string, string] // the parameters, each once, with the value that counts
	Get(name string) string         // the value of a parameter, or ""
	Deviate(rule, where, text string)
}

// Secrets verify signatures. Without its secret no signature of an API is verified.
type Secrets struct{ Gateway, Platform string }

// Deviation is a difference between a request and the document.
type Deviation struct {
	Rule  string // its kind, one of the constants Rule…
	Where string // the parameter, or the path of a member such as addressParam/addressId
	Text  string // one sentence
}

// The rules that a request can deviate from, beside those of package arguments.
const (
	RuleOperation = "operation" // an unknown operation, namespace or version
	RuleAddress   = "address"   // an address that the document does not have
	RuleSignature = "signature" // a wrong signature
	RuleSpelling  = "spelling"  // another spelling of a parameter that 1688 takes
)

// Check returns the deviations of a request, the texts without the secrets and the personal data of the request. A
// request to another server has none.
func Check(r Request, secrets Secrets) []Deviation {
	x := &examination{Request: r, secrets: secrets, sent: url.Values{}}
	for _, list := range []url.Values{r.Query, r.Form} {
		for name, values := range list {
			if len(values) > 0 {
				x.sent[name] = values[len(values)-1:] // as PHP has it
			}
		}
	}
	switch row, api := x.target(); {
	case row == nil:
	case row.Client == documents.GatewayClient:
		x.gateway(api)
	default:
		x.platform(strings.TrimPrefix(r.Path, row.Base+"/"))
	}
	return x.redacted()
}
