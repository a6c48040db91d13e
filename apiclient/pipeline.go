package apiclient

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/go-ali1688/ali1688/refusal"
)

// Call is one call of a client on its way through the concerns of a [Pipeline].
type Call struct {
	Service Service
	API     string // the operation
	Method  string // the operation of the open platform that custom calls, for observers
	Changes bool   // it may order, pay or change something else, and is sent once
	Key     string // of the request in a cache, see [CacheKey]; "" is not to use one
	Body    []byte // of the response, clean JSON: each attempt sets it

	send              func(context.Context) error // an attempt that no stage sees
	attempts, charged int
	left              bool // one of the attempts may have been sent
}

// Attempt sends the request of a call once.
type Attempt func(ctx context.Context, c *Call) error

// Stage is one concern. It returns an attempt that does more than next.
type Stage func(next Attempt) Attempt

// Pipeline makes the calls of a client: it limits, counts and repeats them as the options say.
type Pipeline struct {
	clock     func() time.Time
	quota     *quotaMemory
	observers []Observer
	stages    []Stage
}

// Pipeline composes the concerns that the configuration asks for. The order is important, the outermost first. One that
// nobody asks for is not there.
func (c *Config) Pipeline() *Pipeline {
	p := &Pipeline{clock: c.Clock, quota: new(quotaMemory), observers: c.Observers}
	if c.Cache != nil {
		p.add(c.Cache.stage(p.clock)) // a response that is kept costs nothing
	}
	if c.Retrier != nil {
		p.add(retryStage(c.Retrier)) // so far from the wire that each attempt goes through everything below
	}
	if c.Platform != "" {
		p.add(platformStage(c.Platform)) // a refusal of the first platform is not what retries are for
	}
	if c.Fallback != nil {
		p.add(c.Fallback.stage()) // an attempt asks every host before it fails
	}
	if c.Limiter != nil {
		p.add(limitStage(c.Limiter)) // counts each request, whichever host it goes to
	}
	if c.Budget != nil {
		p.add(c.Budget.stage(p.clock, p.quota)) // so near to the wire that it counts what is sent and nothing else
	}
	return p
}

// add puts a stage below those that are there.
func (p *Pipeline) add(s Stage) { p.stages = append(p.stages, s) }

// Do makes a call: it has attempt send the request as often as the options allow. The error states how many attempts
// there were if there were several.
func (p *Pipeline) Do(ctx context.Context, c *Call, attempt func(context.Context) error) error {
	if len(p.observers) == 0 {
		return p.run(ctx, c, attempt)
	}
	info := infoOf(ctx)
	if info == nil {
		info = new(CallInfo)
		ctx = WithCallInfo(ctx, info)
	}
	ctx, end := p.begin(ctx, c, 0)
	err := p.run(ctx, c, attempt)
	end(*info, err)
	return err
}

// run sends a call through the stages, and counts its attempts.
func (p *Pipeline) run(ctx context.Context, c *Call, attempt func(context.Context) error) error {
	c.send = attempt
	info := infoOf(ctx)
	if info != nil {
		*info = CallInfo{}
	}
	run := func(ctx context.Context, c *Call) error {
		ctx, end := p.begin(ctx, c, c.attempts+1)
		err := attempt(ctx)
		end(CallInfo{}, err)
		return c.count(err)
	}
	for _, stage := range slices.Backward(p.stages) {
		run = stage(run)
	}
	err := run(ctx, c)
	if info != nil { // a call through another client, which repeats it, has counted its attempts already
		info.Attempts, info.Charged = max(info.Attempts, c.attempts), max(info.Charged, c.charged)
	}
	again := c.left && errors.Is(err, ErrNotSent)
	if again {
		err = &notAgain{err}
	}
	if err != nil && (c.attempts > 1 || again) {
		return &AttemptsError{Attempts: c.attempts, Charged: c.charged, Err: err}
	}
	return err
}

// count notes an attempt, and whether it may have been charged.
func (c *Call) count(err error) error {
	var unsent *UnsentError
	if errors.As(err, &unsent) {
		return err
	}
	c.attempts++
	c.left = c.left || !errors.Is(err, ErrNotSent)
	if RetryOf(err).Charged != "no" {
		c.charged++
	}
	return err
}

// Observe takes notice of the member api_info of a response.
func (p *Pipeline) Observe(apiInfo string) { p.quota.observe(apiInfo, p.clock()) }

// Quota returns what the last response that stated it reported of the account, and false before the first one.
func (p *Pipeline) Quota() (Quota, bool) {
	quota, _, ok := p.quota.get()
	return quota, ok
}

// AttemptsError is the error of a call that was attempted more than once. It wraps the error of the last attempt. It is
// [ErrNotSent] only if no attempt was sent.
type AttemptsError struct {
	Attempts int // how often the client tried to send the request
	Charged  int // how many of these may have been charged
	Err      error
}

// Error returns the text of the last error and the numbers.
func (e *AttemptsError) Error() string {
	attempts := "attempts"
	if e.Attempts == 1 { // and another one that was refused before it was sent
		attempts = "attempt"
	}
	return fmt.Sprintf("%v (%d %s, of which %d may have been charged)", e.Err, e.Attempts, attempts, e.Charged)
}

// Unwrap returns the error of the last attempt.
func (e *AttemptsError) Unwrap() error { return e.Err }

// CallInfo is what a call took. [WithCallInfo] has it filled.
type CallInfo struct {
	Attempts int       // how often the client tried to send the request; 0 for a response from a cache
	Charged  int       // how many of these may have been charged
	Cached   bool      // the response is one that was kept
	Stale    bool      // and is no longer fresh
	At       time.Time // when it came
	Host     string    // the fallback host that responded last, and "" for that of the client
	Platform string    // the fallback platform that was asked last, and "" for that of the client
}

type infoKey struct{}

// WithCallInfo returns a context whose call fills info when it returns, whether it succeeds or fails. Use it for one
// call at a time.
func WithCallInfo(ctx context.Context, info *CallInfo) context.Context {
	return context.WithValue(ctx, infoKey{}, info)
}

func infoOf(ctx context.Context) *CallInfo {
	info, _ := ctx.Value(infoKey{}).(*CallInfo)
	return info
}

// mayRepeat reports whether a call that failed may be made again, and in which class.
func (c *Call) mayRepeat(err error) refusal.Retry {
	var stated *Error
	var call *CallError
	switch {
	case c.Changes:
		return refusal.Never
	case c.API != customAPI:
		return RetryOf(err).Retry
	case errors.As(err, &stated): // the advice for a failure of custom takes it for one that may order
		return stated.Explanation.Retry
	case errors.As(err, &call):
		return RetryOf(call.Err).Retry
	}
	return RetryOf(err).Retry
}
