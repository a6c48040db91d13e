package pushes_test

import (
	"context"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock/internal/pushes"
)

func accept(http.ResponseWriter, *http.Request) (pushes.Socket, error) {
	return nil, http.ErrNotSupported
}

func TestOptions(t *testing.T) {
	const (
		noURL    = "mock: the address for messages must be a URL such as http://127.0.0.1:8080/1688"
		negative = "mock: the number of attempts and the time between them must not be negative"
		noSecret = "mock: messages are signed with the secret of the application, which is not its key: add WithApp, or " +
			"--app KEY:SECRET"
	)
	for _, tt := range []struct {
		name    string
		options pushes.Options
		want    string
		sends   bool
	}{
		{"none", pushes.Options{}, "", false},
		{"an address", pushes.Options{URL: "http://127.0.0.1:8080/1688", AppKey: "1", Secret: "2"}, "", true},
		{"https", pushes.Options{URL: "https://app.test", Secret: "2"}, "", true},
		{"WebSocket", pushes.Options{Accept: accept, AppKey: "1", Secret: "2"}, "", true},
		{"another scheme", pushes.Options{URL: "ftp://app.test", Secret: "2"}, noURL, true},
		{"no scheme", pushes.Options{URL: "//app.test/", Secret: "2"}, noURL, true},
		{"no host", pushes.Options{URL: "http:///1688", Secret: "2"}, noURL, true},
		{"a host alone", pushes.Options{URL: "app.test:80", Secret: "2"}, noURL, true},
		{"not a URL", pushes.Options{URL: "http://%zz", Secret: "2"}, noURL, true},
		{"negative attempts", pushes.Options{Attempts: -1}, negative, false},
		{"a negative time", pushes.Options{Retry: -1}, negative, false},
		{"no secret", pushes.Options{URL: "http://app.test", AppKey: "1"}, noSecret, true},
		{"no secret for WebSocket", pushes.Options{Accept: accept}, noSecret, true},
		{"the key as secret", pushes.Options{URL: "http://app.test", AppKey: "1", Secret: "1"}, noSecret, true},
		{"no secret and nothing to sign", pushes.Options{AppKey: "1", Secret: "1", Attempts: 7, Retry: time.Hour}, "", false},
	} {
		err := tt.options.Check()
		if tt.want == "" {
			assert.NoError(t, err, tt.name)
		} else {
			assert.EqualError(t, err, tt.want, tt.name)
		}
		assert.Equal(t, tt.sends, tt.options.Sends(), tt.name)
	}
}

// TestNothingSends keeps messages without a way to send them, and has nothing to wait for.
func TestNothingSends(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := pushes.New(pushes.Options{})
		s.Add(paid("7"))
		s.Load(s.State())
		require.NoError(t, s.Again(first))
		require.NoError(t, s.Settled(t.Context()))
		time.Sleep(time.Hour)
		assert.Equal(t, 0, s.State().Waiting[0].Attempts)
	})
}

// TestSettledEnds waits no longer than its context.
func TestSettledEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := sending(t, &receiver{statuses: []int{500}}, pushes.Options{Retry: time.Minute})
		s.Add(paid("7"))
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		assert.ErrorIs(t, s.Settled(ctx), context.DeadlineExceeded)
		settled(t, s)
		assert.Empty(t, s.State().Waiting)
	})
}

func TestWait(t *testing.T) {
	s := pushes.New(pushes.Options{})
	tick := make(chan time.Time, 1)
	tick <- born
	assert.True(t, s.Wait(tick))
	s.Close()
	assert.False(t, s.Wait(tick))
}

// TestDescribe shows messages without their contents, the newest first.
func TestDescribe(t *testing.T) {
	shown := func(s *pushes.Sender) string {
		text, err := json.Marshal(s.Describe(), json.Deterministic(true))
		require.NoError(t, err)
		return string(text)
	}
	assert.Equal(t, `{"connections":0,"messages":[],"url":""}`, shown(pushes.New(pushes.Options{})))
	synctest.Test(t, func(t *testing.T) {
		s := sending(t, &receiver{statuses: []int{200, 500}}, pushes.Options{Attempts: 1})
		s.Add(paid("7"))
		id, err := s.AddText("ANY", "b2b-2", jsontext.Value(`{"a":1}`))
		require.NoError(t, err)
		assert.Equal(t, first+1, id)
		settled(t, s)
		assert.Equal(t, `{"connections":0,"messages":[{"id":"60000000002","topic":"ANY","born":"2024-08-09T01:44:24.904Z",`+
			`"attempts":1,"confirmed":false},{"id":"60000000001","topic":"ORDER_BATCH_PAY","key":"k7",`+
			`"born":"2024-08-09T01:44:24.904Z","attempts":1,"confirmed":true}],"url":"http://app.test/1688?shop=1"}`, shown(s))
		left := s.State().Waiting[0]
		assert.Equal(t, []string{"b2b-2", `{"a":1}`}, []string{left.Member, string(left.Contents)})
		for _, contents := range []string{``, `{`, `{"a":1}{}`, `a`} {
			id, err = s.AddText("ANY", "", jsontext.Value(contents))
			assert.EqualError(t, err, "the data is not JSON", contents)
			assert.Zero(t, id, contents)
		}
		assert.EqualValues(t, 2, s.State().Made)
	})
}

// TestDescribeHidesSecrets of the address, which a page shows.
func TestDescribeHidesSecrets(t *testing.T) {
	for _, tt := range []struct{ address, want string }{
		{"http://app.test:8080/1688?shop=1", "http://app.test:8080/1688?shop=1"},
		{"http://ann:pass-word@app.test/", "http://ann:REDACTED@app.test/"},
		{"http://app.test/?token=abcdef&shop=1", "http://app.test/?token=REDACTED&shop=1"},
		{"http://app.test/" + secret, "http://app.test/REDACTED"},
		{"http://%zz/?token=abcdef", "http://%zz/?token=REDACTED"},
	} {
		s := pushes.New(pushes.Options{URL: tt.address, AppKey: appKey, Secret: secret})
		assert.Equal(t, tt.want, s.Describe().(map[string]any)["url"])
	}
}
