package ordering

import (
	"cmp"
	"context"
	"errors"
	"time"

	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/openplatform"
)

// Status is the state of an order that was sent.
type Status string

// The states of an order that was sent.
const (
	Created Status = "created"
	Unknown Status = "unknown" // the response was lost, and the order is not found so far
	Refused Status = "refused" // nothing was ordered
)

// Outcome is the result of ordering a preview.
type Outcome struct {
	Status Status
	Orders []string // the ids
	Sum    int64    // in 分, by the platform; 0 if it states none
	Looked bool     // the response was lost, and the orders were found by their number
	Err    error    // of an order that was refused or whose outcome is unknown
}

// patience bounds placing an order and looking it up. A caller that goes away does not cut it short: half an order is
// what nobody wants.
const patience = 2 * time.Minute

// Place places the order of a token, once. A second call with the same token returns the outcome of the first; if that
// is unknown, it looks the order up again.
func (d *Desk) Place(ctx context.Context, token string) (Outcome, error) {
	t := d.ticket(token)
	if t == nil {
		return Outcome{}, ErrToken
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.outcome == nil {
		if err := ctx.Err(); err != nil {
			return Outcome{}, err // nothing was sent
		}
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	switch {
	case t.outcome == nil:
		if err := d.send(ctx, t); err != nil {
			return Outcome{}, err
		}
	case t.outcome.Status == Unknown:
		d.lookUp(ctx, t)
	}
	return *t.outcome, nil
}

// send places the order if its sum is still the same.
func (d *Desk) send(ctx context.Context, t *ticket) error {
	if d.now().After(t.preview.Expires) {
		return ErrExpired
	}
	again := t.preview
	if err := d.reckon(openplatform.WithoutCache(ctx), &again); err != nil {
		return err
	}
	if again.Sum != t.preview.Sum {
		return ErrChanged
	}
	t.outcome = &Outcome{Status: Unknown} // whatever happens from here on, it is not sent again
	made, err := d.Client.Trade.CreateCrossOrder(ctx, &platform.CreateCrossOrderRequest{
		Flow: platform.OrderFlowGeneral, AddressParam: platform.OrderAddress{AddressID: &t.preview.AddressID},
		CargoParamList: cargo(t.preview.Lines), OutOrderID: &t.preview.Number,
	})
	switch {
	case err == nil:
		t.outcome = created(&made.Result)
	case errors.Is(err, openplatform.ErrOutcomeUnknown):
		t.outcome.Err = err
		d.lookUp(ctx, t)
	default:
		t.outcome = &Outcome{Status: Refused, Err: err}
	}
	return nil
}

func created(r *platform.CrossOrderResult) *Outcome {
	out := &Outcome{Status: Created, Sum: fen(r.TotalSuccessAmount)}
	if r.OrderID != "" { // the list, if there is one, repeats it
		out.Orders = []string{r.OrderID}
		return out
	}
	listed := int64(0)
	for _, o := range r.OrderList {
		out.Orders = append(out.Orders, o.OrderID)
		listed += fen(o.OrderAmount)
	}
	out.Sum = cmp.Or(out.Sum, listed) // the total, if there is one, is that of the list
	return out
}

// looks is how often an order is looked up at once.
const looks = 3

// lookUp finds the orders by the number that the preview gave them.
func (d *Desk) lookUp(ctx context.Context, t *ticket) {
	for i := range looks {
		if i > 0 && !d.pause(ctx) {
			return
		}
		found, err := d.Client.Trade.FindOrders(ctx, t.preview.Number)
		if err != nil || len(found) == 0 {
			continue
		}
		out := &Outcome{Status: Created, Looked: true}
		for _, o := range found {
			out.Orders = append(out.Orders, o.BaseInfo.IDOfStr.String())
			out.Sum += fenOfYuan(o.BaseInfo.TotalAmount)
		}
		t.outcome = out
		return
	}
}

func fenOfYuan(amount loose.Yuan) int64 {
	f, _ := amount.Fen()
	return fen(f)
}

// pause waits before the next look, and reports whether there is time for one.
func (d *Desk) pause(ctx context.Context) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(cmp.Or(d.Wait, 2*time.Second)):
		return true
	}
}
