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

func (examples) find(c *call) *template { return documentExamples()[c.api] }

// documentExamples are read when they are first asked for: most calls have a recording.
var documentExamples = sync.OnceValue(func() map[string]*template {
	var doc struct {
		Paths      map[string]map[string]documentOperation `json:"paths"`
		Components struct {
			Schemas map[string]struct {
				Example jsontext.Value `json:"example"`
			} `json:"schemas"`
		} `json:"components"`
	}
	out := map[string]*template{}
	if loose.Unmarshal(openapi.Gateway().JSON, &doc) != nil {
		return out // a test reads it
	}
	for _, methods := range doc.Paths {
		for _, op := range methods {
			if t, err := parseTemplate(doc.Components.Schemas[op.answer()].Example); err == nil {
				out[op.ID] = t
			}
		}
	}
	return out
})

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
