package push

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/generated/messages"
	"github.com/go-ali1688/ali1688/loose"
)

const (
	appKey = "1000000"
	secret = "the-secret-of-the-app"
)

// born is when the messages of these tests were made, and now a moment later.
var born = time.UnixMilli(1723167864904)

// receiverOf returns a receiver in whose time the messages of these tests are new.
func receiverOf(t *testing.T, c Config) *Receiver {
	t.Helper()
	c.AppKey, c.Secret = appKey, secret
	r, err := New(c)
	require.NoError(t, err)
	r.now = func() time.Time { return born.Add(time.Second) }
	return r
}

func messageText(id int, topic, contents string) []byte {
	return []byte(
		`{"msgId":` + strconv.Itoa(id) + `,"type":"` + topic + `","userInfo":"b2b-1","gmtBorn":1723167864904,"data":` +
			contents + `}`,
	)
}

const order = `{"orderId":2237938826932135493,"currentStatus":"waitsellersend","msgSendTime":"2024-08-09 09:44:24"}`

func post(t *testing.T, h http.Handler, body string) *httptest.ResponseRecorder {
	t.Helper()
	request := httptest.NewRequest(http.MethodPost, "/push", strings.NewReader(body))
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, request)
	return w
}

// TestSamples sends the sample of every topic's page through the handler into the type of the topic. The sample of the
// agent is repaired, see evidence/openplatform/sources.tsv; three have words in place of a value.
func TestSamples(t *testing.T) {
	words := map[string]func(any) string{
		TopicProductRelationViewProductChange: func(v any) string { return string(v.(*messages.PushProductChange).Action) },
		TopicSytAddContractContent: func(v any) string {
			return string(v.(*messages.PushContractEvidence).SubmitterRole)
		},
		TopicSytRefundFinishNotice: func(v any) string {
			return string(v.(*messages.PushContractRefund).RefundStatus)
		},
	}
	decoded := 0
	for i, topic := range Topics() {
		t.Run(topic, func(t *testing.T) {
			sample, err := os.ReadFile(filepath.Join("../evidence/openplatform/messages", topic+".json"))
			require.NoError(t, err)
			var got any
			r := receiverOf(t, Config{Callbacks: all(func(m *Message, contents any) {
				got = contents
				assert.Equal(t, topic, m.Topic)
				assert.Empty(t, m.Unread)
			})})
			w := post(t, r, Form(messageText(i+1, topic, string(sample)), secret).Encode())
			require.Equal(t, http.StatusOK, w.Code, w.Body.String())
			again, err := loose.Marshal(got)
			require.NoError(t, err)
			assert.JSONEq(t, string(sample), string(again))
			if words[topic] != nil {
				assert.Regexp(t, `[:/]`, words[topic](got))
			}
			decoded++
		})
	}
	assert.Equal(t, 39, decoded)
}

// TestRealMessages has the contents as they came by HTTP, by WebSocket, and as a public client reads them.
func TestRealMessages(t *testing.T) {
	const stock = `{"OfferInventoryChangeList":[{"offerOnSale":225936008,"quantity":-2,"offerId":42872301173,"skuOnSale":56999118,` +
		`"skuId":3881120556878},{"offerOnSale":225936008,"quantity":-1,"offerId":42872301173,"skuOnSale":502732,"skuId":78376823121}]}`
	quoted, err := json.Marshal(order)
	require.NoError(t, err)
	cases := []struct {
		name, topic, contents string
		want                  func(any) string
		text                  string
	}{
		{"an order", TopicOrderBuyerViewOrderPay, order,
			func(v any) string { return v.(*messages.PushOrder).OrderID.String() }, "2237938826932135493"},
		{"contents in a text", TopicOrderBuyerViewOrderPay, string(quoted),
			func(v any) string { return v.(*messages.PushOrder).OrderID.String() }, "2237938826932135493"},
		{"a text cut in an emoji", TopicOrderBuyerViewOrderPay, `{"orderId":5,"note":"\ud83d"}`,
			func(v any) string { return v.(*messages.PushOrder).OrderID.String() }, "5"},
		{"a text cut in an emoji, in a text", TopicOrderBuyerViewOrderPay, `"{\"orderId\":5,\"note\":\"\ud83d\"}"`,
			func(v any) string { return v.(*messages.PushOrder).OrderID.String() }, "5"},
		{"stock", TopicProductProductInventoryChange, stock,
			func(v any) string { return v.(*messages.PushInventory).OfferInventoryChangeList[1].SKUID.String() }, "78376823121"},
		{"an id as a text", TopicOrderBuyerViewOrderPay, `{"orderId":"167539019420540000"}`,
			func(v any) string { return v.(*messages.PushOrder).OrderID.String() }, "167539019420540000"},
		{"one object for a list", TopicOrderBatchPay, `{"batchPay":{"orderId":"5","status":"successed"}}`,
			func(v any) string { return string(v.(*messages.PushBatchPay).BatchPay[0].Status) }, "successed"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var got string
			r := receiverOf(t, Config{Callbacks: all(func(_ *Message, contents any) { got = c.want(contents) })})
			require.NoError(t, r.Receive(t.Context(), messageText(1, c.topic, c.contents)))
			assert.Equal(t, c.text, got)
		})
	}
}

