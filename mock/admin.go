package mock

import (
	"encoding/json"
	"io"
	"net/http"

	"github.com/go-ali1688/ali1688/mock/internal/admin"
	"github.com/go-ali1688/ali1688/mock/internal/exchange"
	"github.com/go-ali1688/ali1688/mock/internal/gatewayapi"
	"github.com/go-ali1688/ali1688/mock/internal/pages"
)

// Admin returns the gateway with endpoints for programs in other languages: the documents at /openapi.yaml and
// /openapi.json, /openplatform.yaml and /openplatform.json, /healthz, and /__admin to list requests, to inject faults,
// and to act on orders outside of the API.
//
//	GET    /__admin/faults    all faults, and the current rules
//	POST   /__admin/faults    set a rule: {"fault": "code-4013", "api": "item_get", "times": 1, "percent": 50}
//	DELETE /__admin/faults    remove the rule in the body, or all rules without a body
//	GET    /__admin/          a page for people that shows requests, orders and faults, in English and Chinese
//	GET    /__admin/orders    the last orders, the newest first, with the possible actions
//	GET    /__admin/requests  the last requests received, without secrets; ?last=N of them only
//	GET    /__admin/state     the state on which responses depend, see [State]
//	PUT    /__admin/state     load a state
//	POST   /__admin/reset     forget requests, rules, orders and all other state
//	POST   /__admin/orders                start an order: {"stage": "half-shipped", "member": "TOKEN OR SESSION"}
//	PUT    /__admin/orders/ID/stage       bring it to a stage: {"stage": "signed"}, see [orders.Stages]
//	POST   /__admin/orders/ID/trace       add a step to its traces: {"remark": "快件滞留"}
//	PUT    /__admin/offers/ID/limits      limit what can be ordered of an offer: {"most": 5}, see [orders.Limits]
//	POST   /__admin/offers/ID/change      make an offer another one than members have previewed; change-variants likewise
//	PUT    /__admin/credit                give a member a credit in 分: {"member": "TOKEN", "limit": 100000}
//	POST   /__admin/tokens/revoke         end a token or a session: {"token": "TOKEN"}
//	POST   /__admin/orders/ID/waybill     give its parcel another number: {"mailNo": "773000000000001"}
//	POST   /__admin/orders/ID/price       set its freight in 分 before it is paid: {"carriage": 500}
//	GET    /__admin/messages              the last messages to applications, see [Pushes]
//	POST   /__admin/messages              send another: {"topic": "SYT_CONTRACT_REJECT", "member": "b2b-1", "data": {…}}
//	POST   /__admin/messages/ID/send      send one again
//	GET    /__admin/clock                 the mock's time; PUT sets a [Clock]: {"advance": "36h", "speed": 60}
//	POST   /__admin/orders/ID/pay         the buyer at the cashier; ship, rate, close and expire likewise
//	POST   /__admin/refunds/ID/agree      the seller about a refund; refuse and take-back likewise
//
// Every call returns the same handler. The first one must not run beside requests.
func (h *Handler) Admin() http.Handler { return h.admin() }

func (h *Handler) newAdmin() http.Handler {
	s, d := h.server, h.server.gatewayDocument()
	a := &admin.Routes{Options: admin.Options{
		YAML: d.YAML, JSON: d.JSON, Orders: s.orders, Now: s.clock, MaxSpeed: maxSpeed,
		Faults: s.injector, Messages: s.pushes,
		State: func() any { return h.State() }, Load: h.readState, Reset: s.reset, IsOperation: gatewayapi.IsOperation,
		PublicURL: s.publicURL, AllowedHosts: s.allowedHosts, HasRecordings: len(s.folders) > 0,
	}}
	if s.running != nil {
		a.Clock = s.running
	}
	s.Observer = exchange.Both{s.Observer, &a.Journal} // the first may be a test
	return pages.Mark(a.Handler(h))
}

func (h *Handler) readState(from io.Reader) error {
	text, err := io.ReadAll(from)
	if err != nil {
		return err
	}
	var st State
	if err := json.Unmarshal(text, &st); err != nil {
		return err
	}
	return h.Load(st)
}
