package apiclient_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/refusal"
	"github.com/go-ali1688/ali1688/transport"
)

// server stands for an API: it counts its requests, and responds with their number or with an error.
type server struct {
	requests int
	err      error         // beside the body, as a failure that is stated
	lost     error         // in place of a body
	takes    time.Duration // to respond
}

// client makes calls of a server, which are answered as a client of ours answers them.
type client struct {
	*server
	pipeline *apiclient.Pipeline
	http     http.RoundTripper
}

func cached(s *server, cache apiclient.Cache) *client {
	config := apiclient.DefaultConfig("http://a.test")
	config.Cache = &cache
	base := transport.Func(func(req *http.Request) (*http.Response, error) {
		s.requests++
		time.Sleep(s.takes)
		if err := req.Context().Err(); err != nil {
			return nil, err
		}
		return nil, fmt.Errorf("%d", s.requests)
	})
	return &client{s, config.Pipeline(), transport.OpenPlatform(base, transport.Config{})}
}

// get makes a call and returns what came: the number of the request that made it, or nothing.
func (c *client) get(ctx context.Context, call apiclient.Call) (string, apiclient.CallInfo, error) {
	var info apiclient.CallInfo
	var got string
	err := c.pipeline.Do(apiclient.WithCallInfo(ctx, &info), &call, func(ctx context.Context) error {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://a.test", nil)
		if err != nil {
			return err
		}
		rsp, err := c.http.RoundTrip(req)
		switch {
		case errors.Is(err, context.Canceled):
			return err
		case err != nil: // it went to the server, whose response is the number
			got, err = err.Error(), c.err
			if c.lost != nil {
				got, err = "", c.lost
			}
			call.Body = []byte(got)
			if c.err != nil {
				call.Body = append(call.Body, '!')
			}
			return err
		}
		body, err := io.ReadAll(rsp.Body)
		got = string(body)
		if n := len(got); n > 0 && got[n-1] == '!' {
			got, err = got[:n-1], notFound
		}
		return err
	})
	return got, info, err
}

var notFound = &apiclient.Error{Service: apiclient.Gateway1688, Code: "2000", Retry: refusal.Later}

func item(id string) apiclient.Call {
	return apiclient.Call{API: "item_get", Key: apiclient.CacheKey("http://a.test/1688/", "item_get",
		url.Values{"num_iid": {id}})}
}

