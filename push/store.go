package push

import (
	"context"
	"sync"
	"time"
)

// State is what a [Store] knows of a message.
type State int

// The states.
const (
	Claimed State = iota // it is new, or an earlier attempt failed, and the caller has it now
	Busy                 // another call has it
	Done                 // it was done
)

// Store remembers which messages were done. Its methods are called by many goroutines at once, and, if it is shared,
// by many processes.
type Store interface {
	// Claim gives the message to the owner for the time of the lease, unless it is done or another owner has it.
	Claim(ctx context.Context, id, owner string, lease time.Duration) (State, error)
	// Finish remembers for some time that the message was done.
	Finish(ctx context.Context, id string, keep time.Duration) error
	// Release gives the message back, if the owner still has it, so that the next attempt may claim it.
	Release(ctx context.Context, id, owner string) error
}

// MemoryStore is a [Store] in memory. It forgets everything when the process ends. Use [NewMemoryStore].
type MemoryStore struct {
	mu      sync.Mutex
	entries map[string]entry
	sweep   int // the number of entries at which those that ended are removed
	now     func() time.Time
}

// entry is a message that is claimed, or done if it has no owner.
type entry struct {
	owner string
	until time.Time
}

// firstSweep is the number of entries that are kept without looking for those that ended.
const firstSweep = 1024

// NewMemoryStore returns an empty store. It takes some 150 bytes a message.
func NewMemoryStore() *MemoryStore {
	return &MemoryStore{entries: map[string]entry{}, sweep: firstSweep, now: time.Now}
}

// Claim implements [Store].
func (s *MemoryStore) Claim(_ context.Context, id, owner string, lease time.Duration) (State, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.now()
	switch e, known := s.entries[id]; {
	case !known || !now.Before(e.until):
	case e.owner == "":
		return Done, nil
	default:
		return Busy, nil
	}
	s.put(id, entry{owner, now.Add(lease)}, now)
	return Claimed, nil
}

// Finish implements [Store].
func (s *MemoryStore) Finish(_ context.Context, id string, keep time.Duration) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.now()
	s.put(id, entry{"", now.Add(keep)}, now)
	return nil
}

// Release implements [Store].
func (s *MemoryStore) Release(_ context.Context, id, owner string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.entries[id].owner == owner {
		delete(s.entries, id)
	}
	return nil
}

// put sets an entry. Whenever their number has doubled it removes those that ended.
func (s *MemoryStore) put(id string, e entry, now time.Time) {
	s.entries[id] = e
	if len(s.entries) < s.sweep {
		return
	}
	for other, e := range s.entries {
		if !now.Before(e.until) {
			delete(s.entries, other)
		}
	}
	s.sweep = max(firstSweep, 2*len(s.entries))
}
