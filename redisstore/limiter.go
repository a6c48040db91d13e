package redisstore

import (
	"cmp"
	"context"
	"crypto/rand"
	_ "embed" // for the scripts
	"fmt"
	mathrand "math/rand/v2"
	"sync"
	"time"

	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/refusal"
	"github.com/redis/go-redis/v9"
)

// Limits are limits that all processes keep together. The members are those of [apiclient.Limits], and more.
type Limits struct {
	All   apiclient.Limit
	Each  apiclient.Limit            // of every operation that API does not name
	API   map[string]apiclient.Limit // by the name of the operation
	Pause time.Duration              // after a refusal in the class pause; 0 is 2 seconds, a negative one none

	// Lease is how long the requests of a process that was killed still count as made. 0 is 30 seconds. A process that
	// stands still or is cut off from Redis for longer loses its slots, though its requests may go on.
	Lease time.Duration
	// Alone limits the requests of this process while Redis cannot be reached. All processes together then make as many as
	// their limits allow together. Nil refuses them.
	Alone apiclient.Limiter
}

// Limiter returns a limiter for any number of clients of this process.
func (s *Store) Limiter(l Limits) apiclient.Limiter {
	l.Lease, l.Pause = cmp.Or(l.Lease, 30*time.Second), cmp.Or(l.Pause, 2*time.Second)
	return &limiter{Limits: l, store: s, doors: map[string]chan struct{}{}, held: map[string]map[string]bool{},
		freed: make(chan struct{}, 1)}
}

type limiter struct {
	Limits
	store *Store
	freed chan struct{} // a request of this process has ended

	mu       sync.Mutex
	doors    map[string]chan struct{}   // by operation: one call at a time asks Redis, so that waiting costs little
	held     map[string]map[string]bool // slots by operation
	renewing bool
}

// Acquire waits for a slot and a turn.
func (l *limiter) Acquire(ctx context.Context, c *apiclient.Call) (func(error), error) {
	slot := rand.Text()
	wait, err := l.ask(ctx, c.API, slot)
	if err != nil { // it may have been granted without our knowing
		l.release(c.API, slot, nil)
	}
	switch {
	case err != nil && ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil && l.Alone != nil:
		return l.Alone.Acquire(ctx, c)
	case err != nil:
		return nil, fmt.Errorf("the shared limit cannot be checked: %w", err)
	}
	if err := pause(ctx, wait, nil); err != nil {
		l.release(c.API, slot, nil)
		return nil, err
	}
	return func(err error) { l.release(c.API, slot, err) }, nil
}

// ask asks until there is a slot, and returns how long it is until the turn.
func (l *limiter) ask(ctx context.Context, api, slot string) (time.Duration, error) {
	door := l.door(api)
	select {
	case door <- struct{}{}:
		defer func() { <-door }()
	case <-ctx.Done():
		return 0, ctx.Err()
	}
	for n := 0; ; n++ {
		granted, wait, err := l.try(ctx, api, slot)
		if err != nil || granted {
			return wait, err
		}
		if wait < 0 {
			wait = pollWait(n)
		}
		if err := pause(ctx, wait, l.freed); err != nil {
			return 0, err
		}
	}
}

// pollWait returns how long to wait for another process's slot before asking for the n-th time again.
func pollWait(n int) time.Duration {
	longest := min(160*time.Millisecond, 20*time.Millisecond<<min(n, 8))
	return longest/2 + mathrand.N(longest/2)
}

func (l *limiter) door(api string) chan struct{} {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.doors[api] == nil {
		l.doors[api] = make(chan struct{}, 1)
	}
	return l.doors[api]
}

//go:embed acquire.lua
var acquireSource string

var acquireScript = redis.NewScript(acquireSource)

// aheadMost is how early a turn may be taken. The turns of a process that dies are lost, so that they should be few.
const aheadMost = time.Second

