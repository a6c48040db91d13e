package redisstore

import (
	"context"
	"time"

	"github.com/go-ali1688/ali1688/apiclient"
)

// Cache returns a store of responses for [apiclient.Cache]. The age of a response is by the clock of Redis. A bound on
// the memory is the maxmemory of a Redis of its own, with the policy allkeys-lru: the counts must not be evicted.
func (s *Store) Cache() apiclient.CacheStore { return responses{s} }

type responses struct{ store *Store }

func (r responses) key(key string) string { return r.store.opts.Prefix + "response:" + key }

func (r responses) Get(ctx context.Context, key string) (apiclient.CacheEntry, bool, error) {
	at, members, ok, err := r.store.get(ctx, r.key(key), "body")
	if err != nil || !ok {
		return apiclient.CacheEntry{}, false, err
	}
	return apiclient.CacheEntry{Body: []byte(members[0]), At: at}, true, nil
}

func (r responses) Set(ctx context.Context, key string, entry apiclient.CacheEntry, keep time.Duration) error {
	if keep < time.Millisecond {
		return nil
	}
	return r.store.put(ctx, r.key(key), entry.At, keep, "body", entry.Body)
}
