package push

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/generated/messages"
)

// TestRepetition sends a message again after each way in which a first attempt may end.
func TestRepetition(t *testing.T) {
	broken := errors.New("the database is down")
	cases := []struct {
		name  string
		first func() error
		codes []int
		calls int
	}{
		{"done", func() error { return nil }, []int{200, 200}, 1},
		{"failed", func() error { return broken }, []int{500, 200}, 2},
		{"panicked", func() error { panic("nil map") }, []int{500, 200}, 2},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			calls := 0
			r := receiverOf(t, Config{Callbacks: Callbacks{
				OrderBuyerViewOrderPay: func(context.Context, *Message, *messages.PushOrder) error {
					if calls++; calls == 1 {
						return c.first()
					}
					return nil
				}}})
			var codes []int
			for range c.codes {
				w := post(t, r, Form(messageText(7, TopicOrderBuyerViewOrderPay, order), secret).Encode())
				codes = append(codes, w.Code)
				assert.NotContains(t, w.Body.String(), broken.Error())
			}
			assert.Equal(t, c.codes, codes)
			assert.Equal(t, c.calls, calls)
		})
	}
}

// TestUnfinished keeps a message that is being handled from a second callback, until the lease ends.
func TestUnfinished(t *testing.T) {
	store := NewMemoryStore()
	now := born
	store.now = func() time.Time { return now }
	r := receiverOf(t, Config{Store: store, Lease: time.Minute})
	state, err := store.Claim(t.Context(), "7", "killed", time.Minute)
	require.NoError(t, err)
	require.Equal(t, Claimed, state)
	body := Form(messageText(7, "X", `{}`), secret).Encode()
	w := post(t, r, body)
	assert.Equal(t, http.StatusServiceUnavailable, w.Code)
	assert.Equal(t, "1", w.Header().Get("Retry-After"))
	now = now.Add(time.Minute)
	assert.Equal(t, http.StatusOK, post(t, r, body).Code)
	state, err = store.Claim(t.Context(), "7", "x", time.Minute)
	require.NoError(t, err)
	assert.Equal(t, Done, state)
	now = now.Add(7 * 24 * time.Hour)
	state, err = store.Claim(t.Context(), "7", "x", time.Minute)
	require.NoError(t, err)
	assert.Equal(t, Claimed, state, "forgotten")
}

// failingStore fails at one of its methods.
type failingStore struct {
	*MemoryStore
	at string
}

var errDown = errors.New("the store is down")

func (s failingStore) Claim(ctx context.Context, id, owner string, lease time.Duration) (State, error) {
	if s.at == "claim" {
		return 0, errDown
	}
	return s.MemoryStore.Claim(ctx, id, owner, lease)
}

func (s failingStore) Finish(ctx context.Context, id string, keep time.Duration) error {
	if s.at == "finish" {
		return errDown
	}
	return s.MemoryStore.Finish(ctx, id, keep)
}

func (s failingStore) Release(ctx context.Context, id, owner string) error {
	if s.at == "release" {
		return errDown
	}
	return s.MemoryStore.Release(ctx, id, owner)
}

// TestStoreFails answers so that the platform sends again, whatever the store cannot do.
func TestStoreFails(t *testing.T) {
	for at, want := range map[string]int{"claim": 503, "finish": 503, "release": 500} {
		var reported error
		r := receiverOf(t, Config{Store: failingStore{NewMemoryStore(), at}, Callbacks: Callbacks{
			Other: func(context.Context, *Message) error {
				if at == "release" {
					return errors.New("no")
				}
				return nil
			}}, OnError: func(_ context.Context, _ *Message, err error) { reported = err }})
		assert.Equal(t, want, post(t, r, Form(messageText(1, "X", `{}`), secret).Encode()).Code, at)
		require.ErrorIs(t, reported, errDown, at)
		assert.ErrorIs(t, reported, ErrStore, at)
	}
}

// TestGivesUp ends the context of a callback with the lease, and not with the request.
func TestGivesUp(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	r := receiverOf(t, Config{Lease: time.Hour, Callbacks: Callbacks{Other: func(ctx context.Context, _ *Message) error {
		deadline, ok := ctx.Deadline()
		assert.True(t, ok)
		assert.WithinDuration(t, time.Now().Add(time.Hour), deadline, time.Minute)
		return ctx.Err()
	}}})
	assert.NoError(t, r.Receive(ctx, messageText(1, "X", `{}`)))
}

// TestSweep keeps the memory of a store that nobody asks again bounded.
func TestSweep(t *testing.T) {
	store := NewMemoryStore()
	now := born
	store.now = func() time.Time { return now }
	for i := range 10 * firstSweep {
		now = now.Add(time.Second)
		require.NoError(t, store.Finish(t.Context(), strconv.Itoa(i), time.Minute))
	}
	assert.LessOrEqual(t, len(store.entries), firstSweep)
	require.NoError(t, store.Release(t.Context(), strconv.Itoa(10*firstSweep-1), "x"))
	state, err := store.Claim(t.Context(), strconv.Itoa(10*firstSweep-1), "x", time.Minute)
	require.NoError(t, err)
	assert.Equal(t, Done, state, "a release of another owner")
}