// try asks once. If there is no slot it returns how long to wait, or -1.
func (l *limiter) try(ctx context.Context, api, slot string) (bool, time.Duration, error) {
	own := l.Each
	if limit, ok := l.API[api]; ok {
		own = limit
	}
	args := []any{slot, l.Lease.Microseconds(), aheadMost.Microseconds()}
	args = append(append(args, gateArgs(own)...), gateArgs(l.All)...)
	got, err := l.store.run(ctx, acquireScript, l.keys(api), args...)
	if err != nil {
		return false, 0, err
	}
	n, err := numbers(got, 2)
	if err != nil {
		return false, 0, err
	}
	if n[0] == 1 {
		l.hold(api, slot)
	}
	return n[0] == 1, time.Duration(n[1]) * time.Microsecond, nil
}

// gateArgs returns the arguments of the script for a limit.
func gateArgs(limit apiclient.Limit) []any {
	every := 0.0
	if limit.PerSecond > 0 {
		every = 1e6 / limit.PerSecond
	}
	return []any{limit.AtOnce, every, float64(max(limit.Burst, 1)-1) * every}
}

// keys returns those of the pause, of the operation and of all.
func (l *limiter) keys(api string) []string {
	key := func(name string) string { return l.store.key("limit", name) }
	return []string{key("pause"), key("slots:" + api), key("turn:" + api), key("slots"), key("turn")}
}

// pause waits, not after a signal, or returns the error of a context that ends before.
func pause(ctx context.Context, wait time.Duration, signal <-chan struct{}) error {
	if wait <= 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-signal:
	case <-ctx.Done():
		return ctx.Err()
	}
	return nil
}

var releaseScript = redis.NewScript(`
redis.call('ZREM', KEYS[2], ARGV[1])
redis.call('ZREM', KEYS[4], ARGV[1])
if tonumber(ARGV[2]) > 0 then redis.call('SET', KEYS[1], 1, 'PX', ARGV[2]) end
return {}`)

// release frees a slot. If Redis cannot be reached, the slot comes free by itself.
func (l *limiter) release(api, slot string, err error) {
	l.mu.Lock()
	delete(l.held[api], slot)
	l.mu.Unlock()
	var stop time.Duration
	if apiclient.RetryOf(err).Retry == refusal.Pause {
		stop = max(0, l.Pause)
	}
	_, _ = l.store.run(context.Background(), releaseScript, l.keys(api), slot, stop.Milliseconds())
	select {
	case l.freed <- struct{}{}:
	default:
	}
}

// hold renews a slot until it is released.
func (l *limiter) hold(api, slot string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.held[api] == nil {
		l.held[api] = map[string]bool{}
	}
	l.held[api][slot] = true
	if !l.renewing {
		l.renewing = true
		go l.renew()
	}
}

// renew renews all slots until there are none.
func (l *limiter) renew() {
	tick := time.NewTicker(l.Lease / 3)
	defer tick.Stop()
	for range tick.C {
		if !l.renewOnce() {
			return
		}
	}
}

// The slots are added again if they are missing: Redis may have lost them.
var renewScript = redis.NewScript(`
local time = redis.call('TIME')
local untilWhen = string.format('%.0f', time[1] * 1000000 + time[2] + ARGV[1])
local keys = {KEYS[2], KEYS[4]}
for i = 1, 2 do
  if tonumber(ARGV[1 + i]) > 0 then
    for slot = 4, #ARGV do redis.call('ZADD', keys[i], untilWhen, ARGV[slot]) end
    redis.call('PEXPIRE', keys[i], string.format('%.0f', ARGV[1] / 1000))
  end
end
return {}`)

// renewOnce renews all slots, and reports whether there were any. A release waits for it, so that none is added again
// that was released.
func (l *limiter) renewOnce() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.renewing = false
	for api, slots := range l.held {
		if len(slots) == 0 {
			continue
		}
		l.renewing = true
		own := l.Each
		if limit, ok := l.API[api]; ok {
			own = limit
		}
		args := []any{l.Lease.Microseconds(), own.AtOnce, l.All.AtOnce}
		for slot := range slots {
			args = append(args, slot)
		}
		_, _ = l.store.run(context.Background(), renewScript, l.keys(api), args...)
	}
	return l.renewing
}
