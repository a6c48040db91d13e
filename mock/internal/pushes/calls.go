package pushes

import (
	"fmt"
	"time"

	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/lists"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-json-experiment/json/jsontext"
)

// calls are the operations that fetch messages and confirm them.
var calls = map[string]func(b *Outbox, appKey string, args jsontext.Value) (any, error){
	"push.query.messageList":  (*Outbox).query,
	"push.cursor.messageList": (*Outbox).take,
	"push.message.confirm":    (*Outbox).confirmAll,
}

// Knows reports whether an operation is answered here.
func Knows(api string) bool { return calls[api] != nil }

// Call returns the response to an operation that the package [Knows]. It fails for arguments that cannot be read.
func (b *Outbox) Call(api, appKey string, args jsontext.Value) (jsontext.Value, error) {
	answer, err := calls[api](b, appKey, args)
	if err != nil {
		return nil, err
	}
	return loose.Marshal(answer)
}

// filter chooses messages.
type filter struct {
	from, to      time.Time
	topic, member string
}

// listArguments are the arguments of both lists: query has a page, and take has a quantity.
type listArguments struct {
	From     string `json:"createStartTime"`
	To       string `json:"createEndTime"`
	Topic    string `json:"type"`
	Member   string `json:"userInfo"`
	Page     int64  `json:"page"`
	PageSize int64  `json:"pageSize"`
	Quantity int64  `json:"quantity"`
}

// readList reads the arguments of a list. A time without a value is no bound.
func readList(args jsontext.Value) (in listArguments, f filter, err error) {
	if err = loose.Unmarshal(args, &in); err != nil {
		return in, f, err
	}
	f.topic, f.member = in.Topic, in.Member
	if f.from, err = parseTime(in.From); err == nil {
		f.to, err = parseTime(in.To)
	}
	return in, f, err
}

// parseTime reads a time as the platform writes it, with its milliseconds. Of "" it returns the zero time.
func parseTime(text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	const length = len("20130417000000000+0800")
	if len(text) != length {
		return time.Time{}, fmt.Errorf("a time is written yyyyMMddHHmmssSSSZ, got %q", text[:min(len(text), length)])
	}
	return time.Parse("20060102150405.000-0700", text[:14]+"."+text[14:])
}

func (f *filter) takes(m *Message) bool {
	return (f.topic == "" || m.Topic == f.topic) && (f.member == "" || m.Member == f.member) &&
		!m.Born.Before(f.from) && (f.to.IsZero() || m.Born.Before(f.to))
}

// matching returns the messages that a filter takes. The caller has the lock.
func (b *Outbox) matching(f filter) []*Message {
	return lists.Select(b.waiting, f.takes)
}

// sizeOf returns how many messages a list may have, as the document bounds it. Without a number it has the fewest.
func sizeOf(asked int64) int64 {
	const least, most = 20, 200
	return min(max(asked, least), most)
}

// list is a list of messages, which is written also when it is empty.
type list []wire

func listOf(messages []*Message, appKey string) list {
	return append(list{}, lists.Map(messages, func(m *Message) wire { return m.listed(appKey) })...)
}

func (b *Outbox) query(appKey string, args jsontext.Value) (any, error) {
	in, f, err := readList(args)
	if err != nil {
		return nil, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	all, size := b.matching(f), sizeOf(in.PageSize)
	total := int64(len(all))
	from := min(total, min(max(in.Page, 1)-1, total)*size) // a page number has no bound
	return map[string]any{"pushMessagePage": map[string]any{
		"datas": listOf(all[from:min(total, from+size)], appKey), "totalCount": total}}, nil
}

// take returns messages and confirms them.
func (b *Outbox) take(appKey string, args jsontext.Value) (any, error) {
	in, f, err := readList(args)
	if err != nil {
		return nil, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	taken := b.matching(f)
	taken = taken[:min(int64(len(taken)), sizeOf(in.Quantity))]
	b.remove(lists.Map(taken, func(m *Message) int64 { return m.ID })...)
	return map[string]any{"pushMessageList": listOf(taken, appKey)}, nil
}

func (b *Outbox) confirmAll(_ string, args jsontext.Value) (any, error) {
	var req platform.PushMessageConfirmRequest
	if err := loose.Unmarshal(args, &req); err != nil {
		return nil, err
	}
	b.confirm(req.MsgIDList...)
	return map[string]bool{"isSuccess": true}, nil
}
