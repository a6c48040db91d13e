package pushes_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf8"

	"github.com/go-json-experiment/json"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/pushframe"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/mock/internal/faults"
	"github.com/go-ali1688/ali1688/mock/internal/pushes"
)

// TestServe leaves other addresses to the next handler, and says how to take connections.
func TestServe(t *testing.T) {
	next := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusTeapot) })
	for _, tt := range []struct {
		path   string
		accept pushes.Accept
		status int
		body   string
	}{
		{"/1688/item_get/", accept, 418, ""},
		{"/websocket/", accept, 418, ""},
		{"/websocket", nil, 501, "this mock takes no WebSocket connections: start it with --push-socket, or set Accept of " +
			"mock.Pushes\n"},
		{"/websocket", func(w http.ResponseWriter, r *http.Request) (pushes.Socket, error) {
			http.Error(w, "upgrade", http.StatusUpgradeRequired)
			return accept(w, r)
		}, 426, "upgrade\n"},
	} {
		w := httptest.NewRecorder()
		pushes.New(pushes.Options{Accept: tt.accept}).Serve(next).ServeHTTP(w, httptest.NewRequest("GET", tt.path, nil))
		assert.Equal(t, tt.status, w.Code, tt.path)
		assert.Equal(t, tt.body, w.Body.String(), tt.path)
	}
}

// TestGreeting accepts an application that knows the secret. It tells any other why not, and ends the connection.
func TestGreeting(t *testing.T) {
	for _, tt := range []struct{ name, frame, reason string }{
		{"another application", hello(t, "2000000", secret), "the application is unknown"},
		{"no application", hello(t, "", secret), "the application is unknown"},
		{"the key for the secret", hello(t, appKey, appKey), "the signature was made with the AppKey in place of the secret"},
		{"another secret", hello(t, appKey, "guess"), "the signature does not fit"},
		{"no signature", `{"type":"CONNECT","appKey":"` + appKey + `"}`, "the signature does not fit"},
		{"confirms before it has connected", confirmation(first),
			"the application confirms a message before it has connected: send CONNECT and wait for CONNECT_ACK"},
		{"another time", strings.Replace(hello(t, appKey, secret), "17", "18", 1), "the signature does not fit"},
	} {
		synctest.Test(t, func(t *testing.T) {
			s := listening(t, pushes.Options{})
			s.Add(paid("7"))
			w := dial(s)
			w.in <- tt.frame
			assert.Equal(t, []string{`{"type":"SYSTEM","content":"` + tt.reason + `"}`, `{"type":"CLOSE"}`}, w.frames(), tt.name)
			assert.Equal(t, 1, w.closed, tt.name)
			require.Len(t, s.State().Waiting, 1, tt.name)
			assert.Zero(t, s.State().Waiting[0].Attempts, tt.name)
		})
	}
}

// TestFrames is a whole conversation.
func TestFrames(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := listening(t, pushes.Options{Retry: time.Minute})
		w := dial(s)
		w.in <- `{"type":`
		assert.Equal(t, []string{`{"type":"SYSTEM","content":"that is not a frame"}`}, w.frames())
		s.Add(paid("7"))
		assert.Empty(t, w.frames(), "nothing is sent to an unknown application")
		w.in <- hello(t, appKey, secret)
		frames := w.frames()
		require.Len(t, frames, 2)
		assert.Equal(t, `{"type":"CONNECT_ACK"}`, frames[0])
		content, err := json.Marshal(`{"msgId":60000000001,"type":"ORDER_BATCH_PAY","userInfo":"b2b-1",` +
			`"data":{"orderId":"7"},"gmtBorn":1723167864904,"bizKey":"k7"}`)
		require.NoError(t, err)
		assert.Equal(t, fmt.Sprintf(`{"type":"SERVER_PUSH","id":60000000001,"content":%s,"pubTime":%d}`, content,
			time.Now().UnixMilli()), frames[1])
		for _, ignored := range []string{`{"type":"HEARTBEAT"}`, `{"type":"NEW"}`, `{"type":"CONFIRM"}`,
			`{"type":"CONFIRM","relatedId":"x"}`, confirmation(first + 7)} {
			w.in <- ignored
			assert.Empty(t, w.frames(), ignored)
			assert.Len(t, s.State().Waiting, 1, ignored)
		}
		w.in <- confirmation(first)
		assert.Empty(t, w.frames())
		assert.Empty(t, s.State().Waiting)
		require.NoError(t, s.Settled(t.Context()))
		time.Sleep(time.Hour)
		assert.Empty(t, w.frames(), "it was confirmed")
	})
}

