package pushes

import (
	"errors"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/internal/redact"
)

// Describe returns the latest messages without what they hold, and where they go, for JSON.
func (s *Sender) Describe() any {
	type row struct {
		ID        int64     `json:"id,string"`
		Topic     string    `json:"topic"`
		Key       string    `json:"key,omitempty"`
		Born      time.Time `json:"born"`
		Attempts  int       `json:"attempts"`
		Confirmed bool      `json:"confirmed"`
	}
	rows := []row{}
	for _, m := range s.Rows() {
		rows = append(rows, row{m.ID, m.Topic, m.Key, m.Born, m.Attempts, m.Confirmed})
	}
	s.state.Lock()
	defer s.state.Unlock()
	return map[string]any{"url": redact.New(s.Secret).Secrets(s.URL), "connections": len(s.links), "messages": rows}
}

// AddText adds a message of any topic, whose contents are a JSON object.
func (s *Sender) AddText(topic, member string, contents jsontext.Value) (id int64, err error) {
	if !contents.IsValid() {
		return 0, errors.New("the data is not JSON")
	}
	return s.add(&Message{Topic: topic, Member: member, Born: s.Now(), Contents: contents}), nil
}
