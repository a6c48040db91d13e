package push

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/internal/phpjson"
	"github.com/go-ali1688/ali1688/loose"
)

// Message is a message of the platform.
type Message struct {
	ID       string         // by which a repetition is told
	Topic    string         // one of the Topic constants, or another
	UserInfo string         // the member id of the account that it is about; personal data, and possibly empty
	Born     time.Time      // when it was made, zero if it does not say
	Key      string         // of the thing that it is about (bizKey), or ""
	Contents jsontext.Value // an object in the shape of the topic
	Unread   loose.Unread   // the members of Contents that do not fit their types, which are zero there
	Raw      jsontext.Value // the whole message as it came
}

// String returns the topic and the id. It does not show the contents, which are personal data.
func (m *Message) String() string { return m.Topic + " " + m.ID }

// ErrNotMessage is returned for a text that is not a message: not JSON, or without an id, a topic or contents.
var ErrNotMessage = errors.New("push: not a message of the platform")

// maxID is the longest id that is accepted. Real ones have 11 digits.
const maxID = 64

// Parse reads a message. Contents that are JSON within a text are taken out of it.
func Parse(text []byte) (*Message, error) {
	var sent struct {
		ID       loose.ID       `json:"msgId"`
		Type     string         `json:"type"`
		UserInfo loose.ID       `json:"userInfo"`
		Born     loose.Int      `json:"gmtBorn"`
		Key      loose.ID       `json:"bizKey"`
		Data     jsontext.Value `json:"data"`
	}
	if err := loose.Unmarshal(text, &sent); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNotMessage, err)
	}
	m := &Message{
		ID: sent.ID.String(), Topic: sent.Type, UserInfo: sent.UserInfo.String(), Key: sent.Key.String(),
		Contents: object(sent.Data), Raw: text,
	}
	if born, ok := sent.Born.Int64(); ok && born > 0 {
		m.Born = time.UnixMilli(born)
	}
	switch {
	case m.ID == "" || len(m.ID) > maxID:
		return nil, fmt.Errorf("%w: it has no msgId", ErrNotMessage)
	case m.Topic == "":
		return nil, fmt.Errorf("%w: it has no type", ErrNotMessage)
	case m.Contents == nil:
		return nil, fmt.Errorf("%w: its data is not an object", ErrNotMessage)
	}
	return m, nil
}

// object returns an object, also one that is JSON within a text, or nil for anything else. Its texts may be
// cut in the middle of a character.
func object(data jsontext.Value) jsontext.Value {
	data = jsontext.Value(phpjson.Member{Value: data}.Text())
	if data.Kind() != '{' || !data.IsValid(loose.Options()) {
		return nil
	}
	return data
}

// bind decodes the contents of a message for its function, or returns the function for others.
func bind[T any](
	ctx context.Context, c *Callbacks, m *Message, f func(context.Context, *Message, *T) error,
) (func(context.Context) error, error) {
	if f == nil {
		return c.other(m), nil
	}
	contents := new(T)
	unread, err := loose.Decoder{}.Decode(ctx, m.Contents, contents)
	if err != nil {
		return nil, fmt.Errorf("%w: the contents of %s: %w", ErrNotMessage, m, err)
	}
	m.Unread = unread
	return func(ctx context.Context) error { return f(ctx, m, contents) }, nil
}

func (c *Callbacks) other(m *Message) func(context.Context) error {
	if c.Other == nil {
		return func(context.Context) error { return nil }
	}
	return func(ctx context.Context) error { return c.Other(ctx, m) }
}
