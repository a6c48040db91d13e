package mock

import (
	"net/http"
	"strconv"

	"github.com/go-ali1688/ali1688/mock/orders"
)

// orderActs are what people do with an order and no call does, by the last part of the address.
var orderActs = map[string]func(*orders.World, int64) error{
	"pay":  (*orders.World).Pay,
	"ship": (*orders.World).Ship,
	"rate": (*orders.World).Rate,
}

// refundActs are what sellers do with a refund.
var refundActs = map[string]func(*orders.World, string) error{
	"agree":     (*orders.World).AgreeRefund,
	"refuse":    func(w *orders.World, id string) error { return w.RefuseRefund(id, "不同意") },
	"take-back": (*orders.World).TakeBack,
}

func (h *Handler) actOnOrder(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	act, known := orderActs[r.PathValue("act")]
	if err != nil || !known {
		http.Error(w, "the address is /__admin/orders/<order id>/pay, ship or rate", http.StatusNotFound)
		return
	}
	acted(w, act(h.Orders(), id))
}

func (h *Handler) actOnRefund(w http.ResponseWriter, r *http.Request) {
	act, known := refundActs[r.PathValue("act")]
	if !known {
		http.Error(w, "the address is /__admin/refunds/<refund id>/agree, refuse or take-back", http.StatusNotFound)
		return
	}
	acted(w, act(h.Orders(), r.PathValue("id")))
}

// acted says whether it was done, and why not.
func acted(w http.ResponseWriter, err error) {
	if err != nil {
		http.Error(w, err.Error(), http.StatusConflict)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}
