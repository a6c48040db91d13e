package redisstore_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/internal/testkit/redisserver"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/openplatform"
	"github.com/go-ali1688/ali1688/redisstore"
)

var params = &gateway.ItemGetParams{NumIID: "610947572360"}

// clientOf returns a client with a limiter and a budget in the store.
func clientOf(t *testing.T, shared *redisstore.Store, url string, limits redisstore.Limits,
	perDay, ahead int64) *ali1688.Client {
	t.Helper()
	ledger := shared.Ledger(redisstore.LedgerOptions{Ahead: ahead})
	client, err := ali1688.New("k", "s", ali1688.WithBaseURL(url), ali1688.WithLimiter(shared.Limiter(limits)),
		ali1688.WithBudget(apiclient.Budget{PerDay: perDay, Ledger: ledger}))
	require.NoError(t, err)
	return client
}

// send makes requests until one fails, and returns how many succeeded.
func send(ctx context.Context, client *ali1688.Client) (int, error) {
	for n := 0; ; n++ {
		if _, err := client.ItemGet(ctx, params); err != nil {
			return n, err
		}
	}
}

// TestStop sends nothing while Redis is away or does not answer, says so, and goes on with the same budget when an
// empty Redis is back.
func TestStop(t *testing.T) {
	for name, outage := range map[string]struct{ begin, end func(*redisserver.Server) }{
		"killed": {(*redisserver.Server).Kill, (*redisserver.Server).Restart},
		"frozen": {(*redisserver.Server).Freeze, (*redisserver.Server).Thaw},
	} {
		t.Run(name, func(t *testing.T) {
			server := redisserver.Start(t)
			api, url := newCounter(t)
			client := clientOf(t, newStore(t, server), url, redisstore.Limits{All: apiclient.Limit{AtOnce: 2}}, 5, 0)
			for range 3 {
				_, err := client.ItemGet(t.Context(), params)
				require.NoError(t, err)
			}
			outage.begin(server)
			for range 3 {
				_, err := client.ItemGet(t.Context(), params)
				require.ErrorIs(t, err, redisstore.ErrUnavailable)
				require.ErrorIs(t, err, apiclient.ErrNotSent)
				assert.Contains(t, err.Error(), "the shared limit cannot be checked: redis is not available")
			}
			outage.end(server)
			assert.Eventually(t, func() bool {
				_, err := client.ItemGet(t.Context(), params)
				return err == nil
			}, 20*time.Second, 50*time.Millisecond)
			n, err := send(t.Context(), client)
			require.ErrorIs(t, err, apiclient.ErrBudgetSpent)
			assert.Equal(t, 1, n)
			assert.Equal(t, 5, api.total)
		})
	}
}

// TestLetThrough goes on with what was counted ahead, as many requests at once as this process may make alone, and
// never beyond the budget.
func TestLetThrough(t *testing.T) {
	server := redisserver.Start(t)
	api, url := newCounter(t)
	limits := func() redisstore.Limits {
		return redisstore.Limits{All: apiclient.Limit{AtOnce: 6}, Alone: &apiclient.Limits{All: apiclient.Limit{AtOnce: 2}}}
	}
	ann := clientOf(t, newStore(t, server), url, limits(), 30, 20)
	bob := clientOf(t, newStore(t, server), url, limits(), 30, 20)
	for _, client := range []*ali1688.Client{ann, bob} {
		_, err := client.ItemGet(t.Context(), params)
		require.NoError(t, err)
	}
	server.Kill()
	var all sync.WaitGroup
	for _, client := range []*ali1688.Client{ann, bob} {
		for range 5 {
			all.Go(func() {
				_, err := send(t.Context(), client)
				assert.ErrorIs(t, err, redisstore.ErrUnavailable)
			})
		}
	}
	all.Wait()
	assert.Equal(t, 30, api.total, "20 of one process and 10 of the other, which are the budget")
	assert.LessOrEqual(t, api.atMost[""], 4, "2 in each process")
}

// TestCacheWhileAway asks the API for what cannot be read, without a wait for each call.
func TestCacheWhileAway(t *testing.T) {
	server := redisserver.Start(t)
	api, url := newCounter(t)
	client, err := ali1688.New("k", "s", ali1688.WithBaseURL(url),
		ali1688.WithCache(apiclient.Cache{Default: time.Hour, Store: newStore(t, server).Cache()}))
	require.NoError(t, err)
	for range 3 {
		_, err = client.ItemGet(t.Context(), params)
		require.NoError(t, err)
	}
	assert.Equal(t, 1, api.total)
	server.Kill()
	for range 3 {
		_, err = client.ItemGet(t.Context(), params)
		require.NoError(t, err)
	}
	assert.Equal(t, 4, api.total)
}

// TestTokensWhileAway uses the token that was read last, if that is asked for, and renews none.
func TestTokensWhileAway(t *testing.T) {
	server := redisserver.Start(t)
	store := newStore(t, server)
	require.NoError(t, store.Tokens(redisstore.TokenOptions{}).Save(t.Context(), "ann",
		openplatform.Token{Access: loose.SecretOf("a"), Expires: time.Now().Add(time.Hour)}))
	closed, alone := store.Tokens(redisstore.TokenOptions{}), store.Tokens(redisstore.TokenOptions{Alone: true})
	for _, tokens := range []openplatform.TokenStore{closed, alone} {
		_, _, err := tokens.Load(t.Context(), "ann")
		require.NoError(t, err)
	}
	server.Kill()
	token, ok, err := alone.Load(t.Context(), "ann")
	require.NoError(t, err)
	assert.Equal(t, []any{true, "a"}, []any{ok, token.Access.Reveal()})
	_, _, err = alone.Load(t.Context(), "bob")
	require.ErrorIs(t, err, redisstore.ErrUnavailable)
	_, _, err = closed.Load(t.Context(), "ann")
	require.ErrorIs(t, err, redisstore.ErrUnavailable)
	_, err = alone.Lock(t.Context(), "ann")
	require.ErrorIs(t, err, redisstore.ErrUnavailable)
}

// TestEndedContext returns the error of the context, also while Redis does not answer, and frees the slot.
func TestEndedContext(t *testing.T) {
	server := redisserver.Start(t)
	limiter := newStore(t, server).Limiter(redisstore.Limits{All: apiclient.Limit{PerSecond: 0.001, AtOnce: 1}})
	release, err := limiter.Acquire(t.Context(), &apiclient.Call{API: "a"})
	require.NoError(t, err)
	release(nil)
	ctx, cancel := context.WithTimeoutCause(t.Context(), 100*time.Millisecond, errors.New("enough"))
	defer cancel()
	_, err = limiter.Acquire(ctx, &apiclient.Call{API: "a"})
	require.ErrorIs(t, err, context.DeadlineExceeded)
	ctx, cancel = context.WithCancel(t.Context())
	cancel()
	_, err = limiter.Acquire(ctx, &apiclient.Call{API: "b"})
	require.ErrorIs(t, err, context.Canceled)
}
