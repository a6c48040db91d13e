package mock

import (
	"errors"
	"slices"
	"sync"
	"time"

	platform "github.com/go-ali1688/ali1688/generated/openplatform"
	"github.com/go-ali1688/ali1688/mock/orders"
)

// WithAppRate refuses requests of an application to the open platform beyond so many a second of the mock's clock,
// with gw.QosAppFrequencyLimit. The limits of real applications differ and are not public. Requests through custom
// are the gateway's and do not count.
func WithAppRate(perSecond int) Option { return func(c *config) { c.appRate = perSecond } }

// WithIssuedTokens refuses access tokens that getToken of this mock has not issued. Without it any text is the token
// of a member of its own, so that tests need no token.
func WithIssuedTokens() Option { return func(c *config) { c.issuedTokens = true } }

func (c *config) checkAppRate() error {
	if c.appRate < 0 {
		return errors.New("mock: the number of requests a second must not be negative")
	}
	return nil
}

// appMeter counts the requests of each application in the current second.
type appMeter struct {
	mu     sync.Mutex
	second int64
	counts map[string]int
}

// tooOften counts a request, and reports whether it is one too many.
func (s *server) tooOften(appKey string, now time.Time) bool {
	if s.appRate == 0 {
		return false
	}
	m := &s.apps
	m.mu.Lock()
	defer m.mu.Unlock()
	if second := now.Unix(); second != m.second || m.counts == nil {
		m.second, m.counts = second, map[string]int{}
	}
	m.counts[appKey]++
	return m.counts[appKey] > s.appRate
}

// refusalOf is a refusal of the platform with the text that was seen, or with that of the document.
func refusalOf(code platform.Code) *orders.Refusal {
	for _, row := range platform.Refusals {
		if row.Code == string(code) {
			return &orders.Refusal{Code: code, Message: slices.Concat(row.Texts, []string{row.Says.EN})[0]}
		}
	}
	return &orders.Refusal{Code: code, Message: string(code)}
}
