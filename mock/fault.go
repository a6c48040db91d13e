package mock

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/go-ali1688/ali1688/internal/nearest"
)

// Fault is one way in which the gateway is known to go wrong.
type Fault struct {
	Name    string // for options, the header Prefer and the command
	Summary string // what the caller sees
	apply   func(*trouble)
}

// trouble is one call that goes wrong.
type trouble struct {
	*server
	w      http.ResponseWriter
	r      *http.Request
	call   *call
	answer func() []byte // what the mock would have answered, as JSON
}

// FaultRule says when a fault happens. The zero value of a field does not restrict it.
type FaultRule struct {
	Fault   string `json:"fault"`             // the name of the fault
	API     string `json:"api,omitempty"`     // the operation
	Times   int    `json:"times,omitempty"`   // how often it happens, from the first call on
	Percent int    `json:"percent,omitempty"` // of the calls, picked by the seed and the number of the call
}

// WithFault makes calls go wrong. Of several rules the first that fits wins. A header of the request goes before all of
// them: `Prefer: fault=NAME`, or `Prefer: code=4013` for an error code.
func WithFault(rule FaultRule) Option {
	return func(c *config) { c.faults = append(c.faults, rule) }
}

// WithSlowness sets how long the faults slow-headers and slow-body wait; without it ten seconds.
func WithSlowness(d time.Duration) Option { return func(c *config) { c.slowness = d } }

// Faults lists every fault, by name.
func Faults() []Fault {
	return slices.SortedFunc(slices.Values(catalogue), func(a, b Fault) int { return strings.Compare(a.Name, b.Name) })
}

// checkFaults refuses rules that could never fit.
func (c *config) checkFaults() error {
	for _, rule := range c.faults {
		if _, err := faultNamed(rule.Fault); err != nil {
			return err
		}
		if rule.Times < 0 || rule.Percent < 0 || rule.Percent > 100 {
			return fmt.Errorf("mock: fault %s: Times must not be negative, and Percent from 0 to 100", rule.Fault)
		}
	}
	return nil
}

func faultNamed(name string) (*Fault, error) {
	var names []string
	for i := range catalogue {
		if catalogue[i].Name == name {
			return &catalogue[i], nil
		}
		names = append(names, catalogue[i].Name)
	}
	if near := nearest.To(name, names); near != "" {
		return nil, fmt.Errorf("mock: there is no fault %q; did you mean %s?", name, near)
	}
	return nil, fmt.Errorf("mock: there is no fault %q", name)
}

// plan is what is to go wrong, and how often it did.
type plan struct {
	mu    sync.Mutex
	rules []FaultRule
	done  []int
}

func newPlan(rules []FaultRule) *plan { return &plan{rules: rules, done: make([]int, len(rules))} }

// next is the fault of a call, or nil.
func (p *plan) next(c *call, seed uint64) *Fault {
	p.mu.Lock()
	defer p.mu.Unlock()
	for i, rule := range p.rules {
		if rule.API != "" && rule.API != c.api || rule.Times > 0 && p.done[i] >= rule.Times ||
			rule.Percent > 0 && mix(seed^c.number)%100 >= uint64(rule.Percent) {
			continue
		}
		p.done[i]++
		fault, _ := faultNamed(rule.Fault) // checked when the rule was set
		return fault
	}
	return nil
}

// goWrong makes a call go wrong where that was asked for.
func (s *server) goWrong(next http.Handler) http.Handler {
	well := s.encode(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c := callOf(r.Context())
		fault, err := preferredFault(wishes(r))
		if err != nil {
			s.refuseInFormat(w, r, &Error{Code: "4003", Text: "param error: Prefer", Reason: err.Error()})
			return
		}
		if fault == nil {
			fault = s.plan.next(c, s.seed)
		}
		if fault == nil {
			well.ServeHTTP(w, r)
			return
		}
		c.fault = fault.Name
		fault.apply(&trouble{server: s, w: w, r: r, call: c, answer: func() []byte {
			rec := &recorder{header: http.Header{}}
			next.ServeHTTP(rec, r)
			return rec.body.Bytes()
		}})
	})
}

// write answers with body, whatever it is.
func (t *trouble) write(body []byte) { _, _ = t.w.Write(body) }

// give answers with JSON, in the format that the call asks for.
func (t *trouble) give(json []byte) { t.write(t.call.inFormat(json)) }

// encoded is the answer in the format that the call asks for.
func (t *trouble) encoded() []byte { return t.call.inFormat(t.answer()) }

// refuseWith answers with an error of the gateway.
func (t *trouble) refuseWith(code, text, reason string) {
	t.refuseInFormat(t.w, t.r, &Error{Code: code, Text: text, Reason: reason})
}

// pause waits, unless the caller is gone first.
func (t *trouble) pause(d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-t.r.Context().Done():
		panic(http.ErrAbortHandler)
	}
}
