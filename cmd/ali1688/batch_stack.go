package main

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/diskcache"
	"github.com/go-ali1688/ali1688/openplatform"
)

// stack is what the calls of the command go through, for both clients. A nil member is nothing.
type stack struct {
	retrier apiclient.Retrier
	limiter apiclient.Limiter
	budget  *apiclient.Budget
	cache   *apiclient.Cache
	close   func() error
}

// batchStack returns that of a batch: three attempts, as many requests at once as there are workers, all of which pause
// after "too many", and the budget. Nothing waits any longer once the run is interrupted.
func (b *batchFlags) stack(interrupted context.Context) (stack, error) {
	s := stack{
		retrier: promptRetrier{interrupted, &apiclient.Retries{}},
		limiter: promptLimiter{interrupted, &apiclient.Limits{All: apiclient.Limit{AtOnce: b.workers}}},
	}
	if b.budget > 0 {
		s.budget = &apiclient.Budget{PerDay: b.budget, Ledger: new(runLedger)}
	}
	return s, b.openCache(&s)
}

// openCache adds the file of --cache, if there is one.
func (b *batchFlags) openCache(s *stack) error {
	if b.cache == "" {
		return nil
	}
	store, err := diskcache.Open(b.cache, diskcache.Options{})
	if err != nil {
		return fmt.Errorf("--cache: %w", err)
	}
	s.cache, s.close = &apiclient.Cache{Store: store, Default: b.fresh}, store.Close
	return nil
}

// context returns the context of a call: without --cache no cache answers it, that of the client's own neither.
func (b *batchFlags) context(ctx context.Context) context.Context {
	if b.cache == "" {
		return openplatform.WithoutCache(ctx)
	}
	return ctx
}

// end closes what the stack has open.
func (s *stack) end() error {
	if s.close == nil {
		return nil
	}
	return s.close()
}

func (s *stack) gateway() (opts []ali1688.Option) {
	if s.retrier != nil {
		opts = append(opts, ali1688.WithRetries(s.retrier), ali1688.WithLimiter(s.limiter))
	}
	if s.budget != nil {
		opts = append(opts, ali1688.WithBudget(*s.budget))
	}
	if s.cache != nil {
		opts = append(opts, ali1688.WithCache(*s.cache))
	}
	return opts
}

func (s *stack) platform() (opts []openplatform.Option) {
	if s.retrier != nil {
		opts = append(opts, openplatform.WithRetries(s.retrier), openplatform.WithLimiter(s.limiter))
	}
	if s.budget != nil {
		opts = append(opts, openplatform.WithBudget(*s.budget))
	}
	if s.cache != nil {
		opts = append(opts, openplatform.WithResponseCache(*s.cache))
	}
	return opts
}

// via returns the options of the route through the gateway, whose client has the others.
func (s *stack) via() (opts []openplatform.ViaOption) {
	if s.cache != nil {
		opts = append(opts, openplatform.WithViaCache(*s.cache))
	}
	return opts
}

// promptRetrier ends its waits when the run is interrupted. The context of the attempts goes on: what was sent is paid.
type promptRetrier struct {
	interrupted context.Context //nolint:containedctx // that of the run, and not of a call
	apiclient.Retrier
}

// Retry makes attempts until one succeeds or none may follow.
func (r promptRetrier) Retry(ctx context.Context, c *apiclient.Call, attempt func(context.Context) error) error {
	return r.Retrier.Retry(r.interrupted, c, func(context.Context) error { return attempt(ctx) })
}

// promptLimiter ends its waits when the run is interrupted.
type promptLimiter struct {
	interrupted context.Context //nolint:containedctx // that of the run, and not of a call
	apiclient.Limiter
}

// Acquire waits until a request may be sent.
func (l promptLimiter) Acquire(_ context.Context, c *apiclient.Call) (func(error), error) {
	return l.Limiter.Acquire(l.interrupted, c)
}

// runLedger counts the requests of a run, whatever the day.
type runLedger struct{ spent atomic.Int64 }

// Spend counts a request.
func (l *runLedger) Spend(_ context.Context, _ time.Time, limit int64) (apiclient.Spending, error) {
	if n := l.spent.Add(1); n <= limit || limit <= 0 {
		return apiclient.Spending{Spent: n, OK: true}, nil
	}
	return apiclient.Spending{Spent: l.spent.Add(-1)}, nil
}

// Refund takes a request back.
func (l *runLedger) Refund(context.Context, string) error {
	l.spent.Add(-1)
	return nil
}
