package pushes

import (
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/go-ali1688/ali1688/internal/lists"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/mock/orders"
	"github.com/go-json-experiment/json/jsontext"
)

// Message is a message that was made.
type Message struct {
	ID       int64          `json:"id,string"`
	Topic    string         `json:"topic"`
	Member   string         `json:"member,omitempty"`
	Key      string         `json:"key,omitempty"`
	Born     time.Time      `json:"born"`
	Contents jsontext.Value `json:"contents"`
	Attempts int            `json:"attempts,omitempty"` // to send it

	due    time.Time // of the next attempt, by the clock of the machine; zero is now
	behind bool      // waits for a later message to be sent
	late   bool      // was held back already
}

// most is the number of messages that are kept. The oldest are forgotten first.
const most = 10_000

// firstID is below the first msgId of a mock. Real ones have eleven digits.
const firstID = 60_000_000_000

// Outbox keeps messages in the order in which they were made, until they are confirmed. It is safe for concurrent use.
type Outbox struct {
	mu      sync.Mutex
	last    int64      // the number of messages that were made
	waiting []*Message // not confirmed
	past    []Row      // the latest that were confirmed
	added   func()     // is called after a message was added, or nil
}

// Add adds the message about a change of the world, and returns its id.
func (b *Outbox) Add(m orders.Message) (id int64) {
	contents, err := loose.Marshal(m.Contents)
	if err != nil {
		return 0 // a type of package messages always can
	}
	return b.add(&Message{Topic: m.Topic, Member: m.Member, Key: m.Key, Born: m.At, Contents: contents})
}

func (b *Outbox) add(m *Message) int64 {
	b.mu.Lock()
	b.last++
	m.ID = firstID + b.last
	b.waiting = append(b.waiting, m)
	if len(b.waiting) > most {
		b.waiting = slices.Delete(b.waiting, 0, len(b.waiting)-most)
	}
	b.mu.Unlock()
	if b.added != nil {
		b.added()
	}
	return m.ID
}

// text returns the message as it is sent.
func (m *Message) text() jsontext.Value {
	out, _ := loose.Marshal(m.wire()) // contents were JSON
	return out
}

// wire is a message as the platform writes it.
type wire struct {
	ID       int64          `json:"msgId"`
	Topic    string         `json:"type"`
	Member   string         `json:"userInfo"`
	Contents jsontext.Value `json:"data"`
	Born     int64          `json:"gmtBorn"`
	Key      string         `json:"bizKey,omitempty"`

	Group  string `json:"topicGroup,omitempty"`
	Name   string `json:"topicName,omitempty"`
	AppKey string `json:"appKey,omitempty"`
}

func (m *Message) wire() wire {
	return wire{ID: m.ID, Topic: m.Topic, Member: m.Member, Contents: m.Contents, Born: m.Born.UnixMilli(), Key: m.Key}
}

// listed returns the message as the lists of failed messages have it.
func (m *Message) listed(appKey string) wire {
	out := m.wire()
	out.Group, out.Name, _ = strings.Cut(m.Topic, "_")
	out.Key, out.AppKey = "", appKey
	return out
}

// confirm removes messages. It ignores unknown ids, which may have been confirmed earlier.
func (b *Outbox) confirm(ids ...int64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.remove(ids...)
}

// remove is confirm for a caller that has the lock.
func (b *Outbox) remove(ids ...int64) {
	b.waiting = slices.DeleteFunc(b.waiting, func(m *Message) bool {
		if !slices.Contains(ids, m.ID) {
			return false
		}
		b.past = append(b.past, Row{Message: *m, Confirmed: true})
		if len(b.past) > shown {
			b.past = slices.Delete(b.past, 0, 1)
		}
		return true
	})
}

// shown is the number of messages of each kind that people see.
const shown = 100

// Row is a message as people see it.
type Row struct {
	Message
	Confirmed bool `json:"confirmed"`
}

// Rows returns the latest messages, the newest first.
func (b *Outbox) Rows() []Row {
	b.mu.Lock()
	defer b.mu.Unlock()
	out := slices.Clone(b.past)
	for _, m := range b.waiting[max(0, len(b.waiting)-shown):] {
		out = append(out, Row{Message: *m})
	}
	slices.SortFunc(out, func(x, y Row) int { return int(y.ID - x.ID) })
	return append([]Row{}, out[:min(len(out), shown)]...)
}

// State is the messages of a mock, for JSON.
type State struct {
	Made    int64     `json:"made,omitempty"`
	Waiting []Message `json:"waiting,omitempty"`
}

// State returns a copy of the messages that were not confirmed.
func (b *Outbox) State() State {
	b.mu.Lock()
	defer b.mu.Unlock()
	return State{b.last, lists.Map(b.waiting, func(m *Message) Message { return *m })}
}

// Load replaces all messages.
func (b *Outbox) Load(st State) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.last, b.past = st.Made, nil
	b.waiting = lists.Map(st.Waiting, func(m Message) *Message { return &m })
}
