package apiclient

import (
	"bytes"
	"container/list"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/url"
	"sync"
	"time"

	"github.com/go-ali1688/ali1688/refusal"
	"github.com/go-ali1688/ali1688/transport"
)

// Cache keeps responses, so that a request is not paid twice. Calls that change something are never answered from it,
// and errors are not kept. Several calls for the same at once make one request.
type Cache struct {
	Store CacheStore // nil is NewMemoryStore(64 << 20)

	TTL map[string]time.Duration // how long a response is fresh, by operation; a negative one is not kept
	// Default is the time for operations that TTL does not name. 0 is not to keep them.
	Default time.Duration
	// StaleFor is how long after that a response may stand in for an error that passes.
	StaleFor time.Duration
	// NotFoundFor is how long it is remembered that the gateway found nothing, which it charges. 0 is not at all.
	NotFoundFor time.Duration
}

// CacheStore keeps responses by key. It is safe for concurrent use. What cannot be kept or read is requested instead.
type CacheStore interface {
	Get(ctx context.Context, key string) (CacheEntry, bool, error)
	// Set keeps an entry for a time, after which it may be forgotten.
	Set(ctx context.Context, key string, entry CacheEntry, keep time.Duration) error
}

// CacheEntry is a response as it came, without credentials.
type CacheEntry struct {
	Body []byte
	At   time.Time // when it came
}

type cache struct {
	Cache
	clock   func() time.Time
	mu      sync.Mutex
	flights map[string]*flight
}

// flight is a request under way that several calls wait for.
type flight struct {
	done chan struct{} // closed when it has ended
	body []byte        // what came, also beside an error
	err  error
	left bool // the context of the call that made it has ended
}

func (c Cache) stage(clock func() time.Time) Stage {
	own := &cache{Cache: c, clock: clock, flights: map[string]*flight{}}
	if own.Store == nil {
		own.Store = NewMemoryStore(64 << 20)
	}
	return func(next Attempt) Attempt {
		return func(ctx context.Context, c *Call) error {
			ttl := own.ttl(c.API)
			if c.Changes || c.Key == "" || ttl <= 0 {
				return next(ctx, c)
			}
			return own.fetch(ctx, c, ttl, next)
		}
	}
}

func (c *cache) ttl(api string) time.Duration {
	if ttl, ok := c.TTL[api]; ok {
		return ttl
	}
	return c.Default
}

// fetch answers from the store, or after another call for the same, or with a request.
func (c *cache) fetch(ctx context.Context, call *Call, ttl time.Duration, next Attempt) error {
	for {
		entry, ok, err := c.Store.Get(ctx, call.Key)
		ok = ok && err == nil
		if ok && c.isFresh(entry, ttl) {
			err = serve(ctx, call, entry, false)
			if info := infoOf(ctx); info != nil && IsCode(err, Gateway1688, codeNotFound) {
				info.At = entry.At.Add(ttl - c.NotFoundFor) // as request has it the other way round
			}
			return err
		}
		f, mine := c.join(call.Key)
		if !mine {
			select {
			case <-f.done:
			case <-ctx.Done():
				f = &flight{err: &UnsentError{call.API, ctx.Err(), refusal.Soon}}
			}
			if f.left && isOfContext(f.err) { // the other call was given up, this one goes on
				continue
			}
		} else {
			c.fly(ctx, call, f, ttl, next)
		}
		switch {
		case ok && c.mayStandIn(entry, ttl, f.err):
			return serve(ctx, call, entry, true)
		case mine:
			return f.err
		case len(f.body) > 0:
			return serve(ctx, call, CacheEntry{Body: f.body, At: c.clock()}, false)
		}
		return f.err
	}
}

// isFresh reports whether an entry may be returned. One from the future is of a clock that was set back, unless it is
// no more than clocks differ by; what was not found has a time of its own.
func (c *cache) isFresh(entry CacheEntry, ttl time.Duration) bool {
	age := c.clock().Sub(entry.At)
	return age < ttl && age > -max(time.Minute, c.NotFoundFor)
}

// isOfContext reports whether a call ended because its context did.
func isOfContext(err error) bool {
	return errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}

// join returns the request for a key that is under way, or a new one that the caller has to make.
func (c *cache) join(key string) (f *flight, mine bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if f = c.flights[key]; f != nil {
		return f, false
	}
	f = &flight{done: make(chan struct{})}
	c.flights[key] = f
	return f, true
}

