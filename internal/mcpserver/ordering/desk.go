// Package ordering places orders in two steps. A preview states the sum and issues a token; the token places the order
// once, as long as it has not expired and the sum is still the same. Where the response to the order is lost, the order
// is looked up by its number, and never placed again.
package ordering

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"maps"
	"strings"
	"sync"
	"time"

	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/lists"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/openplatform"
)

// Desk previews and places orders for one account.
type Desk struct {
	Client *openplatform.Client
	// Valid is how long a preview can be ordered. 0 is ten minutes.
	Valid time.Duration
	// Wait is how long the desk waits before it looks an order up again whose response was lost. 0 is two seconds.
	Wait time.Duration
	// Now is the clock. Nil is time.Now.
	Now func() time.Time

	mu     sync.Mutex
	issued map[string]*ticket
}

// Line is a quantity of a variant that is bought.
type Line struct {
	OfferID  int64
	SpecID   string // "" for an offer without variants
	Quantity int64
}

// Preview is an order that was not placed yet. Amounts are in 分.
type Preview struct {
	Token, Number       string
	Sum, Goods, Freight int64
	Orders              int // how many orders the platform makes of it
	Pieces              int64
	Lines               []Line
	AddressID           int64
	Expires             time.Time
}

// ticket is an issued preview with the result of its order.
type ticket struct {
	mu      sync.Mutex // is held while the order is placed
	preview Preview
	outcome *Outcome
}

// The errors of tokens.
var (
	ErrToken   = errors.New("the token is unknown: only a token of a preview of this server places an order")
	ErrExpired = errors.New("the preview has expired and nothing was ordered: make a new one")
	ErrChanged = errors.New("the sum has changed since the preview and nothing was ordered: make a new preview")
)

func (d *Desk) now() time.Time {
	if d.Now != nil {
		return d.Now()
	}
	return time.Now()
}

// Preview asks what an order costs, and issues a token for it. Without an address the account's own default counts.
func (d *Desk) Preview(ctx context.Context, lines []Line, addressID int64) (*Preview, error) {
	ctx = openplatform.WithoutCache(ctx)
	if addressID == 0 {
		var err error
		if addressID, err = d.defaultAddress(ctx); err != nil {
			return nil, err
		}
	}
	p := Preview{Lines: lines, AddressID: addressID}
	if err := d.reckon(ctx, &p); err != nil {
		return nil, err
	}
	p.Pieces = lists.Sum(lines, func(l Line) int64 { return l.Quantity })
	p.Token, p.Number = "order-"+rand.Text(), "mcp-"+strings.ToLower(rand.Text()[:16])
	p.Expires = d.now().Add(cmp.Or(d.Valid, 10*time.Minute))
	d.mu.Lock()
	defer d.mu.Unlock()
	d.forget()
	d.issued[p.Token] = &ticket{preview: p}
	return &p, nil
}

// forget removes tokens that expired a day ago: until then one can ask for the result of an order.
func (d *Desk) forget() {
	if d.issued == nil {
		d.issued = map[string]*ticket{}
	}
	maps.DeleteFunc(d.issued, func(_ string, t *ticket) bool {
		return d.now().After(t.preview.Expires.Add(24 * time.Hour))
	})
}

// defaultAddress returns the id of the address that the account has chosen for its orders.
func (d *Desk) defaultAddress(ctx context.Context) (int64, error) {
	saved, err := d.Client.Logistics.GetReceiveAddresses(ctx)
	if err != nil {
		return 0, err
	}
	first := int64(0)
	for _, a := range saved.Result.ReceiveAddressItems {
		id, _ := a.ID.Int64()
		if isDefault, _ := a.IsDefault.Bool(); isDefault {
			return id, nil
		}
		if first == 0 {
			first = id
		}
	}
	if first == 0 {
		return 0, errors.New("the account has no address for deliveries: add one on 1688.com")
	}
	return first, nil
}

// reckon computes the sums of a preview.
func (d *Desk) reckon(ctx context.Context, p *Preview) error {
	shown, err := d.Client.Trade.CreateOrderPreview(ctx, &platform.CreateOrderPreviewRequest{
		AddressParam: platform.OrderAddress{AddressID: &p.AddressID}, CargoParamList: cargo(p.Lines),
	})
	if err != nil {
		return err
	}
	p.Sum, p.Goods, p.Freight, p.Orders = 0, 0, 0, len(shown.OrderPreviewResult)
	for _, part := range shown.OrderPreviewResult {
		sum, ok := part.SumPayment.Int64()
		if !ok {
			return errors.New("the preview states no sum, so that nothing can be ordered")
		}
		p.Sum += sum
		p.Goods += fen(part.SumPaymentNoCarriage)
		p.Freight += fen(part.SumCarriage)
	}
	if p.Orders == 0 {
		return errors.New("the preview has no order: the platform does not sell this together")
	}
	return nil
}

func fen(amount loose.Fen) int64 {
	n, _ := amount.Int64()
	return n
}

func cargo(lines []Line) []platform.OrderCargo {
	return lists.Map(lines, func(l Line) platform.OrderCargo {
		c := platform.OrderCargo{OfferID: &l.OfferID, Quantity: float64(l.Quantity)}
		if l.SpecID != "" {
			c.SpecID = &l.SpecID
		}
		return c
	})
}

// Look returns the preview of a token that may still be ordered, or the outcome if it was.
func (d *Desk) Look(token string) (Preview, *Outcome, error) {
	t := d.ticket(token)
	if t == nil {
		return Preview{}, nil, ErrToken
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.outcome == nil && d.now().After(t.preview.Expires) {
		return t.preview, nil, ErrExpired
	}
	return t.preview, t.outcome, nil
}

func (d *Desk) ticket(token string) *ticket {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.issued[token]
}

// Yuan returns an amount in 分 as yuan with two decimals.
func Yuan(fen int64) string { return fmt.Sprintf("%d.%02d", fen/100, fen%100) }
