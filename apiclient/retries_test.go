package apiclient_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/refusal"
	"github.com/go-ali1688/ali1688/transport"
)

func failing(class refusal.Retry) error {
	return &apiclient.Error{API: "item_get", Retry: class, Explanation: refusal.Meaning{Retry: class}}
}

func configured(change func(*apiclient.Config)) *apiclient.Pipeline {
	c := apiclient.DefaultConfig("http://127.0.0.1")
	change(&c)
	return c.Pipeline()
}

// TestRetries counts the attempts of one call and the time that it takes.
func TestRetries(t *testing.T) {
	broke := &apiclient.CallError{API: "item_get", Err: io.EOF}
	cases := map[string]struct {
		retries  *apiclient.Retries
		call     apiclient.Call
		err      error
		attempts int
		min, max time.Duration
	}{
		"soon": {&apiclient.Retries{}, apiclient.Call{}, failing(refusal.Soon), 3, 0, 3 * time.Second},
		"pause": {&apiclient.Retries{}, apiclient.Call{}, failing(refusal.Pause), 3, 10 * time.Second,
			13 * time.Second},
		"later":       {&apiclient.Retries{}, apiclient.Call{}, failing(refusal.Later), 1, 0, 0},
		"tomorrow":    {&apiclient.Retries{}, apiclient.Call{}, failing(refusal.Tomorrow), 1, 0, 0},
		"never":       {&apiclient.Retries{}, apiclient.Call{}, failing(refusal.Never), 1, 0, 0},
		"broke off":   {&apiclient.Retries{Attempts: 5}, apiclient.Call{}, broke, 5, 0, 15 * time.Second},
		"one attempt": {&apiclient.Retries{Attempts: 1}, apiclient.Call{}, broke, 1, 0, 0},
		"a change":    {&apiclient.Retries{}, apiclient.Call{Changes: true}, broke, 1, 0, 0},
		"a read through custom": {&apiclient.Retries{}, apiclient.Call{API: "custom"},
			&apiclient.CallError{API: "custom", Err: io.EOF}, 3, 0, 3 * time.Second},
		"a refusal of custom": {&apiclient.Retries{}, apiclient.Call{API: "custom"}, failing(refusal.Soon), 3, 0,
			3 * time.Second},
		"longest wait": {&apiclient.Retries{Attempts: 9, MaxWait: time.Second}, apiclient.Call{},
			failing(refusal.Pause), 9, 8 * time.Second, 8 * time.Second},
		"no wait longer than the longest": {&apiclient.Retries{Attempts: 9, Wait: time.Hour, MaxWait: time.Second, Extra: 99},
			apiclient.Call{}, broke, 9, 0, 8 * time.Second},
		"no wait": {&apiclient.Retries{Wait: -1}, apiclient.Call{}, broke, 3, 0, 0},
		"extra attempts spent": {&apiclient.Retries{Attempts: 9, Extra: 2, Share: -1}, apiclient.Call{}, broke, 3, 0,
			3 * time.Second},
		"refused by the client": {&apiclient.Retries{}, apiclient.Call{}, apiclient.Unsent("item_get", "page 0"), 1, 0, 0},
		"not sent":              {&apiclient.Retries{}, apiclient.Call{}, transport.ErrNotSent, 3, 0, 3 * time.Second},
		"success":               {&apiclient.Retries{}, apiclient.Call{}, nil, 1, 0, 0},
	}
	for name, tt := range cases {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				began, attempts := time.Now(), 0
				p := configured(func(c *apiclient.Config) { c.Retrier = tt.retries })
				err := p.Do(t.Context(), &tt.call, func(context.Context) error {
					attempts++
					return tt.err
				})
				assert.Equal(t, tt.attempts, attempts)
				require.ErrorIs(t, err, tt.err)
				var counted *apiclient.AttemptsError
				assert.Equal(t, attempts > 1, errors.As(err, &counted))
				took := time.Since(began)
				assert.True(t, took >= tt.min && took <= tt.max, "%s", took)
			})
		})
	}
}

