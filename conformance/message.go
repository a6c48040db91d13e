package conformance

import (
	"bytes"
	"slices"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/internal/document"
	"github.com/go-ali1688/ali1688/loose"
)

// Messages is the name for messages that the API sends: the member type of each names its topic. The topic itself is a
// name, too, for messages and for their contents alone.
const Messages = "_push"

// message is what a message is validated by.
type message struct {
	whole    *operation
	contents *operation // alone
}

// messages compiles the messages of the document, and the message of an unknown topic.
func (c *Checker) messages(from *compiler) {
	for _, m := range from.doc.Messages() {
		envelope, contents := from.doc.MessageEnvelope(m), from.doc.MessageContents(m)
		if envelope == nil || contents == nil {
			from.fail(m.Pointer(), "the form has no message with contents")
			return
		}
		whole := withContents(from.doc.Unwrap(envelope), contents)
		described := describe(m)
		place := document.SchemaPointer(envelope.Component())
		c.topics[m.Path] = message{
			whole:    &operation{Operation: described, response: from.schema(whole, place)},
			contents: &operation{Operation: described, response: from.schema(contents, m.Pointer())},
		}
		c.byName[m.Path] = c.topics[m.Path].whole
		if c.byName[Messages] == nil {
			c.byName[Messages] = &operation{response: from.schema(envelope, m.Pointer())}
		}
	}
}

// withContents returns the schema of a message whose contents have the shape of one topic, and no other members.
func withContents(envelope, contents *document.Schema) *document.Schema {
	whole := *envelope
	whole.Properties = slices.Clone(envelope.Properties)
	for i := range whole.Properties {
		if whole.Properties[i].Name == "data" {
			whole.Properties[i].Value = contents
		}
	}
	return &whole
}

// selectMessage returns what a body of that name is validated by, and the body with its contents as an object: they
// may be JSON within a text.
func (c *Checker) selectMessage(api string, body []byte) (*operation, []byte) {
	if len(c.topics) == 0 || api != Messages && c.topics[api].whole == nil {
		return c.byName[api], body
	}
	var sent struct {
		ID   jsontext.Value `json:"msgId"`
		Type string         `json:"type"`
		Data jsontext.Value `json:"data"`
	}
	isObject := json.Unmarshal(body, &sent, loose.Options()) == nil
	topic, known := c.topics[api]
	if !known {
		topic, known = c.topics[sent.Type]
	}
	switch {
	case !known:
		return c.byName[Messages], body
	case isObject && (sent.Data != nil || sent.ID != nil):
		return topic.whole, unquoteContents(body, sent.Data)
	}
	return topic.contents, body
}

// unquoteContents replaces contents that are a text with the object in it.
func unquoteContents(body []byte, contents jsontext.Value) []byte {
	if contents.Kind() != '"' {
		return body
	}
	object, err := jsontext.AppendUnquote(nil, contents)
	if err != nil || jsontext.Value(object).Kind() != '{' {
		return body
	}
	return bytes.Replace(body, contents, object, 1)
}
