package redisstore

import (
	"cmp"
	"context"
	"errors"
	"sync"
	"time"

	"github.com/go-ali1688/ali1688/internal/redislease"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/openplatform"
)

// TokenOptions are the options of [Store.Tokens].
type TokenOptions struct {
	// Prefix begins the names of the keys. Tokens belong to an application of the platform, so that each application has
	// its own. "" is "token:", after the prefix of the store.
	Prefix string
	// Lease is how long others wait for a process that was killed while it renewed a token. 0 is 30 seconds.
	Lease time.Duration
	// Alone uses the token that was read last while Redis cannot be reached, until it ends.
	Alone bool
}

// Tokens returns a store of the tokens of members. A token is renewed once for all processes. Redis has the tokens as
// they are: nobody else may read it.
func (s *Store) Tokens(opts TokenOptions) openplatform.TokenLocker {
	opts.Prefix, opts.Lease = cmp.Or(opts.Prefix, "token:"), cmp.Or(opts.Lease, 30*time.Second)
	return &tokens{TokenOptions: opts, store: s, read: map[string]openplatform.Token{}}
}

type tokens struct {
	TokenOptions
	store *Store

	mu   sync.Mutex
	read map[string]openplatform.Token // by member, if Alone
}

func (t *tokens) key(member string) string { return t.store.opts.Prefix + t.Prefix + member }

// Load returns the token of a member.
func (t *tokens) Load(ctx context.Context, member string) (openplatform.Token, bool, error) {
	expires, members, ok, err := t.store.get(ctx, t.key(member), "access", "refresh")
	switch {
	case errors.Is(err, ErrUnavailable) && t.Alone:
		return t.recall(member, err)
	case err != nil || !ok:
		return openplatform.Token{}, false, err
	}
	token := openplatform.Token{
		Access: loose.SecretOf(members[0]), Refresh: loose.SecretOf(members[1]), Expires: expires,
	}
	t.remember(member, token)
	return token, true, nil
}

func (t *tokens) remember(member string, token openplatform.Token) {
	if t.Alone {
		t.mu.Lock()
		defer t.mu.Unlock()
		t.read[member] = token
	}
}

// recall returns the token that was read last. Nothing renews it: that needs the lock.
func (t *tokens) recall(member string, err error) (openplatform.Token, bool, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	token, ok := t.read[member]
	if !ok {
		return openplatform.Token{}, false, err
	}
	return token, true, nil
}

// Save keeps the token of a member.
func (t *tokens) Save(ctx context.Context, member string, token openplatform.Token) error {
	err := t.store.put(ctx, t.key(member), token.Expires, 0, "access", token.Access.Reveal(), "refresh",
		token.Refresh.Reveal())
	if err == nil {
		t.remember(member, token)
	}
	return err
}

// Lock waits until no other process renews the token of the member.
func (t *tokens) Lock(ctx context.Context, member string) (func(), error) {
	for n := 0; ; n++ {
		var lease *redislease.Lease
		var ok bool
		err := t.store.do(ctx, func(ctx context.Context) (err error) {
			lease, ok, err = redislease.Try(ctx, t.store.client, t.key(member)+":renewing", t.Lease)
			return err
		})
		if err != nil {
			return nil, err
		}
		if ok {
			return lease.Release, nil
		}
		if err := pause(ctx, pollWait(n), nil); err != nil {
			return nil, err
		}
	}
}