// TestCache makes calls one after the other, each after a pause, and compares what came and how many requests were
// sent.
func TestCache(t *testing.T) {
	const minute = time.Minute
	outage := &apiclient.CallError{API: "item_get", Err: io.EOF}
	wrongKey := &apiclient.Error{Service: apiclient.Gateway1688, Code: "4005", Retry: refusal.Never}
	type step struct {
		pause  time.Duration
		call   apiclient.Call
		err    error // beside the body of the server
		lost   error
		want   string
		failed error
	}
	cases := map[string]struct {
		cache    apiclient.Cache
		steps    []step
		requests int
	}{
		"fresh": {apiclient.Cache{Default: minute}, []step{
			{call: item("1"), want: "1"}, {pause: 59 * time.Second, call: item("1"), want: "1"},
			{pause: time.Second, call: item("1"), want: "2"}}, 2},
		"another item": {apiclient.Cache{Default: minute}, []step{{call: item("1"), want: "1"}, {call: item("2"), want: "2"},
			{call: item("1"), want: "1"}}, 2},
		"by operation": {apiclient.Cache{TTL: map[string]time.Duration{"item_get": minute}},
			[]step{{call: item("1"), want: "1"}, {call: item("1"), want: "1"},
				{call: apiclient.Call{API: "other", Key: "k"}, want: "2"},
				{call: apiclient.Call{API: "other", Key: "k"}, want: "3"}}, 3},
		"never for this operation": {apiclient.Cache{Default: minute, TTL: map[string]time.Duration{"item_get": -1}},
			[]step{{call: item("1"), want: "1"}, {call: item("1"), want: "2"}}, 2},
		"a change": {apiclient.Cache{Default: minute}, []step{
			{call: apiclient.Call{Key: "k", Changes: true}, want: "1"},
			{call: apiclient.Call{Key: "k", Changes: true}, want: "2"}}, 2},
		"errors are not kept": {apiclient.Cache{Default: minute}, []step{
			{call: item("1"), err: wrongKey, want: "1", failed: wrongKey}, {call: item("1"), want: "2"}}, 2},
		"nothing found is not kept": {apiclient.Cache{Default: minute}, []step{
			{call: item("1"), err: notFound, want: "1", failed: notFound}, {call: item("1"), want: "2"}}, 2},
		"nothing found is kept for a while": {apiclient.Cache{Default: time.Hour, NotFoundFor: minute}, []step{
			{call: item("1"), err: notFound, want: "1", failed: notFound}, {call: item("1"), want: "1", failed: notFound},
			{pause: minute, call: item("1"), want: "2"}}, 2},
		"stale in an outage": {apiclient.Cache{Default: minute, StaleFor: time.Hour}, []step{
			{call: item("1"), want: "1"}, {pause: 2 * minute, call: item("1"), lost: outage, want: "1"},
			{call: item("1"), want: "3"}, {pause: 2 * time.Hour, call: item("1"), lost: outage, failed: outage}}, 4},
		"not stale after a refusal": {apiclient.Cache{Default: minute, StaleFor: time.Hour}, []step{
			{call: item("1"), want: "1"}, {pause: 2 * minute, call: item("1"), err: wrongKey, want: "2", failed: wrongKey}}, 2},
		"nothing found is no outage": {apiclient.Cache{Default: minute, StaleFor: time.Hour}, []step{
			{call: item("1"), want: "1"}, {pause: 2 * minute, call: item("1"), err: notFound, want: "2", failed: notFound}}, 2},
		"a store that fails": {apiclient.Cache{Default: minute, Store: brokenStore{}},
			[]step{{call: item("1"), want: "1"}, {call: item("1"), want: "2"}}, 2},
	}
	for name, tt := range cases {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := &server{}
				c := cached(s, tt.cache)
				for i, step := range tt.steps {
					time.Sleep(step.pause)
					s.err, s.lost = step.err, step.lost
					got, _, err := c.get(t.Context(), step.call)
					assert.Equal(t, step.want, got, "step %d", i)
					require.ErrorIs(t, err, step.failed, "step %d", i)
				}
				assert.Equal(t, tt.requests, s.requests)
			})
		})
	}
}

type brokenStore struct{}

func (brokenStore) Get(context.Context, string) (apiclient.CacheEntry, bool, error) {
	return apiclient.CacheEntry{Body: []byte("wrong")}, true, errUnreachable
}

func (brokenStore) Set(context.Context, string, apiclient.CacheEntry, time.Duration) error {
	return errUnreachable
}

// TestSingleFlight makes one request for many calls at once, also if it finds nothing or fails, and another one if only
// the context of the first call ends.
func TestSingleFlight(t *testing.T) {
	lost := &apiclient.CallError{API: "item_get", Err: io.EOF}
	for name, tt := range map[string]struct {
		s        server
		cancel   time.Duration // of the first call; 0 is never
		requests int
		want     string
		failed   error
	}{
		"success":         {server{takes: time.Second}, 0, 1, "1", nil},
		"nothing found":   {server{takes: time.Second, err: notFound}, 0, 1, "1", notFound},
		"connection lost": {server{takes: time.Second, lost: lost}, 0, 1, "", lost},
		"timeout": {server{takes: time.Second, lost: context.DeadlineExceeded}, 0, 1, "",
			context.DeadlineExceeded},
		"the first was ended": {server{takes: time.Second}, time.Millisecond, 2, "2", nil},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c := cached(&tt.s, apiclient.Cache{Default: time.Minute})
				first, cancel := context.WithCancel(t.Context())
				if tt.cancel > 0 {
					time.AfterFunc(tt.cancel, cancel)
				}
				go func() { _, _, _ = c.get(first, item("1")) }()
				synctest.Wait()
				type result struct {
					got string
					err error
				}
				results := make(chan result)
				for range 20 {
					go func() {
						got, _, err := c.get(t.Context(), item("1"))
						results <- result{got, err}
					}()
				}
				for range 20 {
					r := <-results
					assert.Equal(t, tt.want, r.got)
					require.ErrorIs(t, r.err, tt.failed)
				}
				assert.Equal(t, tt.requests, tt.s.requests)
				cancel()
			})
		})
	}
}

