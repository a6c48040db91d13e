package redisstore_test

import (
	"context"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/internal/testkit/redisserver"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/openplatform"
	"github.com/go-ali1688/ali1688/redisstore"
)

// newStore returns a store as another process would have it.
func newStore(t *testing.T, server *redisserver.Server) *redisstore.Store {
	t.Helper()
	return skewedStore(t, server, 0)
}

func skewedStore(t *testing.T, server *redisserver.Server, skew time.Duration) *redisstore.Store {
	t.Helper()
	rdb, err := redisstore.Connect("redis://" + server.Addr)
	require.NoError(t, err)
	t.Cleanup(func() { _ = rdb.Close() })
	return redisstore.New(rdb, redisstore.Options{Clock: func() time.Time { return time.Now().Add(skew) }})
}

func TestConnect(t *testing.T) {
	for address, want := range map[string]redis.Options{
		"redis://127.0.0.1:6379":         {Addr: "127.0.0.1:6379"},
		"redis://ann:planted@10.1.1.1/3": {Addr: "10.1.1.1:6379", Username: "ann", Password: "planted", DB: 3},
	} {
		client, err := redisstore.Connect(address)
		require.NoError(t, err)
		got := client.Options()
		assert.Equal(t, want, redis.Options{Addr: got.Addr, Username: got.Username, Password: got.Password, DB: got.DB})
		assert.True(t, got.ContextTimeoutEnabled)
		require.NoError(t, client.Close())
	}
	for _, address := range []string{"", "127.0.0.1:6379", "http://x", "redis://ann:planted@:x/y"} {
		_, err := redisstore.Connect(address)
		require.ErrorContains(t, err, "must be like redis://127.0.0.1:6379")
		assert.NotContains(t, err.Error(), "planted")
	}
}

// TestSkewedClocks reads the age of a response, and the end of a token, on machines whose clocks differ by two minutes.
func TestSkewedClocks(t *testing.T) {
	server := redisserver.Start(t)
	fast, slow := skewedStore(t, server, time.Minute), skewedStore(t, server, -time.Minute)
	at := time.Now().Add(time.Minute - time.Hour) // an hour ago on the fast machine
	require.NoError(t, fast.Cache().Set(t.Context(), "item_get/1", apiclient.CacheEntry{Body: []byte("{}"), At: at},
		time.Hour))
	entry, ok, err := slow.Cache().Get(t.Context(), "item_get/1")
	require.NoError(t, err)
	assert.True(t, ok)
	assert.Equal(t, "{}", string(entry.Body))
	assert.WithinDuration(t, time.Now().Add(-time.Minute-time.Hour), entry.At, 20*time.Second,
		"an hour ago on the slow one")

	require.NoError(t, fast.Tokens(redisstore.TokenOptions{}).Save(t.Context(), "ann", openplatform.Token{
		Access: loose.SecretOf("a"), Refresh: loose.SecretOf("r"), Expires: at.Add(2 * time.Hour)}))
	token, ok, err := slow.Tokens(redisstore.TokenOptions{}).Load(t.Context(), "ann")
	require.NoError(t, err)
	assert.True(t, ok)
	assert.Equal(t, []string{"a", "r"}, []string{token.Access.Reveal(), token.Refresh.Reveal()})
	assert.WithinDuration(t, time.Now().Add(time.Hour-time.Minute), token.Expires, 20*time.Second)
}

// TestCache keeps entries for their time, apart by prefix.
func TestCache(t *testing.T) {
	server := redisserver.Start(t)
	rdb, err := redisstore.Connect("redis://" + server.Addr)
	require.NoError(t, err)
	cache := redisstore.New(rdb, redisstore.Options{Prefix: "a:"}).Cache()
	ctx := t.Context()
	for key, keep := range map[string]time.Duration{"an hour": time.Hour, "no time": 0, "past": -time.Hour} {
		require.NoError(t, cache.Set(ctx, key, apiclient.CacheEntry{Body: []byte(key), At: time.Now()}, keep))
	}
	entry, ok, err := cache.Get(ctx, "an hour")
	require.NoError(t, err)
	assert.True(t, ok)
	assert.Equal(t, "an hour", string(entry.Body))
	for _, key := range []string{"no time", "past", "never set"} {
		_, ok, err = cache.Get(ctx, key)
		require.NoError(t, err)
		assert.False(t, ok, key)
	}
	_, ok, err = redisstore.New(rdb, redisstore.Options{Prefix: "b:"}).Cache().Get(ctx, "an hour")
	require.NoError(t, err)
	assert.False(t, ok, "another account")
	life, err := rdb.PTTL(ctx, "a:response:an hour").Result()
	require.NoError(t, err)
	assert.InDelta(t, time.Hour, life, float64(20*time.Second))
}

// TestTokens keeps tokens whose end is not known, and has a lock that one holder has at a time.
func TestTokens(t *testing.T) {
	server := redisserver.Start(t)
	ann := newStore(t, server).Tokens(redisstore.TokenOptions{})
	bob := newStore(t, server).Tokens(redisstore.TokenOptions{})
	_, ok, err := ann.Load(t.Context(), "m")
	require.NoError(t, err)
	assert.False(t, ok)
	require.NoError(t, ann.Save(t.Context(), "m", openplatform.Token{Refresh: loose.SecretOf("r")}))
	token, ok, err := bob.Load(t.Context(), "m")
	require.NoError(t, err)
	assert.True(t, ok)
	assert.Equal(t, []any{"", "r", true}, []any{token.Access.Reveal(), token.Refresh.Reveal(), token.Expires.IsZero()})

	unlock, err := ann.Lock(t.Context(), "m")
	require.NoError(t, err)
	other, err := bob.Lock(t.Context(), "another member")
	require.NoError(t, err)
	other()
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	_, err = bob.Lock(ctx, "m")
	require.ErrorIs(t, err, context.DeadlineExceeded)
	unlock()
	unlock, err = bob.Lock(t.Context(), "m")
	require.NoError(t, err)
	unlock()
}
