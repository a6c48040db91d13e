package platformapi

import (
	"sync"
	"time"
)

// appMeter counts the requests of each application in the current second.
type appMeter struct {
	mu     sync.Mutex
	second int64
	counts map[string]int
}

// Reset forgets the requests of the current second, which does not end while the clock stands still.
func (s *Routes) Reset() {
	s.apps.mu.Lock()
	defer s.apps.mu.Unlock()
	s.apps.counts = nil
}

// exceedsRate counts a request, and reports whether it exceeds the rate.
func (s *Routes) exceedsRate(appKey string, now time.Time) bool {
	if s.Rate == 0 {
		return false
	}
	m := &s.apps
	m.mu.Lock()
	defer m.mu.Unlock()
	if second := now.Unix(); second != m.second || m.counts == nil {
		m.second, m.counts = second, map[string]int{}
	}
	m.counts[appKey]++
	return m.counts[appKey] > s.Rate
}
