package push

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"runtime/debug"
	"time"
)

// Config is how a [Receiver] works. Secret is required.
type Config struct {
	AppKey    string // of the application; it serves to name mistakes
	Secret    string // of the application, which signs the messages
	Callbacks Callbacks
	Store     Store // what was done; without one it is remembered in memory

	// Lease is how long a callback may take; 0 is a minute. Its context ends then, and a repetition of the message
	// is handed on again. A process that is killed keeps its messages for as long.
	Lease time.Duration
	// Keep is how long messages are remembered that were done, and how old a message may be that comes by HTTP; 0 is 7
	// days. An older one is refused, because nobody knows any more whether it was done: a replay would pass for it.
	Keep time.Duration
	// MaxBytes is the largest body that is read; 0 is 1 MiB.
	MaxBytes int64
	// OnError is notified of every message that was refused or not done, and of every request without one: then the
	// message is nil. It must not block.
	OnError func(ctx context.Context, m *Message, err error)
}

// What happens to a message that is not done. The platform sends it again.
var (
	// ErrBusy is returned for a repetition that arrives while the message is being handled.
	ErrBusy = errors.New("push: the message is being handled")
	// ErrCallback is wrapped around the error of a callback, and around its panic.
	ErrCallback = errors.New("push: the callback failed")
	// ErrStore is wrapped around the error of the [Store].
	ErrStore = errors.New("push: the store failed")
	// ErrTooOld is returned for a message by HTTP that is older than [Config].Keep.
	ErrTooOld = errors.New("push: the message is older than the memory of the receiver")
)

const (
	defaultLease    = time.Minute
	defaultKeep     = 7 * 24 * time.Hour
	defaultMaxBytes = 1 << 20
)

// Receiver hands messages to callbacks, each message once. It is safe for concurrent use.
type Receiver struct {
	config Config
	now    func() time.Time
}

// New returns a receiver. It refuses a configuration without a secret, and one whose secret is the AppKey.
func New(c Config) (*Receiver, error) {
	switch {
	case c.Secret == "":
		return nil, errors.New("push: Secret is missing: it signs the messages")
	case c.Secret == c.AppKey:
		return nil, errors.New("push: Secret is the AppKey: messages are signed with the application's secret")
	case c.Lease < 0 || c.Keep < 0 || c.MaxBytes < 0:
		return nil, errors.New("push: Lease, Keep and MaxBytes must not be negative")
	}
	if c.Store == nil {
		c.Store = NewMemoryStore()
	}
	c.Lease, c.Keep = cmp.Or(c.Lease, defaultLease), cmp.Or(c.Keep, defaultKeep)
	c.MaxBytes = cmp.Or(c.MaxBytes, defaultMaxBytes)
	return &Receiver{config: c, now: time.Now}, nil
}

// Receive hands a message to its callback, unless that was done before. Without an error the message is done, now or
// earlier, and may be confirmed to the platform. The text must come from the platform: Receive verifies no signature.
func (r *Receiver) Receive(ctx context.Context, text []byte) error {
	m, err := Parse(text)
	return r.settle(ctx, m, err)
}

// settle hands on a message that was parsed, and reports what went wrong.
func (r *Receiver) settle(ctx context.Context, m *Message, err error) error {
	if err == nil {
		err = r.handle(ctx, m)
	}
	if err != nil && r.config.OnError != nil {
		r.config.OnError(ctx, m, err)
	}
	return err
}

func (r *Receiver) handle(ctx context.Context, m *Message) error {
	call, err := r.config.Callbacks.callback(ctx, m)
	if err != nil {
		return err
	}
	owner := rand.Text()
	state, err := r.config.Store.Claim(ctx, m.ID, owner, r.config.Lease)
	switch {
	case err != nil:
		return fmt.Errorf("%w: claim %s: %w", ErrStore, m, err)
	case state == Done:
		return nil
	case state == Busy:
		return fmt.Errorf("%w: %s", ErrBusy, m)
	}
	return r.run(context.WithoutCancel(ctx), m, owner, call)
}

// run calls a callback. What began is brought to an end also when the platform does not wait for it.
func (r *Receiver) run(ctx context.Context, m *Message, owner string, call func(context.Context) error) error {
	bounded, cancel := context.WithTimeout(ctx, r.config.Lease)
	defer cancel()
	if err := protect(bounded, call); err != nil {
		err = fmt.Errorf("%w: %s: %w", ErrCallback, m, err)
		if failed := r.config.Store.Release(ctx, m.ID, owner); failed != nil {
			err = errors.Join(err, fmt.Errorf("%w: release %s: %w", ErrStore, m, failed))
		}
		return err
	}
	if err := r.config.Store.Finish(ctx, m.ID, r.config.Keep); err != nil {
		return fmt.Errorf("%w: the callback was done, but not remembered: %s: %w", ErrStore, m, err)
	}
	return nil
}

// protect turns a panic of a callback into an error.
func protect(ctx context.Context, call func(context.Context) error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return call(ctx)
}
