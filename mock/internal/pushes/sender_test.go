package pushes_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock/internal/pushes"
	"github.com/go-ali1688/ali1688/push"
)

const (
	appKey  = "1000000"
	secret  = "the-secret-of-the-app"
	address = "http://app.test/1688?shop=1"
)

// receiver is an application that answers with the statuses in turn, and then with 200. A status of 0 is a lost
// connection.
type receiver struct {
	statuses []int
	slow     time.Duration // before it answers
	start    time.Time

	mu    sync.Mutex
	notes []string // the second and the number of each message that arrived
	forms []url.Values
}

func (r *receiver) RoundTrip(request *http.Request) (*http.Response, error) {
	body, err := io.ReadAll(request.Body)
	if err != nil {
		return nil, err
	}
	r.note(string(body))
	select {
	case <-time.After(r.slow):
	case <-request.Context().Done():
		return nil, request.Context().Err()
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	status := http.StatusOK
	if len(r.statuses) > 0 {
		status, r.statuses = r.statuses[0], r.statuses[1:]
	}
	if status == 0 {
		return nil, errors.New("connection lost")
	}
	return &http.Response{StatusCode: status, Body: io.NopCloser(strings.NewReader("SUCCESS")), Request: request}, nil
}

func (r *receiver) note(body string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	form, err := url.ParseQuery(body)
	if err != nil {
		form = url.Values{"unread": {body}}
	}
	r.forms = append(r.forms, form)
	name := "?"
	if m, err := push.Parse([]byte(form.Get("message"))); err == nil {
		name = strings.TrimLeft(strings.TrimPrefix(m.ID, "6"), "0")
	}
	r.notes = append(r.notes, fmt.Sprintf("%v:%s", time.Since(r.start), name))
}

// arrived returns what arrived: the time since the beginning and the number of each message.
func (r *receiver) arrived() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return strings.Join(r.notes, " ")
}

// sending returns a sender that posts to a receiver, in a bubble of synctest.
func sending(t *testing.T, r *receiver, o pushes.Options) *pushes.Sender {
	t.Helper()
	r.start = time.Now()
	o.AppKey, o.Secret, o.URL, o.Client = appKey, secret, address, &http.Client{Transport: r}
	o.Now = func() time.Time { return born }
	s := pushes.New(o)
	t.Cleanup(s.Close)
	return s
}

// settled waits until nothing is left to send.
func settled(t *testing.T, s *pushes.Sender) {
	t.Helper()
	require.NoError(t, s.Settled(t.Context()))
}

// TestPost wants the whole request with a message.
func TestPost(t *testing.T) {
	got := make(chan string, 1)
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		got <- strings.Join([]string{r.Method, r.URL.String(), r.Header.Get("Content-Type"), r.Header.Get("X-Ali1688-Mock"),
			string(body)}, " ")
	}))
	defer server.Close()
	s := pushes.New(pushes.Options{AppKey: appKey, Secret: secret, URL: server.URL + "/1688?shop=1"})
	defer s.Close()
	assert.Equal(t, 30*time.Second, s.Client.Timeout, "of the client that nobody chose")
	s.Add(paid("7"))
	const text = `{"msgId":60000000001,"type":"ORDER_BATCH_PAY","userInfo":"b2b-1","data":{"orderId":"7"},` +
		`"gmtBorn":1723167864904,"bizKey":"k7"}`
	want := push.Form([]byte(text), secret).Encode()
	assert.Equal(t, "POST /1688?shop=1 application/x-www-form-urlencoded 1 "+want, <-got)
	settled(t, s)
	assert.Empty(t, s.State().Waiting)
}

// TestAttempts sends messages until they are confirmed or were sent as often as they are sent.
func TestAttempts(t *testing.T) {
	const second = time.Second
	for _, tt := range []struct {
		name     string
		options  pushes.Options
		statuses []int
		messages int
		want     string
		left     []int64
	}{
		{"confirmed at once", pushes.Options{}, nil, 3, "0s:1 0s:2 0s:3", []int64{}},
		{"by default", pushes.Options{}, []int{500, 500, 500, 500}, 1, "0s:1 5s:1 10s:1", []int64{1}},
		{"confirmed at last", pushes.Options{}, []int{500, 500}, 1, "0s:1 5s:1 10s:1", []int64{}},
		{"once", pushes.Options{Attempts: 1}, []int{500}, 2, "0s:1 0s:2", []int64{1}},
		{"five times", pushes.Options{Attempts: 5, Retry: second}, []int{500, 500, 500, 500, 500}, 1,
			"0s:1 1s:1 2s:1 3s:1 4s:1", []int64{1}},
		{"another success", pushes.Options{Attempts: 1}, []int{201}, 1, "0s:1", []int64{1}},
		{"no content", pushes.Options{Attempts: 1}, []int{204}, 1, "0s:1", []int64{1}},
		{"refused", pushes.Options{Retry: second}, []int{400}, 1, "0s:1 1s:1", []int64{}},
		{"a lost connection", pushes.Options{Retry: second}, []int{0}, 1, "0s:1 1s:1", []int64{}},
		{"a later message meanwhile", pushes.Options{Retry: second}, []int{500}, 3, "0s:1 0s:2 0s:3 1s:1", []int64{}},
		{"each by itself", pushes.Options{Retry: second}, []int{500, 200, 500, 500}, 3,
			"0s:1 0s:2 0s:3 1s:1 1s:3 2s:1", []int64{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r := &receiver{statuses: tt.statuses}
				s := sending(t, r, tt.options)
				for range tt.messages {
					s.Add(paid("7"))
				}
				settled(t, s)
				time.Sleep(time.Hour)
				assert.Equal(t, tt.want, r.arrived())
				assert.Equal(t, tt.left, idsOf(s.State().Waiting))
			})
		})
	}
}

