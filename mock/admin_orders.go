package mock

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/go-ali1688/ali1688/mock/orders"
)

// orderEndpoints adds what tests do with orders, tokens and the clock.
func (h *Handler) orderEndpoints(mux *http.ServeMux) {
	mux.HandleFunc("POST /__admin/orders", reading(h.startOrder))
	mux.HandleFunc("PUT /__admin/orders/{id}/stage", reading(h.moveOrder))
	mux.HandleFunc("POST /__admin/orders/{id}/trace", reading(h.addTrace))
	mux.HandleFunc("PUT /__admin/offers/{id}/limits", reading(h.limitOffer))
	mux.HandleFunc("POST /__admin/offers/{id}/change", func(w http.ResponseWriter, r *http.Request) {
		id, err := pathID(r)
		if err == nil {
			h.Orders().ChangeOffer(id)
		}
		acted(w, err)
	})
	mux.HandleFunc("PUT /__admin/credit", reading(h.setCredit))
	mux.HandleFunc("POST /__admin/tokens/revoke", reading(h.revoke))
	mux.HandleFunc("GET /__admin/clock", h.showClock)
	mux.HandleFunc("PUT /__admin/clock", reading(h.setClock))
}

// reading reads a JSON object for f. A member that f does not know is refused, and an error of f is a conflict.
func reading[T any](f func(http.ResponseWriter, *http.Request, *T) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		in := new(T)
		decoder := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<16))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(in); err != nil {
			http.Error(w, "the body cannot be read: "+err.Error(), http.StatusBadRequest)
			return
		}
		if err := f(w, r, in); err != nil {
			http.Error(w, err.Error(), http.StatusConflict)
		}
	}
}

func pathID(r *http.Request) (int64, error) {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		return 0, fmt.Errorf("%q is not an id", printable(r.PathValue("id")))
	}
	return id, nil
}

func (h *Handler) startOrder(w http.ResponseWriter, _ *http.Request, in *struct {
	Stage  orders.Stage `json:"stage"`
	Member string       `json:"member"`
},
) error {
	id, err := h.Orders().Start(in.Member, in.Stage)
	if err == nil {
		writeJSON(w, map[string]string{"orderId": strconv.FormatInt(id, 10)})
	}
	return err
}

func (h *Handler) moveOrder(_ http.ResponseWriter, r *http.Request, in *struct {
	Stage orders.Stage `json:"stage"`
},
) error {
	id, err := pathID(r)
	if err != nil {
		return err
	}
	return h.Orders().MoveTo(id, in.Stage)
}

func (h *Handler) addTrace(_ http.ResponseWriter, r *http.Request, in *struct {
	Remark string `json:"remark"`
},
) error {
	id, err := pathID(r)
	if err != nil {
		return err
	}
	return h.Orders().AddTrace(id, in.Remark)
}

func (h *Handler) limitOffer(_ http.ResponseWriter, r *http.Request, in *orders.Limits) error {
	id, err := pathID(r)
	if err == nil {
		h.Orders().Limit(id, *in)
	}
	return err
}

func (h *Handler) setCredit(_ http.ResponseWriter, _ *http.Request, in *struct {
	Member string `json:"member"`
	Limit  int64  `json:"limit"` // in 分
},
) error {
	h.Orders().SetCredit(in.Member, in.Limit)
	return nil
}

func (h *Handler) revoke(_ http.ResponseWriter, _ *http.Request, in *struct {
	Token string `json:"token"`
},
) error {
	h.Orders().Revoke(in.Token)
	return nil
}

// clockState is the clock as the admin endpoints show and set it.
type clockState struct {
	Now     *time.Time `json:"now,omitempty"`
	Speed   *float64   `json:"speed,omitempty"`
	Advance string     `json:"advance,omitempty"` // such as 36h
}

func (h *Handler) showClock(w http.ResponseWriter, _ *http.Request) {
	now := h.server.clock()
	out := clockState{Now: &now}
	if h.server.running != nil {
		speed := h.server.running.Speed()
		out.Speed = &speed
	}
	writeJSON(w, out)
}

func (h *Handler) setClock(w http.ResponseWriter, r *http.Request, in *clockState) error {
	clock := h.server.running
	if clock == nil {
		return fmt.Errorf("the clock of this mock cannot be set: start it with --clock, or with WithRunningClock")
	}
	var advance time.Duration
	if in.Advance != "" {
		var err error
		if advance, err = time.ParseDuration(in.Advance); err != nil {
			return err
		}
	}
	if in.Speed != nil && (*in.Speed < 0 || *in.Speed > maxSpeed) {
		return fmt.Errorf("the speed must be from 0 to %d", maxSpeed)
	}
	if in.Speed != nil {
		clock.SetSpeed(*in.Speed)
	}
	if in.Now != nil {
		clock.Set(*in.Now)
	}
	clock.Advance(advance)
	h.showClock(w, r)
	return nil
}
