package mock

import (
	"encoding/json"
	"net/http"
	"runtime/debug"
	"strconv"

	"github.com/go-ali1688/ali1688/openapi"
)

// Admin is the gateway with what programs in other languages need beside it: the documents at /openapi.yaml and
// /openapi.json, /openplatform.yaml and /openplatform.json, /healthz, and /__admin to see requests, to make calls go
// wrong, and to do what people do with orders and no call does.
//
//	GET    /__admin/faults    every fault there is, and the rules that are set
//	POST   /__admin/faults    set a rule: {"fault": "code-4013", "api": "item_get", "times": 1, "percent": 50}
//	DELETE /__admin/faults    take all rules away
//	GET    /__admin/          a page for people that shows requests, orders and faults, in English and Chinese
//	GET    /__admin/orders    the last orders, the newest first, and what can be done with each
//	GET    /__admin/requests  the last requests received, without secrets; ?last=N of them only
//	GET    /__admin/state     all that the answers depend on beside the options, see [State]
//	PUT    /__admin/state     go on from such a state
//	POST   /__admin/reset     forget requests, rules, orders and all other state
//	POST   /__admin/orders                start an order: {"stage": "half-shipped", "member": "TOKEN OR SESSION"}
//	PUT    /__admin/orders/ID/stage       bring it to a stage: {"stage": "signed"}, see [orders.Stages]
//	POST   /__admin/orders/ID/trace       add a step to its traces: {"remark": "快件滞留"}
//	PUT    /__admin/offers/ID/limits      limit what can be ordered of an offer: {"most": 5}, see [orders.Limits]
//	POST   /__admin/offers/ID/change      make an offer another one than members have previewed
//	PUT    /__admin/credit                give a member a credit in 分: {"member": "TOKEN", "limit": 100000}
//	POST   /__admin/tokens/revoke         end a token or a session: {"token": "TOKEN"}
//	GET    /__admin/clock                 the mock's time; PUT sets a [Clock]: {"advance": "36h", "speed": 60, "now": "2026-09-01T12:00:00Z"}
//	POST   /__admin/orders/ID/pay         the buyer at the cashier; ship and rate likewise
//	POST   /__admin/refunds/ID/agree      the seller about a refund; refuse and take-back likewise
func (h *Handler) Admin() http.Handler {
	seen := &journal{}
	h.server.witness = seen
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("ok\n")) })
	mux.HandleFunc("GET /openapi.yaml", serve("application/yaml", h.server.documentYAML()))
	mux.HandleFunc("GET /openapi.json", serve("application/json", h.server.documentJSON()))
	mux.HandleFunc("GET /openplatform.yaml", serve("application/yaml", openapi.OpenPlatform().YAML))
	mux.HandleFunc("GET /openplatform.json", serve("application/json", openapi.OpenPlatform().JSON))
	mux.HandleFunc("POST /__admin/orders/{id}/{act}", h.actOnOrder)
	mux.HandleFunc("POST /__admin/refunds/{id}/{act}", h.actOnRefund)
	h.orderEndpoints(mux)
	mux.HandleFunc("GET /__admin/orders", func(w http.ResponseWriter, _ *http.Request) { writeJSON(w, h.Orders().Overview(100)) })
	addPage(mux)
	mux.HandleFunc("GET /__admin/faults", h.listFaults)
	mux.HandleFunc("POST /__admin/faults", h.addFault)
	mux.HandleFunc("DELETE /__admin/faults", func(http.ResponseWriter, *http.Request) { h.server.plan.set(nil) })
	mux.HandleFunc("GET /__admin/requests", func(w http.ResponseWriter, r *http.Request) { writeJSON(w, lastOf(seen, r)) })
	mux.HandleFunc("GET /__admin/state", h.dumpState)
	mux.HandleFunc("PUT /__admin/state", h.loadState)
	mux.HandleFunc("POST /__admin/reset", func(http.ResponseWriter, *http.Request) {
		h.server.clear()
		seen.clear()
		debug.FreeOSMemory() // somebody who resets wants the memory, too
	})
	mux.Handle("/", h)
	return marked(h.server.guardBrowser(limitLarge(mux)))
}

// lastOf lists the requests that are kept, or the last of them where the parameter last has a number.
func lastOf(seen *journal, r *http.Request) []Request {
	n, err := strconv.Atoi(r.URL.Query().Get("last"))
	if err != nil || n < 0 {
		n = remembered
	}
	return seen.latest(n)
}

func serve(contentType string, content []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		_, _ = w.Write(content)
	}
}

func writeJSON(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	_ = encoder.Encode(v) // the caller may be gone
}

func (h *Handler) listFaults(w http.ResponseWriter, _ *http.Request) {
	faults := map[string]string{}
	for _, f := range Faults() {
		faults[f.Name] = f.Summary
	}
	writeJSON(w, map[string]any{"faults": faults, "rules": h.server.plan.list()})
}

func (p *plan) list() []FaultRule {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]FaultRule{}, p.rules...)
}

// set replaces the rules. How often they happened is forgotten.
func (p *plan) set(rules []FaultRule) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.rules, p.done = rules, make([]int, len(rules))
}
