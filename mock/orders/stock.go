package orders

import (
	"maps"
	"sync"
)

// Stock is how many of each variant orders have taken. It is safe for concurrent use, and its zero value is full.
type Stock struct {
	mu    sync.Mutex
	taken map[int64]int64
}

// Taken is how many of a variant are taken.
func (s *Stock) Taken(skuID int64) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.taken[skuID]
}

func (s *Stock) clear() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.taken = nil
}

// take takes more of a variant; a negative number puts them back.
func (s *Stock) take(skuID, quantity int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.taken == nil {
		s.taken = map[int64]int64{}
	}
	s.taken[skuID] += quantity
}

// state is a copy of what is taken.
func (s *Stock) state() map[int64]int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return maps.Clone(s.taken)
}

func (s *Stock) load(taken map[int64]int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.taken = maps.Clone(taken)
}