// TestRetriesEndWithTheContext waits no longer than the context lasts, and returns the error of the call.
func TestRetriesEndWithTheContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 7*time.Second)
		defer cancel()
		began, attempts := time.Now(), 0
		p := configured(func(c *apiclient.Config) { c.Retrier = &apiclient.Retries{Attempts: 10} })
		err := p.Do(ctx, &apiclient.Call{}, func(context.Context) error {
			attempts++
			return failing(refusal.Pause)
		})
		assert.Equal(t, 2, attempts)
		assert.Less(t, time.Since(began), 7*time.Second, "a wait that the context would end is not begun")
		var stated *apiclient.Error
		require.ErrorAs(t, err, &stated)
		require.EqualError(t, err, "item_get: API error (2 attempts, of which 2 may have been charged)")
	})
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(time.Second, cancel)
		began := time.Now()
		p := configured(func(c *apiclient.Config) { c.Retrier = &apiclient.Retries{} })
		_ = p.Do(ctx, &apiclient.Call{}, func(context.Context) error { return failing(refusal.Pause) })
		assert.Equal(t, time.Second, time.Since(began))
	})
}

// TestShareOfRetries lets all calls together make a fifth more attempts in the long run.
func TestShareOfRetries(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, attempts := configured(func(c *apiclient.Config) { c.Retrier = &apiclient.Retries{} }), 0
		for range 100 {
			_ = p.Do(t.Context(), &apiclient.Call{}, func(context.Context) error {
				attempts++
				return failing(refusal.Soon)
			})
		}
		assert.InDelta(t, 100+10+20, attempts, 1)
	})
}

// TestLimits counts how many run at once and when they begin.
func TestLimits(t *testing.T) {
	second := time.Second
	cases := map[string]struct {
		limits *apiclient.Limits
		calls  []string
		atOnce int
		took   time.Duration // until the last has ended; each takes a second
	}{
		"none":    {&apiclient.Limits{}, []string{"a", "a", "a", "a"}, 4, second},
		"at once": {&apiclient.Limits{All: apiclient.Limit{AtOnce: 2}}, []string{"a", "b", "a", "b"}, 2, 2 * second},
		"rate": {&apiclient.Limits{All: apiclient.Limit{PerSecond: 2}}, []string{"a", "a", "a", "a"}, 2,
			2500 * time.Millisecond},
		"rate with burst": {&apiclient.Limits{All: apiclient.Limit{PerSecond: 2, Burst: 3}}, []string{"a", "a", "a", "a"}, 4,
			1500 * time.Millisecond},
		"each operation": {&apiclient.Limits{Each: apiclient.Limit{AtOnce: 1}}, []string{"a", "a", "b", "b"}, 2,
			2 * second},
		"one operation": {&apiclient.Limits{API: map[string]apiclient.Limit{"a": {AtOnce: 1}}},
			[]string{"a", "a", "b", "b"}, 3, 2 * second},
		"named, not each": {&apiclient.Limits{Each: apiclient.Limit{AtOnce: 1}, API: map[string]apiclient.Limit{"a": {}}},
			[]string{"a", "a", "a"}, 3, second},
		"both at the same": {&apiclient.Limits{All: apiclient.Limit{AtOnce: 1}, Each: apiclient.Limit{AtOnce: 2}},
			[]string{"a", "b"}, 1, 2 * second},
	}
	for name, tt := range cases {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				p := configured(func(c *apiclient.Config) { c.Limiter = tt.limits })
				began := time.Now()
				running, counts := make(chan struct{}, 100), make(chan int, len(tt.calls))
				done := make(chan error)
				for _, api := range tt.calls {
					go func() {
						done <- p.Do(t.Context(), &apiclient.Call{API: api}, func(context.Context) error {
							running <- struct{}{}
							time.Sleep(second - time.Nanosecond)
							counts <- len(running)
							time.Sleep(time.Nanosecond)
							<-running
							return nil
						})
					}()
				}
				for range tt.calls {
					require.NoError(t, <-done)
				}
				assert.Equal(t, tt.took, time.Since(began))
				most := 0
				for range tt.calls {
					most = max(most, <-counts)
				}
				assert.Equal(t, tt.atOnce, most)
			})
		})
	}
}

// TestLimitsPause makes all calls wait after a refusal for too many at once.
func TestLimitsPause(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := configured(func(c *apiclient.Config) { c.Limiter = &apiclient.Limits{} })
		_ = p.Do(t.Context(), &apiclient.Call{}, func(context.Context) error { return failing(refusal.Pause) })
		began := time.Now()
		require.NoError(t, p.Do(t.Context(), &apiclient.Call{API: "other"}, func(context.Context) error { return nil }))
		assert.Equal(t, 2*time.Second, time.Since(began))
	})
}