// TestSlowReceiver adds messages while another one is sent: they follow in their order. A receiver that does not answer
// within 30 seconds has not confirmed.
func TestSlowReceiver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := &receiver{slow: 10 * time.Second}
		s := sending(t, r, pushes.Options{})
		s.Add(paid("7"))
		time.Sleep(time.Second)
		s.Add(paid("8"))
		s.Add(paid("9"))
		settled(t, s)
		assert.Equal(t, "0s:1 10s:2 20s:3", r.arrived())
		assert.Equal(t, 30*time.Second, time.Since(r.start).Round(time.Second))
	})
	synctest.Test(t, func(t *testing.T) {
		r := &receiver{slow: time.Minute}
		s := sending(t, r, pushes.Options{Attempts: 2, Retry: 40 * time.Second})
		s.Add(paid("7"))
		settled(t, s)
		assert.Equal(t, "0s:1 40s:1", r.arrived())
		assert.Equal(t, 70*time.Second, time.Since(r.start).Round(time.Second), "the last attempt is waited for, too")
		assert.Equal(t, []int64{1}, idsOf(s.State().Waiting))
	})
}

// TestAgain sends a message with all its attempts again: one that was given up, one that waits, one that was confirmed.
func TestAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := &receiver{statuses: []int{500, 500, 500}}
		s := sending(t, r, pushes.Options{Attempts: 2, Retry: time.Minute})
		s.Add(paid("7"))
		time.Sleep(10 * time.Second)
		require.NoError(t, s.Again(first), "it waits")
		settled(t, s)
		assert.Equal(t, "0s:1 10s:1 1m10s:1", r.arrived())
		require.NoError(t, s.Again(first), "it was given up")
		settled(t, s)
		assert.Empty(t, s.State().Waiting)
		require.NoError(t, s.Again(first), "it was confirmed")
		assert.Equal(t, []int64{1}, idsOf(s.State().Waiting))
		settled(t, s)
		assert.Len(t, r.forms, 5)
		assert.Equal(t, r.forms[0], r.forms[4], "the same message")
		assert.Len(t, s.Rows(), 1)
		assert.EqualError(t, s.Again(first+1), "there is no message with that id any more")
	})
}

// TestLoad sends the messages of a state, each as often as it was not sent before.
func TestLoad(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := &receiver{statuses: []int{500, 500, 500, 500, 500, 500}}
		s := sending(t, r, pushes.Options{Retry: time.Second})
		s.Add(paid("1"))
		synctest.Wait()
		st := pushes.State{Made: 9}
		for i, attempts := range []int{0, 2, 3} {
			st.Waiting = append(st.Waiting, pushes.Message{ID: first + 4 + int64(i), Topic: topicPay, Born: born,
				Contents: []byte(`{}`), Attempts: attempts})
		}
		s.Load(st)
		settled(t, s)
		assert.Equal(t, "0s:1 0s:5 0s:6 1s:5 2s:5", r.arrived())
		assert.Equal(t, []int64{5, 6, 7}, idsOf(s.State().Waiting))
		assert.Equal(t, []int{3, 3, 3}, []int{s.State().Waiting[0].Attempts, s.State().Waiting[1].Attempts,
			s.State().Waiting[2].Attempts})
	})
}

// TestClose sends nothing more: not what waits, not what is added, not what is repeated.
func TestClose(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := &receiver{slow: 10 * time.Second}
		s := sending(t, r, pushes.Options{})
		s.Add(paid("7"))
		s.Add(paid("8"))
		time.Sleep(time.Second)
		s.Close()
		s.Add(paid("9"))
		require.NoError(t, s.Again(first))
		assert.ErrorIs(t, s.Settled(t.Context()), context.Canceled)
		time.Sleep(time.Hour)
		assert.Equal(t, "0s:1", r.arrived())
		assert.Equal(t, []int64{1, 2, 3}, idsOf(s.State().Waiting))
	})
}
