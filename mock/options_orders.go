package mock

import (
	"github.com/go-ali1688/ali1688/mock/orders"
)

// WithAutomaticOrders pays, ships and receives orders by the mock's clock. By default orders wait for requests and
// tests.
func WithAutomaticOrders(auto orders.Auto) Option { return func(c *config) { c.auto = auto } }

// WithScenario creates an order at a stage, such as [orders.StageHalfShipped], for the member with this access token or
// session. [Handler.Started] returns the ids of all such orders.
func WithScenario(stage orders.Stage, member string) Option {
	return func(c *config) { c.scenarios = append(c.scenarios, scenario{stage, member}) }
}

type scenario struct {
	stage  orders.Stage
	member string
}

// Started returns the ids of the orders of [WithScenario], in the order of the options.
func (h *Handler) Started() []int64 { return h.started }

// start creates the orders of the scenarios.
func (h *Handler) start() error {
	for _, x := range h.server.scenarios {
		id, err := h.Orders().Start(x.member, x.stage)
		if err != nil {
			return err
		}
		h.started = append(h.started, id)
	}
	return nil
}
