package world

import (
	"maps"
	"sync"
	"sync/atomic"
)

// Limits restrict how an offer can be ordered, beside its minimum and its stock. The zero value of a field does not
// restrict it.
type Limits struct {
	Most       int64 `json:"most,omitempty"`       // the largest quantity of one order
	Unit       int64 `json:"unit,omitempty"`       // the selling unit: quantities are multiples of it
	Mix        int64 `json:"mix,omitempty"`        // the number of pieces that a mixed order has at least
	NoMix      bool  `json:"noMix,omitempty"`      // one variant an order
	NoProxy    bool  `json:"noProxy,omitempty"`    // the supplier has authorised no reseller
	Gone       bool  `json:"gone,omitempty"`       // the offer was taken down
	StockFails bool  `json:"stockFails,omitempty"` // the goods cannot be taken out of stock, though some are left
}

// Mixes reports whether lots of the offer can be mixed. Nobody can order an offer that was taken down.
func (l Limits) Mixes() bool { return l.Mix > 0 && !l.NoMix && !l.Gone }

// LimitBook keeps the limits of offers. It is safe for concurrent use, its zero value is empty, and reading it takes no
// lock.
type LimitBook struct {
	mu  sync.Mutex
	all atomic.Pointer[map[int64]Limits]
}

// Of returns the limits of an offer.
func (b *LimitBook) Of(offerID int64) Limits { return b.All()[offerID] }

// All returns the limits by offer. The map must not be changed.
func (b *LimitBook) All() map[int64]Limits {
	if b == nil {
		return nil
	}
	if all := b.all.Load(); all != nil {
		return *all
	}
	return nil
}

// Set replaces the limits of an offer.
func (b *LimitBook) Set(offerID int64, l Limits) {
	b.mu.Lock()
	defer b.mu.Unlock()
	all := map[int64]Limits{offerID: l}
	for id, other := range b.All() {
		if id != offerID {
			all[id] = other
		}
	}
	b.all.Store(&all)
}

// Load replaces the limits of all offers.
func (b *LimitBook) Load(all map[int64]Limits) {
	b.mu.Lock()
	defer b.mu.Unlock()
	all = maps.Clone(all)
	b.all.Store(&all)
}

// Limits returns how an offer can be ordered.
func (w *World) Limits(offerID int64) Limits { return w.limits.Of(offerID) }

// gone reports whether an offer was taken down.
func (w *World) gone(id uint64) bool { return w.limits.Of(int64(id)).Gone }

// AnyGone reports whether any offer was taken down.
func (w *World) AnyGone() bool {
	for _, l := range w.limits.All() {
		if l.Gone {
			return true
		}
	}
	return false
}

// canBeFound reports whether searches find an offer: it was not taken down and, where that is asked for, its lots can
// be mixed.
func (w *World) canBeFound(id uint64, mixed bool) bool {
	l := w.limits.Of(int64(id))
	return !l.Gone && (!mixed || l.Mixes())
}

// withLimits leaves out what cannot be found. Offers without limits are not mixed.
func (w *World) withLimits(set *rowSet, mixed bool) *rowSet {
	limits := w.limits.All()
	if len(limits) == 0 && !mixed {
		return set
	}
	var found, hidden, out rowSet
	for id := range limits {
		rows := &hidden
		if w.canBeFound(uint64(id), mixed) {
			rows = &found
		}
		if place := w.placeOf(uint64(id)) - idWindow; place < Listed {
			rows.add(uint16(place))
		}
	}
	for i := range out {
		out[i] = set[i] &^ hidden[i]
		if mixed {
			out[i] &= found[i]
		}
	}
	return &out
}
