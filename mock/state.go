package mock

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"github.com/go-ali1688/ali1688/mock/orders"
)

// State is all that answers depend on beside the options: a handler with the same options that loads it goes on as
// the one that gave it would have. Tokens, sessions and keys are in it as marks from which they cannot be read.
type State struct {
	Seed    uint64       `json:"seed,string"` // of the options, to be sure that they fit
	Calls   uint64       `json:"calls"`
	Used    usage        `json:"used"`            // of the quota
	Rules   []ruleState  `json:"rules"`           // faults that are set
	Fetched []fetch      `json:"fetched"`         // what the cache holds
	Orders  orders.State `json:"orders"`          // of the open platform, with what belongs to them
	Clock   *time.Time   `json:"clock,omitempty"` // that a [Clock] shows, or nil
}

type ruleState struct {
	FaultRule
	Done int `json:"done"` // how often it happened
}

// State is what the handler has come to. Calls that run meanwhile are in it or not.
func (h *Handler) State() State {
	s := h.server
	st := State{
		Seed: s.seed, Calls: s.calls.Load(), Used: s.meter.get(), Rules: s.plan.state(), Fetched: s.cache.state(), Orders: s.orders.State(),
	}
	if s.running != nil {
		now := s.running.Now()
		st.Clock = &now
	}
	return st
}

// Load goes on from a state. It fails where the seed is another one, or a fault is unknown.
func (h *Handler) Load(st State) error {
	s := h.server
	if st.Seed != s.seed {
		return fmt.Errorf("mock: the state is of seed %d, and this mock has %d: start it with that seed", st.Seed, s.seed)
	}
	check := config{own: s.own}
	for _, rule := range st.Rules {
		check.faults = append(check.faults, rule.FaultRule)
	}
	if err := check.checkFaults(); err != nil {
		return err
	}
	if err := s.orders.Load(st.Orders); err != nil {
		return err
	}
	if s.running != nil && st.Clock != nil {
		s.running.Set(*st.Clock)
	}
	s.calls.Store(st.Calls)
	s.meter.set(st.Used)
	s.plan.load(st.Rules)
	s.cache.load(st.Fetched)
	return nil
}

func (p *plan) state() []ruleState {
	p.mu.Lock()
	defer p.mu.Unlock()
	out := make([]ruleState, len(p.rules))
	for i, rule := range p.rules {
		out[i] = ruleState{rule, p.done[i]}
	}
	return out
}

func (p *plan) load(rules []ruleState) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.rules, p.done = nil, nil
	for _, rule := range rules {
		p.rules, p.done = append(p.rules, rule.FaultRule), append(p.done, rule.Done)
	}
}

func (m *secache) state() []fetch {
	out := []fetch{}
	for i := range m.fetches {
		if f := m.fetches[i].Load(); f != nil {
			out = append(out, *f)
		}
	}
	return out
}

func (m *secache) load(fetches []fetch) {
	for i := range m.fetches {
		m.fetches[i].Store(nil)
	}
	for _, f := range fetches {
		m.fetches[f.Key%uint64(len(m.fetches))].Store(&f)
	}
}

func (h *Handler) dumpState(w http.ResponseWriter, _ *http.Request) { writeJSON(w, h.State()) }

// maxState is the size of a state with a full cache and tens of thousands of orders.
const maxState = 64 << 20

func (h *Handler) loadState(w http.ResponseWriter, r *http.Request) {
	var st State
	err := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxState)).Decode(&st)
	if err == nil {
		err = h.Load(st)
	}
	if err != nil {
		http.Error(w, "the state cannot be loaded: "+err.Error(), http.StatusBadRequest)
	}
}

// clear forgets what was called and what goes wrong, as if the handler were new.
func (s *server) clear() {
	s.plan.set(nil)
	s.calls.Store(0)
	s.meter.set(usage{})
	s.cache.load(nil)
	s.orders.Clear()
	s.seen.Clear()
	s.seenCount.Store(0)
}
