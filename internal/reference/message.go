package reference

import (
	"strings"

	"github.com/go-ali1688/ali1688/internal/document"
	"github.com/go-ali1688/ali1688/internal/lists"
)

// Message is a message that the API sends.
type Message struct {
	Name                 string // the topic
	Summary, Description string
	Family               string
	Evidence             document.Evidence
	Members              []Member // of its contents
	Envelope             []Member // of the message around them
	Example              string   // of the whole message, JSON
}

func (s *source) message(m *document.Operation) Message {
	out := Message{
		Name: m.Path, Summary: m.Summary, Description: strings.TrimSpace(m.Description), Family: m.Family,
		Evidence: m.Evidence, Example: compact(s.MessageExample(m)),
	}
	if contents := s.MessageContents(m); contents != nil {
		out.Members = s.members(contents)
	}
	if envelope := s.MessageEnvelope(m); envelope != nil {
		out.Envelope = s.members(s.Unwrap(envelope))
	}
	return out
}

// Message returns the message of a topic, or nil.
func (d *Document) Message(topic string) *Message {
	return lists.Find(d.Messages, func(m *Message) bool { return m.Name == topic })
}
