// Package redisstore remembers in Redis which messages of the open platform were done, so that several processes share
// the memory and none loses it when it ends:
//
//	receiver, err := push.New(push.Config{…, Store: redisstore.New(client, "ali1688:push:")})
//
// It takes one key a message, which ends with [push.Config].Keep. A Redis that may throw keys away (maxmemory-policy
// other than noeviction) forgets messages that were done.
package redisstore

import (
	"context"
	"errors"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/go-ali1688/ali1688/internal/redislease"
	"github.com/go-ali1688/ali1688/push"
)

// Store is a [push.Store] in Redis.
type Store struct {
	client redis.UniversalClient
	prefix string
}

var _ push.Store = (*Store)(nil)

// New returns a store whose keys begin with the prefix. Applications that share a Redis need different ones: the ids
// of their messages are not told apart.
func New(client redis.UniversalClient, prefix string) *Store { return &Store{client, prefix} }

// done is the value of a message that was done; a claimed one has its owner behind claimed.
const (
	done    = "done"
	claimed = "claimed:"
)

// Claim implements [push.Store].
func (s *Store) Claim(ctx context.Context, id, owner string, lease time.Duration) (push.State, error) {
	args := redis.SetArgs{Mode: "NX", Get: true, TTL: lease}
	was, err := s.client.SetArgs(ctx, s.prefix+id, claimed+owner, args).Result()
	switch {
	case errors.Is(err, redis.Nil):
		return push.Claimed, nil
	case err != nil:
		return 0, err
	case was == done:
		return push.Done, nil
	}
	return push.Busy, nil
}

// Finish implements [push.Store].
func (s *Store) Finish(ctx context.Context, id string, keep time.Duration) error {
	return s.client.Set(ctx, s.prefix+id, done, keep).Err()
}

// Release implements [push.Store].
func (s *Store) Release(ctx context.Context, id, owner string) error {
	return redislease.Delete(ctx, s.client, s.prefix+id, claimed+owner)
}
