package replay

import (
	"sync"

	"github.com/go-ali1688/ali1688/mock/internal/exchange"
	"github.com/go-ali1688/ali1688/mock/internal/reply"

	"github.com/go-ali1688/ali1688/internal/document"
	"github.com/go-ali1688/ali1688/internal/plain"
	"github.com/go-ali1688/ali1688/openapi"
	"github.com/go-json-experiment/json/jsontext"
)

// Example returns the document's example of a response, or nil.
func Example(c *exchange.Call) *reply.Template { return gatewayTemplates()[c.API] }

// gatewayTemplates are parsed at the first use: most operations are served from the world.
var gatewayTemplates = sync.OnceValue(func() map[string]*reply.Template {
	out := map[string]*reply.Template{}
	for api, body := range documentExamples(openapi.Gateway()) {
		if t, err := reply.ParseTemplate(body); err == nil {
			out[api] = t
		}
	}
	return out
})

// platformExamples are the responses of operations of the open platform that have no behaviour.
var platformExamples = sync.OnceValue(func() map[string]jsontext.Value {
	return documentExamples(openapi.OpenPlatform())
})

// documentExamples returns the examples of all responses, by operation.
func documentExamples(d openapi.Document) map[string]jsontext.Value {
	doc, err := document.Parse(d.JSON)
	if err != nil {
		return nil // a test reads it
	}
	return doc.ResponseExamples()
}

// PlatformExample returns the document's example of a response of the open platform, or nil.
func PlatformExample(api string) jsontext.Value {
	if body := platformExamples()[api]; body != nil {
		return body
	}
	if op := plain.Find(api); op != nil {
		return op.Example
	}
	return nil
}
