package document

import (
	"slices"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// XWebhooks is the member of a document that has the messages that the API sends, by topic. OpenAPI 3.0 has no
// webhooks.
const XWebhooks = "x-webhooks"

// messageField is the field of a message's form that has the message itself, and contentsMember the member of the
// message whose shape the topic decides.
const (
	messageField   = "message"
	contentsMember = "data"
)

// Messages returns the messages that the API sends, in the order of the document. The path of each is its topic.
func (d *Document) Messages() []*Operation { return operationsOf(d.Webhooks) }

// MessageContents returns the schema of the contents of a message, as the topic refers to it, or nil. The form of a
// message is all of a shared one, which leaves the contents open, and behind it one of the topic's own.
func (d *Document) MessageContents(message *Operation) *Schema {
	for _, part := range slices.Backward(d.messageShapes(message)) {
		if sent := part.Properties.Get(messageField); sent != nil && sent.Properties.Has(contentsMember) {
			return sent.Properties.Get(contentsMember)
		}
	}
	return nil
}

// MessageEnvelope returns the schema of a whole message without the shape of its contents, or nil.
func (d *Document) MessageEnvelope(message *Operation) *Schema {
	for _, part := range d.messageShapes(message) {
		if s := part.Properties.Get(messageField); s.Component() != "" {
			return s
		}
	}
	return nil
}

// MessageExample returns the example of a message without its form, or nil.
func (d *Document) MessageExample(message *Operation) jsontext.Value {
	form := message.Form()
	if form == nil {
		return nil
	}
	var members Map[jsontext.Value]
	if json.Unmarshal(form.Example, &members) != nil {
		return nil
	}
	return members.Get(messageField)
}

// messageShapes returns the schemas that the form of a message consists of.
func (d *Document) messageShapes(message *Operation) []*Schema {
	form := message.Form()
	if form == nil {
		return nil
	}
	return d.Composed(form.Schema)
}
