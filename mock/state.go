package mock

import (
	"fmt"
	"time"

	"github.com/go-ali1688/ali1688/mock/internal/exchange"
	"github.com/go-ali1688/ali1688/mock/internal/faults"
	"github.com/go-ali1688/ali1688/mock/internal/gatewayapi"
	"github.com/go-ali1688/ali1688/mock/internal/pushes"

	"github.com/go-ali1688/ali1688/mock/orders"
)

// State is the state on which responses depend, besides the options. A handler with the same options that loads it
// continues as the first one would have. Tokens, sessions and keys are stored as hashes.
type State struct {
	Seed    uint64             `json:"seed,string"` // of the options, which must be the same
	Calls   uint64             `json:"calls"`
	Used    exchange.Usage     `json:"used"`            // requests of the account
	Rules   []faults.RuleState `json:"rules"`           // of faults
	Fetched []gatewayapi.Fetch `json:"fetched"`         // responses in the cache
	Orders  orders.State       `json:"orders"`          // of the open platform
	Pushes  pushes.State       `json:"pushes"`          // messages that were not confirmed
	Clock   *time.Time         `json:"clock,omitempty"` // of a [Clock], or nil
}

// State returns the state. Whether it includes requests that run meanwhile is undefined.
func (h *Handler) State() State {
	s := h.server
	st := State{
		Seed: s.seed, Calls: s.calls.Load(), Used: s.gateway.Meter.Get(), Rules: s.injector.Plan.State(),
		Fetched: s.gateway.Cache.State(), Orders: s.orders.State(), Pushes: s.pushes.State(),
	}
	if s.running != nil {
		now := s.running.Now()
		st.Clock = &now
	}
	return st
}

// Load restores a state. It fails for another seed and for an unknown fault.
func (h *Handler) Load(st State) error {
	s := h.server
	if st.Seed != s.seed {
		return fmt.Errorf("mock: the state is of seed %d, and this mock has %d: start it with that seed", st.Seed, s.seed)
	}
	if err := s.injector.CheckStates(st.Rules); err != nil {
		return err
	}
	if err := s.orders.Load(st.Orders); err != nil {
		return err
	}
	if s.running != nil && st.Clock != nil {
		s.running.Set(*st.Clock)
	}
	s.calls.Store(st.Calls)
	s.gateway.Meter.Set(st.Used)
	s.injector.Plan.Load(st.Rules)
	s.gateway.Cache.Load(st.Fetched)
	s.pushes.Load(st.Pushes)
	return nil
}

// reset restores the state of a new handler.
func (s *server) reset() {
	s.injector.Reset()
	s.calls.Store(0)
	s.gateway.Meter.Set(exchange.Usage{})
	s.gateway.Cache.Load(nil)
	s.platform.Reset()
	s.orders.Clear()
	s.pushes.Load(pushes.State{})
}
