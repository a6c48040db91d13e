package gatewayapi

import (
	"errors"
	"net/http"
	"sync"
	"time"

	"github.com/go-ali1688/ali1688/mock/internal/exchange"
	"github.com/go-ali1688/ali1688/mock/internal/reply"

	"github.com/go-ali1688/ali1688/generated/gateway"
)

// Quota is the number of requests that an account may make in a day. The day begins at midnight in Beijing.
type Quota struct {
	PerDay int64  // requests to both APIs, refused ones included; 0 refuses all
	Code   string // of further requests: 4013 or 4005, both of which the gateway uses; empty is 4013
}

// usualQuota is the number of requests a day that api_info states without a quota.
const usualQuota = 10_000

// meter counts requests.
type meter struct {
	mu   sync.Mutex
	used exchange.Usage
}

// Count adds a request, and returns the usage with it.
func (m *meter) Count(now time.Time) exchange.Usage {
	day := (now.Unix() + 8*60*60) / (24 * 60 * 60)
	m.mu.Lock()
	defer m.mu.Unlock()
	if day != m.used.Day {
		m.used = exchange.Usage{Day: day, Earlier: m.used.Earlier + m.used.Today}
	}
	m.used.Today++
	return m.used
}

func (m *meter) Get() exchange.Usage {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.used
}

func (m *meter) Set(u exchange.Usage) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.used = u
}

// UsedUp reports whether a request exceeds the quota.
func (s *Routes) UsedUp(c *exchange.Call) bool {
	return s.Quota != nil && c.Used.Today > s.Quota.PerDay
}

// CheckQuota refuses requests beyond the quota with the gateway's text, which names the key.
func (s *Routes) CheckQuota(next http.Handler) http.Handler {
	if s.Quota == nil {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !s.UsedUp(exchange.CallOf(r.Context())) {
			next.ServeHTTP(w, r)
			return
		}
		failure := &reply.Error{Code: gateway.CodeQuotaExceeded, Text: "已超量"}
		if s.Quota.Code == gateway.CodeUnauthorized {
			failure = &reply.Error{Code: gateway.CodeUnauthorized, Text: "Key[REDACTED]已超量"}
		}
		s.Refuse(w, r, failure)
	})
}

// CheckQuota returns an error for a quota that is negative or that refuses with another code than the gateway's.
func CheckQuota(q *Quota) error {
	if q == nil {
		return nil
	}
	if q.PerDay < 0 || q.Code != "" && q.Code != gateway.CodeQuotaExceeded && q.Code != gateway.CodeUnauthorized {
		return errors.New("mock: a quota must not be negative, and must refuse with 4013 or 4005")
	}
	return nil
}

// DailyLimit returns the number of requests a day that api_info states.
func DailyLimit(q *Quota) int64 {
	if q == nil {
		return usualQuota
	}
	return q.PerDay
}
