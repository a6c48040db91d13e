package redisstore

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/internal/testkit/redisserver"
	"github.com/go-ali1688/ali1688/refusal"
)

func storeOf(t *testing.T, server *redisserver.Server) *Store {
	t.Helper()
	rdb, err := Connect("redis://" + server.Addr)
	require.NoError(t, err)
	t.Cleanup(func() { _ = rdb.Close() })
	return New(rdb, Options{})
}

// TestTry asks for slots one after another, and compares what came of each: a slot now, one after a wait, a time after
// which to ask again, or another request to wait for.
func TestTry(t *testing.T) {
	const slow = 0.001 // a request in 1000 seconds
	limit := func(atOnce, burst int, perSecond float64) apiclient.Limit {
		return apiclient.Limit{AtOnce: atOnce, Burst: burst, PerSecond: perSecond}
	}
	for name, tt := range map[string]struct {
		limits Limits
		apis   string // a letter for each request
		want   string
	}{
		"no limit": {Limits{}, "aaa", "now now now"},
		"at once":  {Limits{All: limit(2, 0, 0)}, "aba", "now now busy"},
		"rate":     {Limits{All: limit(0, 0, slow)}, "ab", "now later"},
		"burst":    {Limits{All: limit(0, 2, slow)}, "aab", "now now later"},
		"soon":     {Limits{All: limit(0, 0, 1.2)}, "aa", "now soon"},
		"each":     {Limits{Each: limit(1, 0, 0)}, "aabb", "now busy now busy"},
		"by name": {Limits{Each: limit(1, 0, 0), API: map[string]apiclient.Limit{"b": {}}}, "abbab",
			"now now now busy now"},
		"rate of each": {Limits{Each: limit(0, 0, slow)}, "aab", "now later now"},
		"both or neither": {Limits{All: limit(1, 0, 0), Each: limit(2, 0, slow)}, "abA.b",
			"now busy busy freed now"},
	} {
		t.Run(name, func(t *testing.T) {
			l := storeOf(t, redisserver.Start(t)).Limiter(tt.limits).(*limiter)
			var got string
			for i, api := range tt.apis {
				if api == '.' {
					l.release("a", "slot 0", nil)
					got += " freed"
					continue
				}
				granted, wait, err := l.try(t.Context(), string(api), fmt.Sprint("slot ", i))
				require.NoError(t, err)
				got += " " + outcome(granted, wait)
			}
			assert.Equal(t, " "+tt.want, got)
		})
	}
}

func outcome(granted bool, wait time.Duration) string {
	switch {
	case granted && wait == 0:
		return "now"
	case granted && wait <= aheadMost:
		return "soon"
	case !granted && wait < 0:
		return "busy"
	case !granted && wait > 900*time.Second && wait <= 999*time.Second:
		return "later"
	}
	return fmt.Sprint(granted, wait)
}

// TestPauseForAll makes the requests of another process wait after a refusal, if that is asked for.
func TestPauseForAll(t *testing.T) {
	server := redisserver.Start(t)
	for _, tt := range []struct {
		err   error
		pause time.Duration
		wait  time.Duration
	}{
		{nil, time.Hour, 0},
		{&apiclient.Error{Retry: refusal.Soon}, time.Hour, 0},
		{&apiclient.Error{Retry: refusal.Pause}, -1, 0},
		{&apiclient.Error{Retry: refusal.Pause}, time.Hour, time.Hour},
	} {
		release, err := storeOf(t, server).Limiter(Limits{Pause: tt.pause}).Acquire(t.Context(), &apiclient.Call{API: "a"})
		require.NoError(t, err)
		release(tt.err)
		granted, wait, err := storeOf(t, server).Limiter(Limits{}).(*limiter).try(t.Context(), "b", "x")
		require.NoError(t, err)
		assert.Equal(t, tt.wait == 0, granted)
		assert.InDelta(t, tt.wait, wait, float64(20*time.Second))
	}
}

// TestLostSlots adds the slots of running requests again when Redis has lost them, and no released one.
func TestLostSlots(t *testing.T) {
	server := redisserver.Start(t)
	l := storeOf(t, server).Limiter(Limits{All: apiclient.Limit{AtOnce: 2}}).(*limiter)
	release, err := l.Acquire(t.Context(), &apiclient.Call{API: "a"})
	require.NoError(t, err)
	_, err = l.Acquire(t.Context(), &apiclient.Call{API: "b"})
	require.NoError(t, err)
	release(nil)
	require.NoError(t, l.store.client.FlushAll(t.Context()).Err())
	assert.True(t, l.renewOnce())
	slots, err := l.store.client.ZCard(t.Context(), l.store.key("limit", "slots")).Result()
	require.NoError(t, err)
	assert.EqualValues(t, 1, slots)
}