// TestCacheInfo tells a kept response from one that was requested.
func TestCacheInfo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &server{}
		c := cached(s, apiclient.Cache{Default: time.Minute, StaleFor: time.Hour})
		began := time.Now()
		_, info, err := c.get(t.Context(), item("1"))
		require.NoError(t, err)
		assert.Equal(t, apiclient.CallInfo{Attempts: 1, Charged: 1}, info)
		_, info, err = c.get(t.Context(), item("1"))
		require.NoError(t, err)
		assert.Equal(t, apiclient.CallInfo{Cached: true, At: began}, info)
		time.Sleep(2 * time.Minute)
		s.lost = io.EOF
		_, info, err = c.get(t.Context(), item("1"))
		require.NoError(t, err)
		assert.Equal(t, apiclient.CallInfo{Attempts: 1, Charged: 1, Cached: true, Stale: true, At: began}, info)
	})
}

func TestCacheKey(t *testing.T) {
	key := func(query string) string {
		values, err := url.ParseQuery(query)
		require.NoError(t, err)
		return apiclient.CacheKey("http://a.test/1688/", "item_get", values)
	}
	assert.Equal(t, key("a=1&b=2"), key("b=2&a=1"))
	assert.NotEqual(t, key("a=1&b=2"), key("a=1&b=3"))
	assert.NotEqual(t, key("a=1"), apiclient.CacheKey("http://a.test/1688global/", "item_get", url.Values{"a": {"1"}}))
	assert.NotEqual(t, key("a=1"), apiclient.CacheKey("http://a.test/1688/", "item_review", url.Values{"a": {"1"}}))
}

// TestMemoryStore keeps what was used last, within its size and the time of each entry.
func TestMemoryStore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx := t.Context()
		store := apiclient.NewMemoryStore(3 * 1300)
		set := func(key string, size int, keep time.Duration) {
			require.NoError(t, store.Set(ctx, key, apiclient.CacheEntry{Body: make([]byte, size)}, keep))
		}
		has := func(keys ...string) (there []string) {
			for _, key := range keys {
				if _, ok, err := store.Get(ctx, key); ok && err == nil {
					there = append(there, key)
				}
			}
			return there
		}
		set("a", 1000, time.Hour)
		set("b", 1000, time.Minute)
		set("c", 1000, time.Hour)
		assert.Equal(t, []string{"b", "c", "a"}, has("b", "c", "a"))
		set("d", 1000, time.Hour)
		assert.Equal(t, []string{"a", "c", "d"}, has("a", "b", "c", "d"), "b was used before all others")
		set("e", 4000, time.Hour)
		assert.Equal(t, []string{"a", "c", "d"}, has("a", "c", "d", "e"), "what is larger than the store is not kept")
		set("a", 10, time.Minute)
		set("f", 900, time.Hour)
		assert.Equal(t, []string{"a", "c", "d", "f"}, has("a", "c", "d", "f"), "a takes less now")
		time.Sleep(time.Minute)
		assert.Equal(t, []string{"c", "d", "f"}, has("a", "c", "d", "f"))
	})
}
