package pushes_test

import (
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock/internal/pushes"
	"github.com/go-ali1688/ali1688/mock/orders"
)

const (
	query  = "push.query.messageList"
	cursor = "push.cursor.messageList"
)

// listed is what both lists have in common.
type listed struct {
	ids   []int64
	total int64
}

// list calls an operation that lists messages.
func list(t *testing.T, b *pushes.Outbox, api, args string) listed {
	t.Helper()
	type row struct {
		ID int64 `json:"msgId"`
	}
	var body struct {
		List []row `json:"pushMessageList"`
		Page struct {
			Rows  []row `json:"datas"`
			Total int64 `json:"totalCount"`
		} `json:"pushMessagePage"`
	}
	answer, err := b.Call(api, "1", jsontext.Value(args))
	require.NoError(t, err, args)
	require.NoError(t, json.Unmarshal(answer, &body))
	out := listed{total: body.Page.Total}
	for _, r := range append(body.List, body.Page.Rows...) {
		out.ids = append(out.ids, r.ID-first+1)
	}
	return out
}

// seconds returns an outbox of messages that are made one a second, of two topics and three members in turn.
func seconds(n int) *pushes.Outbox {
	b := new(pushes.Outbox)
	for i := range n {
		b.Add(orders.Message{Topic: []string{topicPay, topicMake}[i%2], Member: []string{"", "b2b-1", "b2b-2"}[i%3],
			At: born.Add(time.Duration(i) * time.Second), Contents: struct{}{}})
	}
	return b
}

// span returns the numbers from one to another.
func span(from, to int64) (out []int64) {
	for n := from; n <= to; n++ {
		out = append(out, n)
	}
	return out
}

func TestKnows(t *testing.T) {
	for api, want := range map[string]bool{
		query: true, cursor: true, "push.message.confirm": true, "push.query": false, "alibaba.trade.cancel": false,
		"": false,
	} {
		assert.Equal(t, want, pushes.Knows(api), api)
	}
}

// TestListedMessages wants the members of a message in the lists, which are not those of a message that is sent.
func TestListedMessages(t *testing.T) {
	b := new(pushes.Outbox)
	b.Add(paid("7"))
	b.Add(orders.Message{Topic: "ALONE", At: born, Contents: struct{}{}})
	const rows = `[{"msgId":60000000001,"type":"ORDER_BATCH_PAY","userInfo":"b2b-1","data":{"orderId":"7"},` +
		`"gmtBorn":1723167864904,"topicGroup":"ORDER","topicName":"BATCH_PAY","appKey":"1000000"},` +
		`{"msgId":60000000002,"type":"ALONE","userInfo":"","data":{},"gmtBorn":1723167864904,"topicGroup":"ALONE",` +
		`"appKey":"1000000"}]`
	for _, tt := range []struct{ api, want string }{
		{query, `{"pushMessagePage":{"datas":` + rows + `,"totalCount":2}}`},
		{cursor, `{"pushMessageList":` + rows + `}`},
		{query, `{"pushMessagePage":{"datas":[],"totalCount":0}}`}, // the cursor took them
		{cursor, `{"pushMessageList":[]}`},
	} {
		answer, err := b.Call(tt.api, "1000000", jsontext.Value(`{}`))
		require.NoError(t, err)
		assert.Equal(t, tt.want, string(answer))
	}
}

// TestPages reads a page of 250 messages and leaves all of them.
func TestPages(t *testing.T) {
	b := seconds(250)
	for _, tt := range []struct {
		name, args string
		want       []int64
	}{
		{"by default", `{}`, span(1, 20)},
		{"the second page", `{"page":2}`, span(21, 40)},
		{"the last page", `{"page":13}`, span(241, 250)},
		{"after the last page", `{"page":14}`, nil},
		{"a page without a bound", `{"page":9223372036854775807,"pageSize":200}`, nil},
		{"page zero", `{"page":0}`, span(1, 20)},
		{"a negative page", `{"page":-3}`, span(1, 20)},
		{"a size", `{"pageSize":30,"page":2}`, span(31, 60)},
		{"a size too small", `{"pageSize":19}`, span(1, 20)},
		{"a negative size", `{"pageSize":-1}`, span(1, 20)},
		{"the largest size", `{"pageSize":200}`, span(1, 200)},
		{"a size too large", `{"pageSize":201}`, span(1, 200)},
	} {
		assert.Equal(t, listed{tt.want, 250}, list(t, b, query, tt.args), tt.name)
	}
	assert.Len(t, b.State().Waiting, 250)
}