// TestRefused posts what the platform did not send, or not so. Nothing of it reaches a callback.
func TestRefused(t *testing.T) {
	good := messageText(1, TopicOrderBuyerViewOrderPay, order)
	form := Form(good, secret)
	forged := func(key, value string) string {
		f := url.Values{"message": form["message"], "_aop_signature": form["_aop_signature"]}
		f.Set(key, value)
		return f.Encode()
	}
	old := strings.Replace(string(good), "1723167864904", "1600000000000", 1)
	cases := []struct {
		name, body string
		status     int
		err        error
	}{
		{"forged", forged("message", strings.Replace(string(good), "waitsellersend", "success", 1)), 401, ErrForged},
		{"another signature", forged("_aop_signature", strings.Repeat("0", 40)), 401, ErrForged},
		{"signed with the key", Form(good, appKey).Encode(), 401, ErrSignedWithKey},
		{"signed with another secret", Form(good, "another").Encode(), 401, ErrForged},
		{"unsigned", url.Values{"message": form["message"]}.Encode(), 400, ErrUnsigned},
		{"signed twice", form.Encode() + "&_aop_signature=" + strings.Repeat("0", 40), 400, ErrUnsigned},
		{"two messages", form.Encode() + "&message=%7B%7D", 400, ErrUnsigned},
		{"truncated", form.Encode()[:len(form.Encode())-len("%7D")], 401, ErrForged},
		{"truncated in an escape", form.Encode()[:strings.LastIndex(form.Encode(), "%")+2], 400, ErrUnsigned},
		{"empty", "", 400, ErrUnsigned},
		{"JSON", string(good), 400, ErrUnsigned},
		{"too large", form.Encode() + strings.Repeat("&a=b", 1<<10), 413, nil},
		{"a replay of last year", Form([]byte(old), secret).Encode(), 403, ErrTooOld},
		{"not JSON", Form([]byte("x"), secret).Encode(), 400, ErrNotMessage},
		{"without an id", Form([]byte(`{"type":"X","data":{}}`), secret).Encode(), 400, ErrNotMessage},
		{"a long id", Form([]byte(`{"msgId":"`+strings.Repeat("1", 65)+`","type":"X","data":{}}`), secret).Encode(), 400,
			ErrNotMessage},
		{"without a topic", Form([]byte(`{"msgId":1,"data":{}}`), secret).Encode(), 400, ErrNotMessage},
		{"without contents", Form([]byte(`{"msgId":1,"type":"X"}`), secret).Encode(), 400, ErrNotMessage},
		{"contents that are a list", Form(messageText(1, "X", "[]"), secret).Encode(), 400, ErrNotMessage},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var reported error
			calls := 0
			r := receiverOf(t, Config{MaxBytes: 2 << 10, Callbacks: all(func(*Message, any) { calls++ }),
				OnError: func(_ context.Context, _ *Message, err error) { reported = err }})
			w := post(t, r, c.body)
			assert.Equal(t, c.status, w.Code)
			assert.Zero(t, calls)
			require.Error(t, reported)
			if c.err != nil {
				require.ErrorIs(t, reported, c.err)
			}
			for _, text := range []string{w.Body.String(), reported.Error()} {
				assert.NotContains(t, text, secret)
				assert.NotContains(t, text, form.Get("_aop_signature"))
			}
		})
	}
	assert.ErrorIs(t, ErrSignedWithKey, ErrForged)
}

func TestMethod(t *testing.T) {
	w := httptest.NewRecorder()
	receiverOf(t, Config{}).ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/", nil))
	assert.Equal(t, http.StatusMethodNotAllowed, w.Code)
	assert.Equal(t, http.MethodPost, w.Header().Get("Allow"))
}

func TestNewRefuses(t *testing.T) {
	for name, c := range map[string]Config{
		"no secret": {AppKey: appKey}, "the key for the secret": {AppKey: appKey, Secret: appKey},
		"a negative lease": {Secret: secret, Lease: -1}, "a negative memory": {Secret: secret, Keep: -1},
		"a negative size": {Secret: secret, MaxBytes: -1},
	} {
		_, err := New(c)
		assert.Error(t, err, name)
	}
}

// TestOther hands on topics without a function: unknown ones, and those that nobody asked for.
func TestOther(t *testing.T) {
	var got []string
	r := receiverOf(t, Config{Callbacks: Callbacks{
		Other: func(_ context.Context, m *Message) error {
			got = append(got, m.String()+" "+string(m.Contents))
			return nil
		}}})
	require.NoError(t, r.Receive(t.Context(), messageText(1, "CAIGOU_MSG", `{"buyOfferId":123}`)))
	require.NoError(t, r.Receive(t.Context(), messageText(2, TopicOrderBatchPay, `{"batchPay":[]}`)))
	assert.Equal(t, []string{`CAIGOU_MSG 1 {"buyOfferId":123}`, `ORDER_BATCH_PAY 2 {"batchPay":[]}`}, got)
	assert.NoError(t, receiverOf(t, Config{}).Receive(t.Context(), messageText(1, "CAIGOU_MSG", `{}`)), "nobody asked")
}

// TestWrongKinds hands on contents with a member of an unexpected kind, and names it.
func TestWrongKinds(t *testing.T) {
	var got *Message
	r := receiverOf(t, Config{Callbacks: all(func(m *Message, _ any) { got = m })})
	require.NoError(
		t,
		r.Receive(t.Context(), messageText(1, TopicOrderBuyerViewOrderPay, `{"orderId":1,"currentStatus":{}}`)),
	)
	require.Len(t, got.Unread, 1)
	assert.NotContains(t, got.String(), "b2b-1", "printing shows nobody")
}
