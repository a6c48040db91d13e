package apiclient

import (
	"cmp"
	"context"
	"sync"
	"time"

	"github.com/go-ali1688/ali1688/refusal"
)

// Limiter delays requests so that not too many are made at once or in a second. It is safe for concurrent use.
type Limiter interface {
	// Acquire waits until a request may be sent, or returns the error of the context. The request calls release with its
	// error when it ends.
	Acquire(ctx context.Context, c *Call) (release func(error), err error)
}

// Limit is a rate and a number of requests at once. Zero members limit nothing.
type Limit struct {
	PerSecond float64
	Burst     int // how many may be sent without a wait after a rest; 0 is 1
	AtOnce    int
}

// Limits is a [Limiter] in the memory of one process: one limit for all requests, such as those of an application or an
// account, and limits by operation.
type Limits struct {
	All  Limit
	Each Limit            // of every operation that API does not name
	API  map[string]Limit // by the name of the operation

	// Pause is how long all requests wait after a refusal in the class pause, such as too many at once. 0 is 2 seconds, a
	// negative one none.
	Pause time.Duration

	mu     sync.Mutex
	gates  map[string]*gate // by operation, "" for all
	paused time.Time
}

// Acquire waits for the limit of the operation, and then for that of all.
func (l *Limits) Acquire(ctx context.Context, c *Call) (func(error), error) {
	if err := l.sitOut(ctx); err != nil {
		return nil, err
	}
	own, all := l.gate(c.API, l.limitOf(c.API)), l.gate("", l.All)
	if err := own.enter(ctx); err != nil {
		return nil, err
	}
	if err := all.enter(ctx); err != nil {
		own.leave()
		return nil, err
	}
	return func(err error) {
		all.leave()
		own.leave()
		if RetryOf(err).Retry == refusal.Pause {
			l.pause()
		}
	}, nil
}

func (l *Limits) limitOf(api string) Limit {
	if limit, ok := l.API[api]; ok {
		return limit
	}
	return l.Each
}

func (l *Limits) gate(name string, limit Limit) *gate {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.gates == nil {
		l.gates = map[string]*gate{}
	}
	if l.gates[name] == nil {
		l.gates[name] = newGate(limit)
	}
	return l.gates[name]
}

// pause makes every request wait for some time from now on.
func (l *Limits) pause() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.paused = time.Now().Add(max(0, cmp.Or(l.Pause, 2*time.Second)))
}

// sitOut waits for the end of a pause.
func (l *Limits) sitOut(ctx context.Context) error {
	l.mu.Lock()
	wait := time.Until(l.paused)
	l.mu.Unlock()
	if wait <= 0 {
		return nil
	}
	return waitFor(ctx, wait)
}

// gate lets requests through at a rate and a number at once.
type gate struct {
	slots chan struct{} // nil for any number
	every time.Duration // 0 for any rate
	burst time.Duration // how far the schedule may lag behind

	mu   sync.Mutex
	next time.Time // when the request after the last is due
}

func newGate(limit Limit) *gate {
	g := &gate{}
	if limit.AtOnce > 0 {
		g.slots = make(chan struct{}, limit.AtOnce)
	}
	if limit.PerSecond > 0 {
		g.every = time.Duration(float64(time.Second) / limit.PerSecond)
		g.burst = time.Duration(max(limit.Burst, 1)-1) * g.every
	}
	return g
}

// enter waits for a slot and then for its turn.
func (g *gate) enter(ctx context.Context) error {
	if g.slots != nil {
		select {
		case g.slots <- struct{}{}:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	if err := waitFor(ctx, g.turn()); err != nil {
		g.leave()
		return err
	}
	return nil
}

// turn reserves the next turn and returns how long it is until then. A turn that is not used is lost.
func (g *gate) turn() time.Duration {
	if g.every == 0 {
		return 0
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	now := time.Now()
	if earliest := now.Add(-g.burst); g.next.Before(earliest) {
		g.next = earliest
	}
	wait := g.next.Sub(now)
	g.next = g.next.Add(g.every)
	return wait
}

func (g *gate) leave() {
	if g.slots != nil {
		<-g.slots
	}
}

// waitFor waits, or returns the error of a context that ends before.
func waitFor(ctx context.Context, wait time.Duration) error {
	if wait <= 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func limitStage(l Limiter) Stage {
	return func(next Attempt) Attempt {
		return func(ctx context.Context, c *Call) error {
			release, err := l.Acquire(ctx, c)
			if err != nil {
				return &UnsentError{c.API, err}
			}
			err = next(ctx, c)
			release(err)
			return err
		}
	}
}
