package admin

import (
	"net/http"
	"strconv"

	"github.com/go-ali1688/ali1688/mock/orders"
)

// orderActions are what people do with an order outside of the API, by the last part of the address.
var orderActions = map[string]func(*orders.World, int64) error{
	"pay":    (*orders.World).Pay,
	"ship":   (*orders.World).Ship,
	"rate":   (*orders.World).Rate,
	"close":  (*orders.World).CloseBySeller,
	"expire": (*orders.World).CloseUnpaid,
}

// refundActions are what sellers do with a refund.
var refundActions = map[string]func(*orders.World, string) error{
	"agree":     (*orders.World).AgreeRefund,
	"refuse":    func(w *orders.World, id string) error { return w.RefuseRefund(id, "不同意") },
	"take-back": (*orders.World).TakeBack,
}

func (a *Routes) actOnOrder(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	action, known := orderActions[r.PathValue("action")]
	if err != nil || !known {
		http.Error(w, "the address is /__admin/orders/<order id>/pay, ship, rate, close or expire", http.StatusNotFound)
		return
	}
	writeOutcome(w, action(a.Orders, id))
}

func (a *Routes) actOnRefund(w http.ResponseWriter, r *http.Request) {
	action, known := refundActions[r.PathValue("action")]
	if !known {
		http.Error(w, "the address is /__admin/refunds/<refund id>/agree, refuse or take-back", http.StatusNotFound)
		return
	}
	writeOutcome(w, action(a.Orders, r.PathValue("id")))
}

// writeOutcome sends an error as a conflict, or no content.
func writeOutcome(w http.ResponseWriter, err error) {
	if err != nil {
		http.Error(w, err.Error(), http.StatusConflict)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}
