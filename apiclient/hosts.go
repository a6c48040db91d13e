package apiclient

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/transport"
	"github.com/go-json-experiment/json/jsontext"
)

// Fallback sends the request of a call to another host if one cannot be reached, responds with a status of 500 or more,
// or with something that is not JSON. A host that failed so rests; after that one call probes it. Calls that change
// something go to the first host only.
type Fallback struct {
	Hosts []string      // base URLs, after that of the client, in the order of preference
	Rest  time.Duration // how long a host rests; 0 is 30 seconds
}

// hosts is the state of a fallback.
type hosts struct {
	rest time.Duration

	mu    sync.Mutex
	order []*host
}

type host struct {
	base   string    // "" for that of the client
	until  time.Time // it rests until then
	probed bool      // a call probes it now
}

func (f *Fallback) stage() Stage {
	h := &hosts{rest: cmp.Or(f.Rest, 30*time.Second), order: []*host{{}}}
	for _, base := range f.Hosts {
		h.order = append(h.order, &host{base: base})
	}
	return func(next Attempt) Attempt {
		return func(ctx context.Context, c *Call) error {
			if c.Changes {
				return next(ctx, c)
			}
			return h.try(ctx, c, next)
		}
	}
}

// try asks the hosts in turn until one responds. The error is that of the last one asked.
func (h *hosts) try(ctx context.Context, c *Call, next Attempt) error {
	var asked []*host
	for {
		at := h.choose(asked)
		asked = append(asked, at)
		failed, err := h.ask(ctx, at, c, next)
		if !failed || len(asked) == len(h.order) {
			return err
		}
	}
}

// ask asks a host, and reports whether it failed. A host that nothing was heard of, because the call was given up, was
// not sent, or panicked, rests on if it did.
func (h *hosts) ask(ctx context.Context, at *host, c *Call, next Attempt) (failed bool, err error) {
	responded := false
	defer func() { h.report(at, failed, responded) }()
	err = next(transport.WithHost(ctx, at.base), c)
	if info := infoOf(ctx); info != nil {
		info.Host = at.base
	}
	failed = ctx.Err() == nil && isHostFailure(err)
	var stated *Error
	var body *BodyError
	responded = err == nil || errors.As(err, &stated) || errors.As(err, &body)
	return failed, err
}

// choose returns the first host that was not asked and does not rest. If all rest it is the one that rested longest.
func (h *hosts) choose(asked []*host) *host {
	h.mu.Lock()
	defer h.mu.Unlock()
	now := time.Now()
	var best *host
	for _, at := range h.order {
		switch {
		case slices.Contains(asked, at):
			continue
		case at.until.IsZero():
			return at
		case !at.probed && !now.Before(at.until):
			at.probed = true
			return at
		case best == nil || at.until.Before(best.until):
			best = at
		}
	}
	return best
}

func (h *hosts) report(at *host, failed, responded bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	at.probed = false
	switch {
	case failed:
		at.until = time.Now().Add(h.rest)
	case responded:
		at.until = time.Time{}
	}
}

// isHostFailure reports whether an error is one of the host and not of the call. A timeout is one only if there was no
// connection: otherwise another host takes as long.
func isHostFailure(err error) bool {
	var stated *Error
	var unsent *UnsentError
	var body *BodyError
	switch {
	case err == nil, errors.As(err, &stated), errors.As(err, &unsent), errors.Is(err, context.Canceled):
		return false
	case errors.Is(err, ErrNotSent):
		return true
	case errors.Is(err, context.DeadlineExceeded):
		return false
	case errors.As(err, &body):
		return body.StatusCode >= http.StatusInternalServerError || body.StatusCode == http.StatusOK &&
			!jsontext.Value(body.Body).IsValid(loose.Options())
	}
	return !errors.Is(err, transport.ErrBodyTooLarge) && !errors.Is(err, loose.ErrTooManyValues)
}
