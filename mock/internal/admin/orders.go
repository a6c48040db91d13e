package admin

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"

	"github.com/go-ali1688/ali1688/mock/internal/exchange"

	"github.com/go-ali1688/ali1688/mock/orders"
)

// addOrders adds the endpoints for orders, tokens and the clock.
func (a *Routes) addOrders(mux *http.ServeMux) {
	mux.HandleFunc("GET /__admin/orders",
		func(w http.ResponseWriter, _ *http.Request) { writeJSON(w, a.Orders.Overview(100)) })
	mux.HandleFunc("POST /__admin/orders/{id}/{action}", a.actOnOrder)
	mux.HandleFunc("POST /__admin/refunds/{id}/{action}", a.actOnRefund)
	mux.HandleFunc("POST /__admin/orders", decodeBody(a.startOrder))
	a.addOrderChanges(mux)
	mux.HandleFunc("POST /__admin/offers/{id}/change", changeOffer(a.Orders.ChangeOffer))
	mux.HandleFunc("POST /__admin/offers/{id}/change-variants", changeOffer(a.Orders.ChangeVariants))
	mux.HandleFunc("PUT /__admin/credit", decodeBody(a.setCredit))
	mux.HandleFunc("POST /__admin/tokens/revoke", decodeBody(a.revoke))
	mux.HandleFunc("GET /__admin/clock", a.showClock)
	mux.HandleFunc("PUT /__admin/clock", decodeBody(a.setClock))
}

// addOrderChanges adds the endpoints that change the order or the offer in the address by a JSON object.
func (a *Routes) addOrderChanges(mux *http.ServeMux) {
	mux.HandleFunc("PUT /__admin/orders/{id}/stage", decodeFor(func(id int64, in *struct {
		Stage orders.Stage `json:"stage"`
	}) error {
		return a.Orders.MoveTo(id, in.Stage)
	}))
	mux.HandleFunc("POST /__admin/orders/{id}/trace", decodeFor(func(id int64, in *struct {
		Remark string `json:"remark"`
	}) error {
		return a.Orders.AddTrace(id, in.Remark)
	}))
	mux.HandleFunc("POST /__admin/orders/{id}/waybill", decodeFor(func(id int64, in *struct {
		BillNo string `json:"mailNo"`
	}) error {
		return a.Orders.ChangeWaybill(id, in.BillNo)
	}))
	mux.HandleFunc("POST /__admin/orders/{id}/price", decodeFor(func(id int64, in *struct {
		Carriage *int64 `json:"carriage"` // in 分
	}) error {
		if in.Carriage == nil {
			return errors.New(`the price has a freight in 分: {"carriage": 500}`)
		}
		return a.Orders.ChangePrice(id, *in.Carriage)
	}))
	mux.HandleFunc("PUT /__admin/offers/{id}/limits", decodeFor(func(id int64, in *orders.Limits) error {
		a.Orders.Limit(id, *in)
		return nil
	}))
}

// decodeBody decodes a JSON object for f. It refuses unknown members, and sends an error of f as a conflict.
func decodeBody[T any](f func(http.ResponseWriter, *http.Request, *T) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		in := new(T)
		decoder := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<16))
		decoder.DisallowUnknownFields()
		err := decoder.Decode(in)
		if _, end := decoder.Token(); err == nil && !errors.Is(end, io.EOF) {
			err = errors.New("something follows the JSON object")
		}
		if err != nil {
			http.Error(w, "the body cannot be read: "+err.Error(), http.StatusBadRequest)
			return
		}
		if err := f(w, r, in); err != nil {
			http.Error(w, err.Error(), http.StatusConflict)
		}
	}
}

// decodeFor decodes a JSON object for f, as decodeBody does, with the id in the address.
func decodeFor[T any](f func(id int64, in *T) error) http.HandlerFunc {
	return decodeBody(func(_ http.ResponseWriter, r *http.Request, in *T) error {
		id, err := pathID(r)
		if err != nil {
			return err
		}
		return f(id, in)
	})
}

// changeOffer returns a handler that changes the offer in the address.
func changeOffer(change func(offerID int64)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		id, err := pathID(r)
		if err == nil {
			change(id)
		}
		writeOutcome(w, err)
	}
}

func pathID(r *http.Request) (int64, error) {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		return 0, fmt.Errorf("%q is not an id", exchange.Printable(r.PathValue("id")))
	}
	return id, nil
}

func (a *Routes) startOrder(w http.ResponseWriter, _ *http.Request, in *struct {
	Stage  orders.Stage `json:"stage"`
	Member string       `json:"member"`
},
) error {
	id, err := a.Orders.Start(in.Member, in.Stage)
	if err == nil {
		writeJSON(w, map[string]string{"orderId": strconv.FormatInt(id, 10)})
	}
	return err
}

func (a *Routes) setCredit(_ http.ResponseWriter, _ *http.Request, in *struct {
	Member string `json:"member"`
	Limit  *int64 `json:"limit"` // in 分
},
) error {
	if in.Member == "" || in.Limit == nil {
		return errors.New(`a credit has a member and a limit in 分: {"member": "TOKEN", "limit": 100000}`)
	}
	a.Orders.SetCredit(in.Member, *in.Limit)
	return nil
}

func (a *Routes) revoke(_ http.ResponseWriter, _ *http.Request, in *struct {
	Token string `json:"token"`
},
) error {
	if in.Token == "" {
		return errors.New(`the token is missing: {"token": "TOKEN"}`)
	}
	a.Orders.Revoke(in.Token)
	return nil
}

// clockState is the clock as the admin endpoints show and set it.
type clockState struct {
	Now     *time.Time `json:"now,omitempty"`
	Speed   *float64   `json:"speed,omitempty"`
	Advance string     `json:"advance,omitempty"` // such as 36h
}

func (a *Routes) showClock(w http.ResponseWriter, _ *http.Request) {
	now := a.Now()
	out := clockState{Now: &now}
	if a.Clock != nil {
		speed := a.Clock.Speed()
		out.Speed = &speed
	}
	writeJSON(w, out)
}

func (a *Routes) setClock(w http.ResponseWriter, r *http.Request, in *clockState) error {
	clock := a.Clock
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
	if in.Speed != nil && (*in.Speed < 0 || *in.Speed > float64(a.MaxSpeed)) {
		return fmt.Errorf("the speed must be from 0 to %d", a.MaxSpeed)
	}
	if in.Speed != nil {
		clock.SetSpeed(*in.Speed)
	}
	if in.Now != nil {
		clock.Set(*in.Now)
	}
	clock.Advance(advance)
	a.showClock(w, r)
	return nil
}
