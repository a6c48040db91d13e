package mock

import (
	"strings"
	"sync"

	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/openapi"
	"github.com/go-json-experiment/json/jsontext"
)

// examples answers with the example that the document has for the operation's answer.
type examples struct{}

func (examples) find(c *call) *template { return gatewayTemplates()[c.api] }

// gatewayTemplates are read when they are first asked for: most calls have a recording.
var gatewayTemplates = sync.OnceValue(func() map[string]*template {
	out := map[string]*template{}
	for api, body := range documentExamples(openapi.Gateway()) {
		if t, err := parseTemplate(body); err == nil {
			out[api] = t
		}
	}
	return out
})

// platformExamples are the answers of the open platform that no behaviour makes.
var platformExamples = sync.OnceValue(func() map[string]jsontext.Value { return documentExamples(openapi.OpenPlatform()) })

// documentExamples are the examples of all answers, by operation.
func documentExamples(d openapi.Document) map[string]jsontext.Value {
	var doc struct {
		Paths      map[string]map[string]documentOperation `json:"paths"`
		Components struct {
			Schemas map[string]struct {
				Example jsontext.Value `json:"example"`
			} `json:"schemas"`
		} `json:"components"`
	}
	out := map[string]jsontext.Value{}
	if loose.Unmarshal(d.JSON, &doc) != nil {
		return out // a test reads it
	}
	for _, methods := range doc.Paths {
		for _, op := range methods {
			if example := doc.Components.Schemas[op.answer()].Example; example != nil {
				out[op.ID] = example
			}
		}
	}
	return out
}

type documentOperation struct {
	ID        string `json:"operationId"`
	Responses map[string]struct {
		Content map[string]struct {
			Schema struct {
				Ref string `json:"$ref"`
			} `json:"schema"`
		} `json:"content"`
	} `json:"responses"`
}

// answer is the name of the schema of the operation's answer.
func (o documentOperation) answer() string {
	ref := o.Responses["200"].Content["application/json"].Schema.Ref
	return ref[strings.LastIndex(ref, "/")+1:]
}