// TestUnconfirmed sends a message again until it is confirmed, and then goes on with the next.
func TestUnconfirmed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := listening(t, pushes.Options{Retry: time.Minute})
		w := connect(t, s)
		s.Add(paid("7"))
		s.Add(paid("8"))
		assert.Equal(t, "1 2", pushed(t, w.frames()))
		w.in <- confirmation(first + 1)
		time.Sleep(59 * time.Second)
		assert.Empty(t, w.frames())
		time.Sleep(time.Second)
		assert.Equal(t, "1", pushed(t, w.frames()))
		time.Sleep(time.Hour)
		assert.Equal(t, "1", pushed(t, w.frames()), "the third attempt is the last")
		assert.Equal(t, []int64{1}, idsOf(s.State().Waiting))
		require.NoError(t, s.Settled(t.Context()))
		require.NoError(t, s.Again(first))
		assert.Equal(t, "1", pushed(t, w.frames()))
	})
}

// TestConnections sends to the application that was accepted last, and when it is gone to the one before. While nobody
// is connected messages wait, without an attempt.
func TestConnections(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := listening(t, pushes.Options{Attempts: 1})
		count := func() any { return s.Describe().(map[string]any)["connections"] }
		s.Add(paid("7"))
		one := connect(t, s)
		assert.Equal(t, "1", pushed(t, one.frames()), "it waited")
		two := connect(t, s)
		two.in <- hello(t, appKey, secret)
		assert.Equal(t, []string{`{"type":"CONNECT_ACK"}`}, two.frames(), "it may say so twice")
		assert.Equal(t, 2, count())
		s.Add(paid("8"))
		assert.Equal(t, []string{"", "2"}, []string{pushed(t, one.frames()), pushed(t, two.frames())})
		close(two.gone)
		synctest.Wait()
		assert.Equal(t, []any{1, 1}, []any{count(), two.closed})
		s.Add(paid("9"))
		assert.Equal(t, []string{"3", ""}, []string{pushed(t, one.frames()), pushed(t, two.frames())})
		close(one.gone)
		synctest.Wait()
		assert.Equal(t, 0, count())
		s.Add(paid("10"))
		time.Sleep(time.Hour)
		assert.Zero(t, s.State().Waiting[3].Attempts)
		assert.Equal(t, "4", pushed(t, connect(t, s).frames()))
	})
}

// TestLostConnection loses the connection while the first of three messages is sent. The others wait for the next one.
func TestLostConnection(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := listening(t, pushes.Options{Attempts: 1})
		w := connect(t, s)
		w.delay = time.Second
		for range 3 {
			s.Add(paid("7"))
		}
		synctest.Wait()
		close(w.gone)
		time.Sleep(time.Minute)
		assert.Equal(t, "1", pushed(t, w.frames()))
		assert.Equal(t, "2 3", pushed(t, connect(t, s).frames()))
	})
}

// TestSocketBeforeHTTP sends over WebSocket while an application is connected, and by HTTP otherwise.
func TestSocketBeforeHTTP(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := &receiver{}
		s := sending(t, r, pushes.Options{Retry: time.Minute})
		w := connect(t, s)
		s.Add(paid("7"))
		assert.Equal(t, "1", pushed(t, w.frames()))
		close(w.gone)
		settled(t, s)
		assert.Equal(t, "1m0s:1", r.arrived())
		s.Close()
	})
}

// TestCloseEndsConnections of all applications.
func TestCloseEndsConnections(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := listening(t, pushes.Options{})
		all := []*wire{dial(s), connect(t, s), connect(t, s)}
		s.Close()
		synctest.Wait()
		for _, w := range all {
			assert.Equal(t, 1, w.closed)
		}
		assert.Equal(t, 0, s.Describe().(map[string]any)["connections"])
	})
}

// TestFaultsOverSocket spoils contents, of which frames have no signature.
func TestFaultsOverSocket(t *testing.T) {
	order := strings.Repeat("单", 60)
	text := `{"msgId":60000000001,"type":"ORDER_BATCH_PAY","userInfo":"b2b-1","data":{"orderId":"` + order + `"},` +
		`"gmtBorn":1723167864904,"bizKey":"k` + order + `"}`
	half := text[:len(text)/2]
	require.False(t, utf8.ValidString(half), "half of a character")
	for _, tt := range []struct {
		fault string
		want  []string
	}{
		{faults.PushTwice, []string{text, text}},
		{faults.PushLost, nil},
		{faults.PushReplayed, []string{strings.Replace(text, "1723167864904", "1691545464904", 1)}},
		{faults.PushTruncated, []string{strings.ToValidUTF8(half, "")}},
		{faults.PushUnsigned, []string{text}},
		{faults.PushForged, []string{text}},
		{faults.PushWrongKey, []string{text}},
		{faults.PushOversized, []string{text[:len(text)-1] + `,"extraInfo":"` + strings.Repeat("0", 2<<20) + `"}`}},
	} {
		synctest.Test(t, func(t *testing.T) {
			s := listening(t, pushes.Options{Attempts: 1, Fault: each(tt.fault)})
			w := connect(t, s)
			s.Add(paid(order))
			var got []string
			for _, frame := range w.frames() {
				f, err := pushframe.Read([]byte(frame))
				require.NoError(t, err)
				assert.Equal(t, loose.IDNumber(first), f.ID)
				got = append(got, f.Content)
			}
			assert.True(t, slices.Equal(tt.want, got), "%s: got %.300q", tt.fault, got)
		})
	}
}
