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
	own, all := l.gate(c.API, l.limitOf(c.API)), l.gate("", l.All)
	if err := own.enter(ctx, l.resumes); err != nil {
		return nil, err
	}
	if err := all.enter(ctx, l.resumes); err != nil {
		own.leave()
		return nil, err
	}
	return func(err error) {
		if RetryOf(err).Retry == refusal.Pause {
			l.pause() // before the next request may enter
		}
		all.leave()
		own.leave()
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

// resumes returns when the pause ends.
func (l *Limits) resumes() time.Time {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.paused
}

// gate lets requests through at a rate and a number at once.
type gate struct {
	slots chan struct{} // nil for any number
	every time.Duration // 0 for any rate
	burst time.Duration // how far the schedule may lag behind
	door  chan struct{} // the request whose turn is next waits in it, so that one that gives up takes no turn
	next  time.Time     // when the request after the last is due; of the request in the door
}

func newGate(limit Limit) *gate {
	g := &gate{door: make(chan struct{}, 1)}
	if limit.AtOnce > 0 {
		g.slots = make(chan struct{}, limit.AtOnce)
	}
	if limit.PerSecond > 0 {
		g.every = time.Duration(float64(time.Second) / limit.PerSecond)
		g.burst = time.Duration(max(limit.Burst, 1)-1) * g.every
	}
	return g
}

// enter waits for a slot and then for its turn, which does not come during a pause.
func (g *gate) enter(ctx context.Context, resumes func() time.Time) error {
	if g.slots != nil {
		if err := take(ctx, g.slots); err != nil {
			return err
		}
	}
	if err := g.turn(ctx, resumes); err != nil {
		g.leave()
		return err
	}
	return nil
}

// take puts a request into a channel, or returns the error of a context that ends before.
func take(ctx context.Context, room chan<- struct{}) error {
	select {
	case room <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// turn waits for the turn of a request, and takes it.
func (g *gate) turn(ctx context.Context, resumes func() time.Time) error {
	if g.every == 0 {
		_, err := waitUntil(ctx, time.Time{}, resumes)
		return err
	}
	if err := take(ctx, g.door); err != nil {
		return err
	}
	defer func() { <-g.door }()
	due, err := waitUntil(ctx, later(g.next, time.Now().Add(-g.burst)), resumes)
	if err == nil {
		g.next = due.Add(g.every)
	}
	return err
}

// waitUntil waits until a request is due, or until the end of a pause, which may begin meanwhile. It returns that time.
func waitUntil(ctx context.Context, due time.Time, resumes func() time.Time) (time.Time, error) {
	for {
		due = later(due, resumes())
		wait := time.Until(due)
		if err := waitFor(ctx, wait); err != nil || wait <= 0 {
			return due, err
		}
	}
}

func later(a, b time.Time) time.Time {
	if a.Before(b) {
		return b
	}
	return a
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
				return &UnsentError{c.API, err, refusal.Soon}
			}
			err = errNoOutcome // of a call that panics
			defer func() { release(err) }()
			err = next(ctx, c)
			return err
		}
	}
}
