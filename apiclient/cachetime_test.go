package apiclient_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/transport"
)

// TestStaleAfterDeadline answers from the cache although the time for another response is up.
func TestStaleAfterDeadline(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := configured(func(c *apiclient.Config) {
			c.Cache = &apiclient.Cache{Default: time.Minute, StaleFor: time.Hour}
		})
		get := func(ctx context.Context) error {
			call := &apiclient.Call{API: "item_get", Key: "k"}
			return p.Do(ctx, call, func(ctx context.Context) error {
				if _, kept := transport.KeptBody(ctx); !kept {
					call.Body = []byte("{}")
					time.Sleep(time.Second)
				}
				return ctx.Err()
			})
		}
		require.NoError(t, get(t.Context()))
		time.Sleep(2 * time.Minute)
		ends := make(chan error)
		for _, limit := range []time.Duration{500 * time.Millisecond, time.Millisecond} { // the second waits for the first
			ctx, cancel := context.WithTimeout(t.Context(), limit)
			defer cancel()
			go func() { ends <- get(ctx) }()
			synctest.Wait()
		}
		require.NoError(t, <-ends)
		require.NoError(t, <-ends)
	})
}

// TestCacheAndClock requests anew what was kept by a clock that was set back.
func TestCacheAndClock(t *testing.T) {
	for back, requests := range map[time.Duration]int{0: 1, time.Second: 1, 24 * time.Hour: 2} {
		now, sent := at(29, 1), 0
		p := configured(func(c *apiclient.Config) {
			c.Clock = func() time.Time { return now }
			c.Cache = &apiclient.Cache{Default: time.Hour}
		})
		for range 2 {
			call := item("1")
			require.NoError(t, p.Do(context.Background(), &call, func(ctx context.Context) error {
				if _, kept := transport.KeptBody(ctx); !kept {
					call.Body, sent = []byte("{}"), sent+1
				}
				return nil
			}))
			now = now.Add(-back)
		}
		assert.Equal(t, requests, sent, "%s", back)
	}
}

// TestTimeOfNothingFound states when the response came, though it is kept for another time than others.
func TestTimeOfNothingFound(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := cached(&server{err: notFound}, apiclient.Cache{Default: time.Hour, NotFoundFor: time.Minute})
		began := time.Now()
		_, _, err := c.get(t.Context(), item("1"))
		require.ErrorIs(t, err, notFound)
		time.Sleep(time.Second)
		_, info, err := c.get(t.Context(), item("1"))
		require.ErrorIs(t, err, notFound)
		assert.Equal(t, apiclient.CallInfo{Cached: true, At: began}, info)
	})
}
