package orders

import (
	"maps"
	"sync"
	"sync/atomic"
)

// Stock is how many of each variant orders have taken. It is safe for concurrent use, and its zero value is full.
type Stock struct {
	used  atomic.Bool // whether anything was ever taken
	mu    sync.Mutex
	taken map[int64]int64
}

// Taken returns how many of a variant are taken.
func (s *Stock) Taken(skuID int64) int64 {
	if !s.used.Load() {
		return 0
	}
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
	s.used.Store(true)
	s.taken[skuID] += quantity
}

// state returns a copy of what is taken.
func (s *Stock) state() map[int64]int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return maps.Clone(s.taken)
}

func (s *Stock) load(taken map[int64]int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.taken = maps.Clone(taken)
	s.used.Store(true)
}

// releaseLines removes lines from an order that was not shipped. Their goods are in stock again.
func (w *World) releaseLines(lines []*line) {
	for _, l := range lines {
		l.Dropped = true
	}
	w.moveStock(movesOf(lines, -1))
}
