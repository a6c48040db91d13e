package apiclient

import (
	"cmp"
	"context"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/go-ali1688/ali1688/refusal"
)

// Retrier repeats the attempts of a call. [Retries] is one; another may be built on a library, and is responsible for
// what it repeats: [RetryOf] advises, and a call that changes something must be sent once.
type Retrier interface {
	Retry(ctx context.Context, c *Call, attempt func(context.Context) error) error
}

// Retries repeats calls that failed for a reason that passes, by the class in the table of codes: [refusal.Soon] after
// a wait, [refusal.Pause] after a longer one. Everything else fails at once: what is worth another attempt only minutes
// later or tomorrow, such as an offer that is gone or a used-up quota, wrong credentials, and every call that changes
// something.
//
// A wait is a random part of the wait before it doubled, which keeps many callers apart.
type Retries struct {
	Attempts  int           // at most for a call, the first included; 0 is 3
	Wait      time.Duration // at most before the second attempt; 0 is a second, a negative one none
	PauseWait time.Duration // at least before another attempt in the class pause; 0 is 5 seconds
	MaxWait   time.Duration // at most before any; 0 is 30 seconds

	// Extra is how many extra attempts all calls of the client together may make beyond Share. 0 is 10.
	Extra int
	// Share is how many extra attempts each call adds to Extra, so that extra attempts are at most this part of all
	// calls in the long run. 0 is 0.2; a negative number is none.
	Share float64

	once   sync.Once
	mu     sync.Mutex
	tokens float64
}

// Retry makes attempts until one succeeds or none may follow.
func (r *Retries) Retry(ctx context.Context, c *Call, attempt func(context.Context) error) error {
	r.deposit()
	for n := 1; ; n++ {
		err := attempt(ctx)
		if err == nil || n >= r.attempts() {
			return err
		}
		wait, ok := r.wait(c.mayRepeat(err), n)
		if !ok || !r.withdraw() {
			return err
		}
		if !sleep(ctx, wait) {
			return err
		}
	}
}

func (r *Retries) attempts() int { return cmp.Or(r.Attempts, 3) }

// wait returns how long to wait after attempt n failed in a class, and false if it is not to be repeated.
func (r *Retries) wait(class refusal.Retry, n int) (time.Duration, bool) {
	most := cmp.Or(r.MaxWait, 30*time.Second)
	longest := min(most, cmp.Or(r.Wait, time.Second))
	for range n - 1 {
		longest = min(most, 2*longest)
	}
	jitter := rand.N(max(0, longest) + 1)
	switch class {
	case refusal.Soon:
		return jitter, true
	case refusal.Pause:
		return min(most, cmp.Or(r.PauseWait, 5*time.Second)+jitter), true
	}
	return 0, false
}

// full is the number of extra attempts that may be saved up.
func (r *Retries) full() float64 { return float64(cmp.Or(r.Extra, 10)) }

// deposit adds the share of one call.
func (r *Retries) deposit() {
	r.once.Do(func() { r.tokens = r.full() })
	r.mu.Lock()
	defer r.mu.Unlock()
	r.tokens = min(r.full(), r.tokens+max(0, cmp.Or(r.Share, 0.2)))
}

// withdraw takes an extra attempt, and reports whether there was one.
func (r *Retries) withdraw() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.tokens < 1 {
		return false
	}
	r.tokens--
	return true
}

// sleep waits, and reports whether the context still goes on. It does not begin a wait that the context would end.
func sleep(ctx context.Context, wait time.Duration) bool {
	if end, ok := ctx.Deadline(); ok && time.Until(end) <= wait {
		return false
	}
	return waitFor(ctx, wait) == nil
}

func retryStage(r Retrier) Stage {
	return func(next Attempt) Attempt {
		return func(ctx context.Context, c *Call) error {
			return r.Retry(ctx, c, func(ctx context.Context) error { return next(ctx, c) })
		}
	}
}
