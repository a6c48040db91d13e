package apiclient

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/go-ali1688/ali1688/internal/beijing"
	"github.com/go-ali1688/ali1688/refusal"
)

// ErrBudgetSpent is matched by the error of a call that was not sent because the budget of the day is spent.
var ErrBudgetSpent = errors.New("the budget of the day is spent")

// Budget limits the requests of a day, which begins at midnight in Beijing. Each attempt counts, but those that
// provably were not sent.
type Budget struct {
	PerDay  int64 // how many requests may be sent; 0 is as many as the account has left
	Reserve int64 // how many requests of the account's quota are left to others

	// Ledger counts the requests. Nil counts those of this client; programs that share an account share one. While it
	// cannot be reached nothing is sent.
	Ledger Ledger

	// Thresholds are parts of PerDay, such as 0.8. OnThreshold is called once a day for each, on the path of the call.
	Thresholds  []float64
	OnThreshold func(spent, perDay int64)
}

// Ledger counts requests by day. It is safe for concurrent use.
type Ledger interface {
	// Spend counts one request of the day in Beijing that now is in, or that it is by the clock of the ledger, if it has
	// one of its own. If limit requests are counted already it counts nothing. A limit of 0 is none.
	Spend(ctx context.Context, now time.Time, limit int64) (Spending, error)
	// Refund takes back a request that Spend counted in that day.
	Refund(ctx context.Context, day string) error
}

// Spending is the state of a [Ledger] after a request asked to be counted.
type Spending struct {
	Day   string // 2026-11-29
	Spent int64  // the requests of the day, with this one if it was counted
	OK    bool   // it was counted, and may be sent
}

// reportLife is how long a report of the account's quota is trusted: more may have been bought since.
const reportLife = 10 * time.Minute

// budget is the state of a Budget.
type budget struct {
	Budget
	mu   sync.Mutex
	told map[float64]string // the last day of each threshold
}

func (b *Budget) stage(clock func() time.Time, quota *quotaMemory) Stage {
	own := &budget{Budget: *b, told: map[float64]string{}}
	if own.Ledger == nil {
		own.Ledger = NewLedger()
	}
	return func(next Attempt) Attempt {
		return func(ctx context.Context, c *Call) error {
			now := clock()
			if err := own.checkQuota(c, quota, now); err != nil {
				return err
			}
			day, err := own.spend(ctx, c, now)
			if err != nil {
				return err
			}
			err = next(ctx, c)
			if errors.Is(err, ErrNotSent) {
				err = errors.Join(err, own.refund(ctx, day))
			}
			return err
		}
	}
}

// checkQuota refuses a call of the gateway if the account has no more left than the reserve, by a report of this day.
func (b *budget) checkQuota(c *Call, quota *quotaMemory, now time.Time) error {
	last, seen, ok := quota.get()
	if c.Service == Platform || !ok || now.Sub(seen) > reportLife || beijing.Day(seen) != beijing.Day(now) {
		return nil
	}
	if left := last.Left(); left >= 0 && left <= b.Reserve {
		return spentError(c.API, "the gateway counts %d of %d requests today, and %d are reserved", last.Today, last.Max,
			b.Reserve)
	}
	return nil
}

func spentError(api, format string, args ...any) error {
	return &UnsentError{api, fmt.Errorf("%w: "+format, append([]any{ErrBudgetSpent}, args...)...), refusal.Tomorrow}
}

// spend counts a request, and returns the day that it is counted in.
func (b *budget) spend(ctx context.Context, c *Call, now time.Time) (day string, err error) {
	got, err := b.Ledger.Spend(ctx, now, b.PerDay)
	switch {
	case err != nil:
		return "", &UnsentError{c.API, fmt.Errorf("the budget cannot be checked: %w", err), refusal.Soon}
	case !got.OK:
		return "", spentError(c.API, "%d of %d requests", got.Spent, b.PerDay)
	}
	b.notify(got)
	return got.Day, nil
}

// refund takes a request back. A context that has ended must not keep it from that.
func (b *budget) refund(ctx context.Context, day string) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
	defer cancel()
	if err := b.Ledger.Refund(ctx, day); err != nil {
		return fmt.Errorf("the budget still counts the request: %w", err)
	}
	return nil
}

// notify calls OnThreshold. A request that was taken back may reach a threshold again.
func (b *budget) notify(got Spending) {
	if b.OnThreshold == nil || b.PerDay <= 0 {
		return
	}
	for _, part := range b.Thresholds {
		at := part * float64(b.PerDay)
		if float64(got.Spent) >= at && float64(got.Spent-1) < at && b.isFirst(part, got.Day) {
			b.OnThreshold(got.Spent, b.PerDay)
		}
	}
}

// isFirst reports whether a threshold is reached for the first time in a day.
func (b *budget) isFirst(part float64, day string) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	first := b.told[part] != day
	b.told[part] = day
	return first
}

// NewLedger returns a ledger in memory.
func NewLedger() Ledger { return new(memoryLedger) }

type memoryLedger struct {
	mu    sync.Mutex
	day   string // the latest: a clock that is set back must not begin a day anew
	spent int64
}

func (l *memoryLedger) Spend(_ context.Context, now time.Time, limit int64) (Spending, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if day := beijing.Day(now); day > l.day {
		l.day, l.spent = day, 0
	}
	if limit > 0 && l.spent >= limit {
		return Spending{l.day, l.spent, false}, nil
	}
	l.spent++
	return Spending{l.day, l.spent, true}, nil
}

func (l *memoryLedger) Refund(_ context.Context, day string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.day == day && l.spent > 0 {
		l.spent--
	}
	return nil
}
