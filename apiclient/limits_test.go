package apiclient_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/refusal"
)

// TestPanicsGiveBack makes a call that panics, and then one that must not find anything taken.
func TestPanicsGiveBack(t *testing.T) {
	for name, change := range map[string]func(*apiclient.Config){
		"slot": func(c *apiclient.Config) { c.Limiter = &apiclient.Limits{All: apiclient.Limit{AtOnce: 1}} },
		"flight": func(c *apiclient.Config) {
			c.Cache = &apiclient.Cache{Default: time.Hour}
		},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				p := configured(change)
				call := apiclient.Call{API: "item_get", Key: "k"}
				assert.Panics(t, func() { _ = p.Do(t.Context(), &call, func(context.Context) error { panic("a user's") }) })
				ctx, cancel := context.WithTimeout(t.Context(), time.Second)
				defer cancel()
				assert.NoError(t, p.Do(ctx, &call, func(context.Context) error { return nil }))
			})
		})
	}
}

// TestPauseOfWaitingRequests has requests that wait for a slot or their turn, too, wait for the end of a pause.
func TestPauseOfWaitingRequests(t *testing.T) {
	for name, tt := range map[string]struct {
		limit apiclient.Limit
		want  []time.Duration // when each began
	}{
		"slots": {apiclient.Limit{AtOnce: 1}, []time.Duration{0, 3 * time.Second, 3 * time.Second}},
		"turns": {apiclient.Limit{PerSecond: 0.5}, []time.Duration{0, 3 * time.Second, 5 * time.Second}},
		"both":  {apiclient.Limit{AtOnce: 2, PerSecond: 0.5}, []time.Duration{0, 3 * time.Second, 5 * time.Second}},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				p := configured(func(c *apiclient.Config) { c.Limiter = &apiclient.Limits{All: tt.limit} })
				began, begins := time.Now(), make(chan time.Duration, len(tt.want))
				for i := range tt.want {
					go func() {
						_ = p.Do(t.Context(), &apiclient.Call{API: "a"}, func(context.Context) error {
							begins <- time.Since(began)
							if i > 0 {
								return nil
							}
							time.Sleep(time.Second)
							return failing(refusal.Pause)
						})
					}()
					synctest.Wait()
				}
				for i, want := range tt.want {
					assert.Equal(t, want, <-begins, "request %d", i)
				}
			})
		})
	}
}

// TestGivenUpTurns takes no turns for requests that gave up waiting for theirs.
func TestGivenUpTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		limits := &apiclient.Limits{All: apiclient.Limit{PerSecond: 1}}
		call := &apiclient.Call{API: "a"}
		_, err := limits.Acquire(t.Context(), call)
		require.NoError(t, err)
		ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
		defer cancel()
		gaveUp := make(chan error)
		for range 100 {
			go func() {
				_, err := limits.Acquire(ctx, call)
				gaveUp <- err
			}()
		}
		for range 100 {
			require.ErrorIs(t, <-gaveUp, context.DeadlineExceeded)
		}
		began := time.Now()
		_, err = limits.Acquire(t.Context(), call)
		require.NoError(t, err)
		assert.Equal(t, 500*time.Millisecond, time.Since(began))
	})
}
