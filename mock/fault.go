package mock

import (
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/go-ali1688/ali1688/mock/orders"
)

// Fault is one way in which a call is known to go wrong.
type Fault struct {
	Name    string // for options, the header Prefer and the command; see the constants Fault… and [FaultCode]
	Summary string // what the caller sees
	Owner   Owner  // who responds with it
	apply   func(*trouble)
}

// Owner tells whose response a fault is. The mock never responds with a fault of one API in the place of the other.
type Owner string

// The owners of faults.
const (
	OwnerAnyone   Owner = ""             // connections, proxies and changed JSON: either API
	OwnerGateway  Owner = "gateway"      // every call of the gateway, those of custom among them
	OwnerPlatform Owner = "openplatform" // every call of the open platform, sent directly or through custom
)

// trouble is one call that goes wrong. A fault of the gateway or of anyone writes the response. A fault of the open
// platform calls refusePlatform or alterPlatform: both change the platform's response, which custom wraps as it does
// any other.
type trouble struct {
	*server
	w      http.ResponseWriter
	r      *http.Request
	call   *call
	next   http.Handler  // answers the call
	answer func() []byte // what the mock would have answered, as JSON; the call has its effects once it returns
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
		fault, _ := faultNamed(rule.Fault) // checked when the rule was set
		if !rule.fits(c) || fault.misplaced(c) != "" || rule.Times > 0 && p.done[i] >= rule.Times ||
			rule.Percent > 0 && mix(seed^c.number)%100 >= uint64(rule.Percent) {
			continue
		}
		p.done[i]++
		return fault
	}
	return nil
}

// injectFault makes a call go wrong where that was asked for.
func (s *server) injectFault(next http.Handler) http.Handler {
	well := s.encode(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c := callOf(r.Context())
		fault, err := preferredFault(wishes(r), c)
		if err != nil {
			s.refuseEither(w, r, malformed("Prefer", err.Error()), &orders.Refusal{Code: "400", Message: "Prefer: " + err.Error()})
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
		fault.apply(newTrouble(s, w, r, next))
	})
}

func newTrouble(s *server, w http.ResponseWriter, r *http.Request, next http.Handler) *trouble {
	return &trouble{server: s, w: w, r: r, call: callOf(r.Context()), next: s.encode(next), answer: func() []byte {
		rec := &recorder{header: http.Header{}}
		next.ServeHTTP(rec, r)
		return rec.body.Bytes()
	}}
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

// refusePlatform makes the open platform refuse the call, which has no effect then.
func (t *trouble) refusePlatform(refused *orders.Refusal) {
	t.call.request.injected = refused
	t.next.ServeHTTP(t.w, t.r)
}

// alterPlatform makes the call, with its effects, and changes what the open platform responds.
func (t *trouble) alterPlatform(change func(body []byte) []byte) {
	t.call.request.alter = change
	t.next.ServeHTTP(t.w, t.r)
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