// TestLimitsAndContext leaves the queue with the context, was not sent, and gives its place back.
func TestLimitsAndContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		limits := &apiclient.Limits{All: apiclient.Limit{AtOnce: 1}, Each: apiclient.Limit{AtOnce: 1}}
		p := configured(func(c *apiclient.Config) { c.Limiter = limits })
		release, err := limits.Acquire(t.Context(), &apiclient.Call{API: "a"})
		require.NoError(t, err)
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		err = p.Do(ctx, &apiclient.Call{API: "b"}, func(context.Context) error { panic("it must not be sent") })
		require.ErrorIs(t, err, apiclient.ErrNotSent)
		require.ErrorIs(t, err, context.DeadlineExceeded)
		release(nil)
		require.NoError(t, p.Do(t.Context(), &apiclient.Call{API: "b"}, func(context.Context) error { return nil }))
	})
}

// TestFallback asks the hosts in order, rests those that fail, and probes them afterwards.
func TestFallback(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		down := map[string]error{}
		p := configured(func(c *apiclient.Config) {
			c.Fallback = &apiclient.Fallback{Hosts: []string{"http://b.test", "http://c.test"}}
		})
		do := func(changes bool) (hosts []string, err error) {
			rt := transport.OpenPlatform(transport.Func(func(req *http.Request) (*http.Response, error) {
				hosts = append(hosts, req.URL.Host)
				return nil, errors.New("only the host is of interest")
			}), transport.Config{})
			err = p.Do(t.Context(), &apiclient.Call{API: "a", Changes: changes}, func(ctx context.Context) error {
				req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://a.test", nil)
				require.NoError(t, err)
				_, _ = rt.RoundTrip(req)
				return down[hosts[len(hosts)-1]]
			})
			return hosts, err
		}
		check := func(step string, changes bool, wantErr error, want ...string) {
			t.Helper()
			hosts, err := do(changes)
			assert.Equal(t, want, hosts, step)
			require.ErrorIs(t, err, wantErr, step)
		}
		check("all well", false, nil, "a.test")
		down["a.test"] = io.EOF
		check("the first is down", false, nil, "a.test", "b.test")
		check("and rests", false, nil, "b.test")
		check("a change goes to the first only", true, io.EOF, "a.test")
		down["b.test"] = &apiclient.BodyError{StatusCode: 502, Err: io.ErrUnexpectedEOF}
		check("the second, too", false, nil, "b.test", "c.test")
		time.Sleep(30 * time.Second)
		check("both are probed in turn", false, nil, "a.test", "b.test", "c.test")
		delete(down, "a.test")
		check("one that came back rests on", false, nil, "c.test")
		time.Sleep(30 * time.Second)
		check("and is probed", false, nil, "a.test")
		check("and used", false, nil, "a.test")
		down["a.test"], down["c.test"] = io.EOF, io.EOF
		check("all are down", false, io.EOF, "a.test", "b.test", "c.test")
		check("all rest, and are asked all the same", false, io.EOF, "a.test", "b.test", "c.test")
	})
}

// TestHostFailures tells failures of a host from those of a call.
func TestHostFailures(t *testing.T) {
	body := func(status int, text string) error {
		return &apiclient.BodyError{StatusCode: status, Body: []byte(text), Err: io.EOF}
	}
	for name, tt := range map[string]struct {
		err  error
		next bool
	}{
		"connection":     {io.EOF, true},
		"503":            {body(503, `{}`), true},
		"a page":         {body(200, "<html>"), true},
		"cut":            {body(200, `{"item":`), true},
		"no body":        {body(200, ""), true},
		"404":            {body(404, "<html>"), false},
		"another type":   {body(200, `[]`), false},
		"stated":         {failing(refusal.Soon), false},
		"not sent by us": {apiclient.Unsent("a", "page 0"), false},
		"not connected":  {transport.ErrNotSent, true},
		"too large":      {transport.ErrBodyTooLarge, false},
		"too many":       {fmt.Errorf("the response has %w", loose.ErrTooManyValues), false},
		"timeout":        {context.DeadlineExceeded, false},
		"never dialed":   {fmt.Errorf("%w: %w", transport.ErrNotSent, context.DeadlineExceeded), true},
		"given up":       {context.Canceled, false},
	} {
		asked := 0
		p := configured(func(c *apiclient.Config) { c.Fallback = &apiclient.Fallback{Hosts: []string{"http://b.test"}} })
		_ = p.Do(context.Background(), &apiclient.Call{}, func(context.Context) error {
			asked++
			return tt.err
		})
		assert.Equal(t, tt.next, asked == 2, name)
	}
}
