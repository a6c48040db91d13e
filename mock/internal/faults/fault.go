package faults

import (
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/go-ali1688/ali1688/mock/internal/exchange"
	"github.com/go-ali1688/ali1688/mock/internal/reply"
)

// Fault is one way in which a request is known to go wrong.
type Fault struct {
	Name    string // for options, the header Prefer and the command; see the constants Fault… and [FaultCode]
	Summary string // what the caller sees
	Owner   Owner  // who responds with it
	apply   func(*injection)
}

// Owner is the API that responds with a fault. The mock never responds with a fault of one API in place of the other.
type Owner string

// The owners of faults.
const (
	OwnerAnyone   Owner = ""             // connections, proxies and changed JSON: either API
	OwnerGateway  Owner = "gateway"      // every call of the gateway, those of custom among them
	OwnerPlatform Owner = "openplatform" // every call of the open platform, sent directly or through custom
	OwnerPush     Owner = "push"         // messages that the mock sends, and no request
)

// injection is one request that goes wrong. A fault of the gateway or of anyone writes the response. A fault of the
// open platform calls refusePlatform or alterPlatform: both change the platform's response, which custom wraps as it
// does any other.
type injection struct {
	*Injector
	w       http.ResponseWriter
	request *http.Request
	call    *exchange.Call
	next    http.Handler  // serves the request
	respond func() []byte // the response without the fault, as JSON; the request has its effects once it returns
	status  int           // of that response, until it is written
}

// All lists every fault, by name.
func All() []Fault {
	return slices.SortedFunc(slices.Values(catalogue), func(a, b Fault) int { return strings.Compare(a.Name, b.Name) })
}

// Injector injects faults into responses.
type Injector struct {
	*reply.Responder
	Plan      *plan
	Slowness  time.Duration         // how long the slow faults wait
	isOwn     func(api string) bool // reports whether an operation is one that a user's document adds
	seen      sync.Map              // requests that not-found-at-first has refused
	seenCount atomic.Int64
}

// New returns an injector with these rules. It does not check them, as [Check] does.
func New(r *reply.Responder, rules []Rule, slowness time.Duration, isOwn func(api string) bool) *Injector {
	return &Injector{Responder: r, Plan: &plan{rules: notDone(rules)}, Slowness: slowness, isOwn: isOwn}
}

// Reset removes all rules and forgets all requests.
func (s *Injector) Reset() {
	s.Plan.set(nil)
	s.seen.Clear()
	s.seenCount.Store(0)
}

// InjectFault returns a call go wrong where that was asked for.
func (s *Injector) InjectFault(next http.Handler) http.Handler {
	well := s.Encode(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c := exchange.CallOf(r.Context())
		fault, err := preferredFault(exchange.Preferences(r), c)
		if err != nil {
			s.RefuseEither(w, r, reply.Malformed("Prefer", err.Error()),
				&exchange.Refusal{Code: "400", Message: "Prefer: " + err.Error()})
			return
		}
		if fault == nil {
			fault = s.Plan.nextFault(c, s.Seed)
		}
		if fault == nil {
			well.ServeHTTP(w, r)
			return
		}
		c.Fault = fault.Name
		fault.apply(newInjection(s, w, r, next))
	})
}

func newInjection(s *Injector, w http.ResponseWriter, r *http.Request, next http.Handler) *injection {
	t := &injection{Injector: s, w: w, request: r, call: exchange.CallOf(r.Context()), next: s.Encode(next)}
	t.respond = func() []byte {
		rec := &reply.Recorder{Headers: http.Header{}}
		next.ServeHTTP(rec, r)
		t.status = rec.Status
		return rec.Body.Bytes()
	}
	return t
}

// write answers with body, whatever it is, and with the status of the response that it spoils.
func (t *injection) write(body []byte) {
	if t.status > http.StatusOK {
		t.w.WriteHeader(t.status)
		t.status = 0
	}
	_, _ = t.w.Write(body)
}

// writeJSON answers with JSON, in the format that the call asks for.
func (t *injection) writeJSON(json []byte) { t.write(t.call.InFormat(json)) }

// encodedResponse is the response in the format that the call asks for.
func (t *injection) encodedResponse() []byte { return t.call.InFormat(t.respond()) }

// refuseWith answers with an error of the gateway.
func (t *injection) refuseWith(code, text, reason string) {
	t.RefuseInFormat(t.w, t.request, &reply.Error{Code: code, Text: text, Reason: reason})
}

// refusePlatform makes the open platform refuse the call, which has no effect then.
func (t *injection) refusePlatform(refused *exchange.Refusal) {
	t.call.PlatformRequest.Injected = refused
	t.next.ServeHTTP(t.w, t.request)
}

// alterPlatform makes the call, with its effects, and changes what the open platform responds.
func (t *injection) alterPlatform(change func(body []byte) []byte) {
	t.call.PlatformRequest.Alter = change
	t.next.ServeHTTP(t.w, t.request)
}

// waitFor waits, unless the caller is gone first.
func (t *injection) waitFor(d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-t.request.Context().Done():
		panic(http.ErrAbortHandler)
	}
}