// TestFilters chooses among six messages by both lists: by the time, from the first to before the second one, by the
// topic and by the member.
func TestFilters(t *testing.T) {
	const at = "20240809094424904+0800" // when the first was made
	for _, tt := range []struct {
		name, args string
		want       []int64
	}{
		{"none", `{}`, span(1, 6)},
		{"a topic", `{"type":"ORDER_BATCH_PAY"}`, []int64{1, 3, 5}},
		{"another topic", `{"type":"ORDER_BATCH"}`, nil},
		{"a member", `{"userInfo":"b2b-2"}`, []int64{3, 6}},
		{"a topic and a member", `{"type":"ORDER_BATCH_PAY","userInfo":"b2b-2"}`, []int64{3}},
		{"empty ones", `{"type":"","userInfo":"","createStartTime":"","createEndTime":""}`, span(1, 6)},
		{"from the first", `{"createStartTime":"` + at + `"}`, span(1, 6)},
		{"a millisecond after it", `{"createStartTime":"20240809094424905+0800"}`, span(2, 6)},
		{"before the first", `{"createEndTime":"` + at + `"}`, nil},
		{"a millisecond later", `{"createEndTime":"20240809094424905+0800"}`, []int64{1}},
		{"between", `{"createStartTime":"20240809094425904+0800","createEndTime":"20240809094427904+0800"}`, []int64{2, 3}},
		{"another zone", `{"createStartTime":"20240809014427904+0000"}`, span(4, 6)},
		{"the wrong way round", `{"createStartTime":"20250101000000000+0800","createEndTime":"` + at + `"}`, nil},
	} {
		assert.Equal(t, listed{tt.want, int64(len(tt.want))}, list(t, seconds(6), query, tt.args), tt.name)
		assert.Equal(t, listed{ids: tt.want}, list(t, seconds(6), cursor, tt.args), tt.name)
	}
}

// TestCursor takes messages away: those that it returns, and no others.
func TestCursor(t *testing.T) {
	b := seconds(250)
	for _, tt := range []struct {
		name, args string
		want       []int64
		left       int
	}{
		{"by default", `{}`, span(1, 20), 230},
		{"a number", `{"quantity":25}`, span(21, 45), 205},
		{"a number too small", `{"quantity":1}`, span(46, 65), 185},
		{"of a topic", `{"quantity":20,"type":"ORDER_BUYER_VIEW_BUYER_MAKE"}`,
			[]int64{66, 68, 70, 72, 74, 76, 78, 80, 82, 84, 86, 88, 90, 92, 94, 96, 98, 100, 102, 104}, 165},
		{"a number too large", `{"quantity":1000,"type":"NONE"}`, nil, 165},
		{"all", `{"quantity":200}`, append(oddFrom(67, 105), span(106, 250)...), 0},
		{"none", `{}`, nil, 0},
	} {
		assert.Equal(t, listed{ids: tt.want}, list(t, b, cursor, tt.args), tt.name)
		assert.Len(t, b.State().Waiting, tt.left, tt.name)
	}
	assert.True(t, b.Rows()[0].Confirmed)
	b = seconds(250)
	assert.Equal(t, listed{ids: span(1, 200)}, list(t, b, cursor, `{"quantity":201}`), "the largest number")
}

func oddFrom(from, to int64) (out []int64) {
	for n := from; n <= to; n += 2 {
		out = append(out, n)
	}
	return out
}

// TestUnreadable refuses arguments, and does nothing.
func TestUnreadable(t *testing.T) {
	for _, tt := range []struct{ api, args, want string }{
		{query, `[]`, "loose: want pushes.listArguments, got an array"},
		{cursor, `"x"`, "loose: want pushes.listArguments, got a string"},
		{"push.message.confirm", `[1]`, "loose: want platform.PushMessageConfirmRequest, got an array"},
		{query, `{"createStartTime":"2024-08-09"}`, `a time is written yyyyMMddHHmmssSSSZ, got "2024-08-09"`},
		{query, `{"createEndTime":"20240809094424+0800"}`, `a time is written yyyyMMddHHmmssSSSZ, got "20240809094424+0800"`},
		{cursor, `{"createEndTime":"` + strings.Repeat("2", 100) + `"}`,
			`a time is written yyyyMMddHHmmssSSSZ, got "` + strings.Repeat("2", 22) + `"`},
		{cursor, `{"createStartTime":"20241309094424904+0800"}`, "month out of range"},
		{query, `{"createStartTime":"20240809094424904 0800"}`, "cannot parse"},
	} {
		b := seconds(3)
		answer, err := b.Call(tt.api, "1", jsontext.Value(tt.args))
		require.ErrorContains(t, err, tt.want, tt.args)
		assert.Nil(t, answer, tt.args)
		assert.Len(t, b.State().Waiting, 3, tt.args)
	}
}

// TestConfirmNothing confirms no message if the list of them is missing or empty.
func TestConfirmNothing(t *testing.T) {
	for _, args := range []string{`{}`, `{"msgIdList":[]}`, `{"msgIdList":null}`} {
		b := seconds(3)
		answer, err := b.Call("push.message.confirm", "1", jsontext.Value(args))
		require.NoError(t, err, args)
		assert.Equal(t, `{"isSuccess":true}`, string(answer))
		assert.Equal(t, span(1, 3), idsOf(b.State().Waiting), args)
	}
}
