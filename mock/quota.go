package mock

import (
	"errors"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/go-ali1688/ali1688/generated/gateway"
)

// Quota is what an account may do in a day. The day begins at midnight in Beijing.
type Quota struct {
	PerDay int64  // calls, of the open platform, too; every one counts, refused ones as well; 0 refuses all
	Code   string // of the refusals beyond, 4013 or 4005, which the gateway both uses; empty is 4013
}

// usualQuota is how many calls a day api_info speaks of where nothing is refused.
const usualQuota = 10_000

// WithQuota counts the calls against a quota and refuses those beyond, until the clock is past midnight in Beijing.
// The open platform refuses with gw.NoUsageLeftError. A quota of 0 refuses every call. Without it calls are counted
// in api_info and never refused.
func WithQuota(q Quota) Option { return func(c *config) { c.quota = &q } }

func (c *config) checkQuota() error {
	q := c.quota
	if q == nil {
		return nil
	}
	if q.PerDay < 0 || q.Code != "" && q.Code != gateway.CodeQuotaExceeded && q.Code != gateway.CodeUnauthorized {
		return errors.New("mock: a quota must not be negative, and must refuse with 4013 or 4005")
	}
	return nil
}

// usage is what the account has called.
type usage struct {
	Day     int64 `json:"day"`     // in Beijing, counted from 1970
	Today   int64 `json:"today"`   // calls of that day
	Earlier int64 `json:"earlier"` // calls of all days before
}

// meter counts calls.
type meter struct {
	mu   sync.Mutex
	used usage
}

// count adds a call and returns what has been called with it.
func (m *meter) count(now time.Time) usage {
	day := (now.Unix() + 8*60*60) / (24 * 60 * 60)
	m.mu.Lock()
	defer m.mu.Unlock()
	if day != m.used.Day {
		m.used = usage{Day: day, Earlier: m.used.Earlier + m.used.Today}
	}
	m.used.Today++
	return m.used
}

func (m *meter) get() usage {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.used
}

func (m *meter) set(u usage) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.used = u
}

// append writes api_info. What its second and third addend mean is unknown; their sum with the first is the total.
func (u usage) append(b []byte, perDay int64) []byte {
	b = strconv.AppendInt(append(b, `"today:`...), u.Today, 10)
	b = strconv.AppendInt(append(b, ` max:`...), perDay, 10)
	b = strconv.AppendInt(append(b, ` all[`...), u.Today+u.Earlier, 10)
	b = strconv.AppendInt(append(b, '='), u.Today, 10)
	b = strconv.AppendInt(append(b, `+0+`...), u.Earlier, 10)
	return append(b, `];expires:2030-12-31"`...)
}

// usedUp reports whether a call is beyond the quota.
func (s *server) usedUp(c *call) bool { return s.quota != nil && c.used.Today > s.quota.PerDay }

// checkQuota refuses calls beyond the quota. The text is the gateway's, in which the key would stand.
func (s *server) checkQuota(next http.Handler) http.Handler {
	if s.quota == nil {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !s.usedUp(callOf(r.Context())) {
			next.ServeHTTP(w, r)
			return
		}
		failure := &Error{Code: gateway.CodeQuotaExceeded, Text: "已超量"}
		if s.quota.Code == gateway.CodeUnauthorized {
			failure = &Error{Code: gateway.CodeUnauthorized, Text: "Key[REDACTED]已超量"}
		}
		s.refuse(w, r, failure)
	})
}

func (c *config) perDay() int64 {
	if c.quota == nil {
		return usualQuota
	}
	return c.quota.PerDay
}
