package pushes_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock/internal/pushes"
	"github.com/go-ali1688/ali1688/mock/orders"
	"github.com/go-ali1688/ali1688/push"
)

const (
	topicPay  = push.TopicOrderBatchPay
	topicMake = push.TopicOrderBuyerViewBuyerMake
	first     = int64(60_000_000_001) // the msgId of the first message of a mock
)

// born is when the messages of these tests are made.
var born = time.UnixMilli(1723167864904).UTC()

// paid returns a message about an order.
func paid(order string) orders.Message {
	return orders.Message{Topic: topicPay, Member: "b2b-1", Key: "k" + order, At: born,
		Contents: map[string]string{"orderId": order}}
}

// idsOf returns the ids of messages, counted from the first of a mock.
func idsOf(list []pushes.Message) []int64 {
	out := []int64{}
	for _, m := range list {
		out = append(out, m.ID-first+1)
	}
	return out
}

// confirm confirms messages by the operation for it.
func confirm(t *testing.T, b *pushes.Outbox, ids ...int64) {
	t.Helper()
	list, err := json.Marshal(ids)
	require.NoError(t, err)
	answer, err := b.Call("push.message.confirm", "1", jsontext.Value(`{"msgIdList":`+string(list)+`}`))
	require.NoError(t, err)
	assert.Equal(t, `{"isSuccess":true}`, string(answer))
}

// TestAdd keeps messages in their order, with ids that go on.
func TestAdd(t *testing.T) {
	b := new(pushes.Outbox)
	assert.Equal(t, pushes.State{}, b.State())
	assert.Equal(t, first, b.Add(paid("7")))
	assert.Equal(t, first+1, b.Add(orders.Message{Topic: topicMake, At: born.Add(time.Second), Contents: struct{}{}}))
	assert.Equal(t, pushes.State{Made: 2, Waiting: []pushes.Message{
		{ID: first, Topic: topicPay, Member: "b2b-1", Key: "k7", Born: born,
			Contents: jsontext.Value(`{"orderId":"7"}`)},
		{ID: first + 1, Topic: topicMake, Born: born.Add(time.Second), Contents: jsontext.Value(`{}`)},
	}}, b.State())
	assert.Zero(t, b.Add(orders.Message{Topic: topicPay, Contents: func() {}}), "contents that are not JSON")
	assert.EqualValues(t, 2, b.State().Made)
	confirm(t, b, first)
	assert.Equal(t, first+2, b.Add(paid("8")), "the id of a confirmed message is not used again")
}

// TestConfirm removes what it names, in any order and number.
func TestConfirm(t *testing.T) {
	for _, tt := range []struct {
		name string
		ids  []int64
		left []int64
	}{
		{"none", nil, []int64{1, 2, 3}},
		{"one", []int64{first + 1}, []int64{1, 3}},
		{"several", []int64{first + 2, first}, []int64{2}},
		{"all", []int64{first, first + 1, first + 2}, []int64{}},
		{"one twice", []int64{first, first}, []int64{2, 3}},
		{"unknown ones", []int64{0, -1, first + 3, 1}, []int64{1, 2, 3}},
	} {
		b := new(pushes.Outbox)
		for range 3 {
			b.Add(paid("7"))
		}
		confirm(t, b, tt.ids...)
		confirm(t, b, tt.ids...)
		assert.Equal(t, tt.left, idsOf(b.State().Waiting), tt.name)
	}
}

// TestOldestAreForgotten makes more messages than are kept.
func TestOldestAreForgotten(t *testing.T) {
	b := new(pushes.Outbox)
	for range 10_000 {
		b.Add(paid("7"))
	}
	require.Len(t, b.State().Waiting, 10_000)
	assert.Equal(t, first, b.State().Waiting[0].ID)
	b.Add(paid("8"))
	b.Add(paid("9"))
	waiting := b.State().Waiting
	require.Len(t, waiting, 10_000)
	assert.Equal(t, []int64{first + 2, first + 10_001}, []int64{waiting[0].ID, waiting[9_999].ID})
	assert.Equal(t, `{"orderId":"9"}`, string(waiting[9_999].Contents))
}

// TestRows shows the latest messages, the newest first, whether they were confirmed or not.
func TestRows(t *testing.T) {
	rows := func(b *pushes.Outbox) string {
		var out []string
		for _, r := range b.Rows() {
			out = append(out, fmt.Sprintf("%d%s", r.ID-first+1, map[bool]string{true: "+"}[r.Confirmed]))
		}
		return strings.Join(out, " ")
	}
	b := new(pushes.Outbox)
	assert.Equal(t, []pushes.Row{}, b.Rows())
	for range 4 {
		b.Add(paid("7"))
	}
	confirm(t, b, first, first+2)
	assert.Equal(t, "4 3+ 2 1+", rows(b))
	assert.Equal(t, pushes.Row{Confirmed: true, Message: pushes.Message{ID: first + 2, Topic: topicPay, Member: "b2b-1",
		Key: "k7", Born: born, Contents: jsontext.Value(`{"orderId":"7"}`)}}, b.Rows()[1])
	for range 99 {
		b.Add(paid("7"))
	}
	got := rows(b)
	assert.True(t, strings.HasPrefix(got, "103 102 ") && strings.HasSuffix(got, " 6 5 4"), got)
	assert.Len(t, b.Rows(), 100)
	for id := first + 3; id <= first+102; id++ {
		confirm(t, b, id)
	}
	assert.True(t, strings.HasPrefix(rows(b), "103+ 102+ ") && strings.HasSuffix(rows(b), " 5+ 4+"),
		"of the confirmed ones the latest: %s", rows(b))
	b.Add(paid("7"))
	assert.True(t, strings.HasPrefix(rows(b), "104 103+ ") && strings.HasSuffix(rows(b), " 6+ 5+"), rows(b))
}

// TestState copies the messages, also by JSON, and forgets all others.
func TestState(t *testing.T) {
	b := new(pushes.Outbox)
	for range 3 {
		b.Add(paid("7"))
	}
	confirm(t, b, first+1)
	text, err := json.Marshal(b.State())
	require.NoError(t, err)
	assert.Equal(t, `{"made":3,"waiting":[{"id":"60000000001","topic":"ORDER_BATCH_PAY","member":"b2b-1","key":"k7",`+
		`"born":"2024-08-09T01:44:24.904Z","contents":{"orderId":"7"}},{"id":"60000000003",`+
		`"topic":"ORDER_BATCH_PAY","member":"b2b-1","key":"k7","born":"2024-08-09T01:44:24.904Z",`+
		`"contents":{"orderId":"7"}}]}`, string(text))
	var st pushes.State
	require.NoError(t, json.Unmarshal(text, &st))
	other := new(pushes.Outbox)
	other.Add(paid("1"))
	confirm(t, other, first)
	other.Add(paid("2"))
	other.Load(st)
	assert.Equal(t, b.State(), other.State())
	assert.Len(t, other.Rows(), 2, "the confirmed one is forgotten, too")
	assert.Equal(t, first+3, other.Add(paid("8")))
	st.Waiting[0].Topic = "CHANGED"
	assert.Equal(t, topicPay, other.State().Waiting[0].Topic, "the state of the caller is not kept")
	other.Load(pushes.State{})
	assert.Equal(t, pushes.State{}, other.State())
	text, err = json.Marshal(other.State())
	require.NoError(t, err)
	assert.Equal(t, `{}`, string(text))
}
