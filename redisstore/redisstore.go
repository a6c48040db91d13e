// Package redisstore shares the limits, the budget, the cache and the tokens of clients among many processes, over
// Redis 5 or later. Everything is counted by the clock of Redis, so that the clocks of the machines may differ.
//
//	rdb, err := redisstore.Connect("redis://127.0.0.1:6379")
//	shared := redisstore.New(rdb, redisstore.Options{})
//	client, err := ali1688.New(key, secret,
//		ali1688.WithLimiter(shared.Limiter(redisstore.Limits{All: apiclient.Limit{AtOnce: 20, PerSecond: 50}})),
//		ali1688.WithBudget(apiclient.Budget{PerDay: 100_000, Ledger: shared.Ledger(redisstore.LedgerOptions{})}),
//		ali1688.WithCache(apiclient.Cache{Default: 6 * time.Hour, Store: shared.Cache()}))
//
// While Redis cannot be reached, calls are refused with [ErrUnavailable] before they are sent. [Limits] and
// [LedgerOptions] let them through within a bound.
//
// Redis must not forget: use a server with the policy noeviction and with appendonly yes. After a loss of its data the
// budget goes on from the highest count that a running process has seen.
package redisstore

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/redis/go-redis/v9"
)

// ErrUnavailable is matched by the error of what Redis could not be asked for. The same error wraps the cause.
var ErrUnavailable = errors.New("redis is not available")

// Options are the options of a [Store].
type Options struct {
	// Prefix begins the name of every key. Programs that share an account have the same, other accounts another one. ""
	// is "ali1688:".
	Prefix string
	// Timeout is how long a command may take. 0 is a second.
	Timeout time.Duration
	// Clock is the clock of the clients if it is not time.Now, see [github.com/go-ali1688/ali1688.WithClock].
	Clock func() time.Time
}

// Store is what processes share in one Redis. It is safe for concurrent use.
type Store struct {
	client redis.UniversalClient
	opts   Options

	mu    sync.Mutex
	rests time.Time // no command is sent before, because the last one failed
	cause error
}

// New returns a store in Redis. [Connect] makes a client that gives up in time; another one should have
// ContextTimeoutEnabled.
func New(client redis.UniversalClient, opts Options) *Store {
	opts.Prefix, opts.Timeout = cmp.Or(opts.Prefix, "ali1688:"), cmp.Or(opts.Timeout, time.Second)
	if opts.Clock == nil {
		opts.Clock = time.Now
	}
	return &Store{client: client, opts: opts}
}

// Connect returns a client for an address such as redis://127.0.0.1:6379, or rediss://user:password@host:6379/0 with
// TLS. It does not connect before the first command. The error does not contain the address.
func Connect(address string) (*redis.Client, error) {
	opts, err := redis.ParseURL(address)
	if err != nil {
		return nil, errors.New(
			"the address of Redis must be like redis://127.0.0.1:6379 or rediss://user:password@host:6379/0")
	}
	opts.ContextTimeoutEnabled = true
	opts.DialTimeout, opts.DialerRetries = 2*time.Second, 1
	opts.MaxRetries = -1 // a command that may have been carried out would be counted twice
	return redis.NewClient(opts), nil
}

// rest is how long no command is sent after one that failed, so that an outage does not make each call wait.
const rest = 500 * time.Millisecond

// run runs a script. The error is that of the context if it has ended, and [ErrUnavailable] otherwise.
func (s *Store) run(ctx context.Context, script *redis.Script, keys []string, args ...any) ([]any, error) {
	var out []any
	err := s.do(ctx, func(ctx context.Context) (err error) {
		out, err = script.Run(ctx, s.client, keys, args...).Slice()
		return err
	})
	return out, err
}

// do has Redis do something, within the timeout.
func (s *Store) do(ctx context.Context, command func(context.Context) error) error {
	if err := s.resting(); err != nil {
		return err
	}
	limited, cancel := context.WithTimeout(ctx, s.opts.Timeout)
	defer cancel()
	err := command(limited)
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return ctx.Err()
	}
	return s.failed(err)
}

func (s *Store) resting() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if time.Now().Before(s.rests) {
		return unavailable(s.cause)
	}
	return nil
}

func (s *Store) failed(err error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.rests, s.cause = time.Now().Add(rest), err
	return unavailable(err)
}

func unavailable(cause error) error { return fmt.Errorf("%w: %w", ErrUnavailable, cause) }

// key returns the name of a key. Names that one script uses have the same tag, so that a cluster keeps them together.
func (s *Store) key(tag, name string) string { return s.opts.Prefix + "{" + tag + "}" + name }

// numbers returns what a script returned as numbers.
func numbers(values []any, want int) ([]int64, error) {
	out := make([]int64, 0, len(values))
	for _, v := range values {
		n, ok := v.(int64)
		if !ok {
			return nil, unavailable(errors.New("a script returned something else than numbers"))
		}
		out = append(out, n)
	}
	if len(out) != want {
		return nil, unavailable(fmt.Errorf("a script returned %d numbers in place of %d", len(out), want))
	}
	return out, nil
}
