package openplatform

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

type memberKey struct{}

// WithMember returns a context whose calls act for a member, by the name under which the store of [WithTokenStore]
// keeps the member's token.
func WithMember(ctx context.Context, member string) context.Context {
	return context.WithValue(ctx, memberKey{}, member)
}

func memberOf(ctx context.Context) string {
	member, _ := ctx.Value(memberKey{}).(string)
	return member
}

// early is how long before its end a token counts as old, so that none ends on its way.
const early = 2 * time.Minute

// refresher renews the tokens of members. For each member one call at a time does it, and the others wait for what it
// gets.
type refresher struct {
	route *direct
	store TokenStore

	mu    sync.Mutex
	turns map[string]*turn // by member
}

// turn is the state of one member. Its channel holds one element while nobody renews.
type turn struct {
	free     chan struct{}
	refused  string // an access token that the platform does not take any more
	unsaved  Token  // one that the store could not keep
	hasToken bool
}

func newRefresher(d *direct, store TokenStore) *refresher {
	return &refresher{route: d, store: store, turns: map[string]*turn{}}
}

func (r *refresher) turnOf(member string) *turn {
	r.mu.Lock()
	defer r.mu.Unlock()
	t := r.turns[member]
	if t == nil {
		t = &turn{free: make(chan struct{}, 1)}
		t.free <- struct{}{}
		r.turns[member] = t
	}
	return t
}

// AccessToken returns the token at hand, or a new one.
func (r *refresher) AccessToken(ctx context.Context) (string, error) {
	member := memberOf(ctx)
	t := r.turnOf(member)
	select {
	case <-t.free:
	case <-ctx.Done():
		return "", ctx.Err()
	}
	defer func() { t.free <- struct{}{} }()
	token, err := r.load(ctx, t, member)
	if err != nil {
		return "", err
	}
	if r.isGood(t, token) {
		return token.Access.Reveal(), nil
	}
	if locker, ok := r.store.(TokenLocker); ok {
		return r.renewLocked(ctx, locker, t, member)
	}
	return r.renew(ctx, t, member, token)
}

// isGood reports whether a call may be made with a token. One whose end is not known is good until the platform refuses
// it.
func (r *refresher) isGood(t *turn, token Token) bool {
	access := token.Access.Reveal()
	lasts := token.Expires.IsZero() || r.route.clock().Before(token.Expires.Add(-early))
	return access != "" && access != t.refused && lasts
}

// renewLocked renews the token of a member unless another process has done so.
func (r *refresher) renewLocked(ctx context.Context, locker TokenLocker, t *turn, member string) (string, error) {
	unlock, err := locker.Lock(ctx, member)
	if err != nil {
		return "", fmt.Errorf("the kept token cannot be locked: %w", err)
	}
	defer unlock()
	token, err := r.load(ctx, t, member)
	switch {
	case err != nil:
		return "", err
	case r.isGood(t, token):
		return token.Access.Reveal(), nil
	}
	return r.renew(ctx, t, member, token)
}

// load returns the token that is kept, which may be old.
func (r *refresher) load(ctx context.Context, t *turn, member string) (Token, error) {
	if t.hasToken {
		return t.unsaved, r.save(ctx, t, member, t.unsaved)
	}
	token, ok, err := r.store.Load(ctx, member)
	switch {
	case err != nil:
		return Token{}, fmt.Errorf("the kept token cannot be read: %w", err)
	case !ok:
		return Token{}, &lasting{errors.New(
			"no token of this member is kept; let the member authorise the application, see Client.Exchange")}
	}
	return token, nil
}

func (r *refresher) renew(ctx context.Context, t *turn, member string, old Token) (string, error) {
	if old.Refresh.IsEmpty() {
		return "", &lasting{errors.New(
			"the access token has ended, and there is no refresh token; let the member authorise the application again")}
	}
	token, err := r.route.getToken(ctx,
		map[string]string{"grant_type": "refresh_token", "refresh_token": old.Refresh.Reveal()})
	if err != nil {
		return "", err
	}
	if token.Refresh.IsEmpty() { // the one that was used goes on being good
		token.Refresh = old.Refresh
	}
	return token.Access.Reveal(), r.save(ctx, t, member, token)
}

// save keeps a token in the store. One that the store does not take is kept in memory, and offered again: the refresh
// token that it came from may have ended.
func (r *refresher) save(ctx context.Context, t *turn, member string, token Token) error {
	err := r.store.Save(context.WithoutCancel(ctx), member, token)
	t.unsaved, t.hasToken = token, err != nil
	if err != nil {
		return fmt.Errorf("the new token cannot be kept: %w", err)
	}
	return nil
}

// distrust makes the next call of the member get another token: the platform does not take this one any more.
func (r *refresher) distrust(ctx context.Context, access string) {
	t := r.turnOf(memberOf(ctx))
	<-t.free
	t.refused = access
	t.free <- struct{}{}
}