// fly makes the request that others may wait for.
func (c *cache) fly(ctx context.Context, call *Call, f *flight, ttl time.Duration, next Attempt) {
	f.err = errNoOutcome
	defer func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		delete(c.flights, call.Key)
		close(f.done)
	}()
	f.err = c.request(ctx, call, ttl, next)
	f.body, f.left = call.Body, ctx.Err() != nil
}

// errNoOutcome is what the others get if the call panics.
var errNoOutcome = errors.New("another call for the same ended without an outcome")

// request makes the call and keeps the response.
func (c *cache) request(ctx context.Context, call *Call, ttl time.Duration, next Attempt) error {
	err := next(ctx, call)
	call.Body = bytes.Clone(call.Body) // the caller has the other one in Raw, and may change it
	switch {
	case err == nil:
		c.keep(ctx, call, c.clock(), ttl+c.StaleFor)
	case c.NotFoundFor > 0 && IsCode(err, Gateway1688, codeNotFound):
		// It is kept as if it had come earlier, so that it is fresh for this time only.
		c.keep(ctx, call, c.clock().Add(c.NotFoundFor-ttl), c.NotFoundFor)
	}
	return err
}

// codeNotFound is the gateway's code of a search without a result and of an offer that is gone.
const codeNotFound = "2000"

func (c *cache) keep(ctx context.Context, call *Call, at time.Time, keep time.Duration) {
	if len(call.Body) > 0 {
		_ = c.Store.Set(ctx, call.Key, CacheEntry{Body: call.Body, At: at}, keep)
	}
}

// mayStandIn reports whether an entry that is no longer fresh may be returned in place of an error.
func (c *cache) mayStandIn(entry CacheEntry, ttl time.Duration, err error) bool {
	if err == nil || c.clock().Sub(entry.At) >= ttl+c.StaleFor || errors.Is(err, context.Canceled) ||
		IsCode(err, Gateway1688, codeNotFound) {
		return false
	}
	return RetryOf(err).Retry != refusal.Never
}

// serve answers a call with a kept response, which goes the way of one that came, also where the time for another one
// is up.
func serve(ctx context.Context, call *Call, entry CacheEntry, stale bool) error {
	if info := infoOf(ctx); info != nil {
		info.Cached, info.Stale, info.At = true, stale, entry.At
	}
	return call.send(transport.WithBody(context.WithoutCancel(ctx), entry.Body))
}

// CacheKey returns the key of a request: what it asks for, whatever the order of its parameters, and nothing that is
// secret.
func CacheKey(address, api string, values url.Values) string {
	sum := sha256.Sum256([]byte(address + "\n" + api + "\n" + values.Encode()))
	return api + "/" + hex.EncodeToString(sum[:])
}

// NewMemoryStore returns a store in memory that keeps the entries used last, of at most so many bytes together.
func NewMemoryStore(maxBytes int) CacheStore {
	return &memoryStore{max: maxBytes, entries: map[string]*list.Element{}}
}

type memoryStore struct {
	mu      sync.Mutex
	max     int
	bytes   int
	order   list.List // of *kept, the last used first
	entries map[string]*list.Element
}

type kept struct {
	key   string
	entry CacheEntry
	until time.Time
}

// size counts what an entry takes, roughly.
func (k *kept) size() int { return len(k.key) + len(k.entry.Body) + 200 }

func (s *memoryStore) Get(_ context.Context, key string) (CacheEntry, bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	e, ok := s.entries[key]
	if !ok {
		return CacheEntry{}, false, nil
	}
	k := e.Value.(*kept)
	if !time.Now().Before(k.until) {
		s.drop(e)
		return CacheEntry{}, false, nil
	}
	s.order.MoveToFront(e)
	return k.entry, true, nil
}

func (s *memoryStore) Set(_ context.Context, key string, entry CacheEntry, keep time.Duration) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if e, ok := s.entries[key]; ok {
		s.drop(e)
	}
	k := &kept{key, entry, time.Now().Add(keep)}
	if k.size() > s.max {
		return nil
	}
	s.entries[key] = s.order.PushFront(k)
	s.bytes += k.size()
	for s.bytes > s.max {
		s.drop(s.order.Back())
	}
	return nil
}

func (s *memoryStore) drop(e *list.Element) {
	k := s.order.Remove(e).(*kept)
	delete(s.entries, k.key)
	s.bytes -= k.size()
}
