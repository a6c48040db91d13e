// Package redislease takes names in Redis for one process at a time. The name of a process that died comes free again.
package redislease

import (
	"context"
	"crypto/rand"
	"errors"
	"sync"
	"time"

	"github.com/redis/go-redis/v9"
)

// Lease is a name that this process has. It is renewed until it is released.
type Lease struct {
	client  redis.Scripter
	key, id string
	length  time.Duration
	stop    chan struct{}
	ended   sync.WaitGroup
}

// Try takes a key, and reports whether it was free. A process that dies has it for length more at most.
func Try(ctx context.Context, client redis.UniversalClient, key string, length time.Duration) (*Lease, bool, error) {
	l := &Lease{client: client, key: key, id: rand.Text(), length: length, stop: make(chan struct{})}
	_, err := client.SetArgs(ctx, key, l.id, redis.SetArgs{Mode: "NX", TTL: length}).Result()
	switch {
	case errors.Is(err, redis.Nil):
		return nil, false, nil
	case err != nil:
		return nil, false, err
	}
	l.ended.Go(l.renew)
	return l, true, nil
}

var extend = redis.NewScript(`
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return 0`)

func (l *Lease) renew() {
	tick := time.NewTicker(l.length / 3)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			ctx, cancel := context.WithTimeout(context.Background(), l.length/3)
			extend.Run(ctx, l.client, []string{l.key}, l.id, l.length.Milliseconds())
			cancel()
		case <-l.stop:
			return
		}
	}
}

var remove = redis.NewScript(`
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0`)

// Delete deletes a key that has the value, and no other.
func Delete(ctx context.Context, client redis.Scripter, key, value string) error {
	return remove.Run(ctx, client, []string{key}, value).Err()
}

// Release frees the name. Call it once. If Redis cannot be reached the name comes free by itself.
func (l *Lease) Release() {
	close(l.stop)
	l.ended.Wait()
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	_ = Delete(ctx, l.client, l.key, l.id)
}
