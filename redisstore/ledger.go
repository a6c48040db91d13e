package redisstore

import (
	"context"
	_ "embed" // for the script
	"sync"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/internal/beijing"
)

// LedgerOptions are the options of a [Ledger].
type LedgerOptions struct {
	// Ahead is how many requests this process counts before it makes them. It needs Redis for one request in Ahead/2, and
	// may send at least Ahead/2, at most Ahead, after Redis is gone. They count for the budget from the beginning, so that
	// it is never exceeded. Those of a process that is killed are lost for the day. 0 counts each request when it is made,
	// and stops with Redis.
	Ahead int64
}

// Ledger counts the requests of all processes by day, see [apiclient.Ledger]. Days are in Beijing and by the clock of
// Redis.
type Ledger struct {
	store *Store
	ahead int64
	zone  int64 // seconds from UTC, in which a day begins

	mu   sync.Mutex
	last count
	held []int64   // the numbers of requests that are counted and not made
	ends time.Time // by the monotonic clock: held is for the day before
}

// beijingZone is the zone of Beijing, in seconds from UTC.
const beijingZone = 8 * 60 * 60

// count is what Redis has counted.
type count struct{ day, spent, refunded int64 }

// Ledger returns a ledger for the budget of any number of clients of this process.
func (s *Store) Ledger(opts LedgerOptions) *Ledger {
	return &Ledger{store: s, ahead: max(1, opts.Ahead), zone: beijingZone}
}

// Spend counts a request. The time of the client is not used.
func (l *Ledger) Spend(ctx context.Context, _ time.Time, limit int64) (apiclient.Spending, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !time.Now().Before(l.ends) {
		l.held = nil
	}
	if left := int64(len(l.held)); left <= l.ahead/2 {
		if err := l.reserve(ctx, limit, l.ahead-left); err != nil && left == 0 {
			return apiclient.Spending{}, err
		}
	}
	if len(l.held) == 0 || limit > 0 && l.held[0] > limit {
		return apiclient.Spending{Day: l.day(), Spent: l.last.spent - l.last.refunded}, nil
	}
	number := l.held[0]
	l.held = l.held[1:]
	return apiclient.Spending{Day: l.day(), Spent: number, OK: true}, nil
}

func (l *Ledger) day() string { return beijing.Day(time.Unix(l.last.day*86400, 0)) }

//go:embed spend.lua
var spendSource string

var spendScript = redis.NewScript(spendSource)

// reserve counts up to n requests in Redis. A call that gives up waiting must not lose those that are counted for it
// and for others.
func (l *Ledger) reserve(ctx context.Context, limit, n int64) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	ctx = context.WithoutCancel(ctx) // what is left is the timeout of a command
	asked := time.Now()
	values, err := l.store.run(ctx, spendScript, l.keys(), limit, n, l.zone, l.last.day, l.last.spent, l.last.refunded)
	if err != nil {
		return err
	}
	got, err := numbers(values, 5)
	if err != nil {
		return err
	}
	if got[0] != l.last.day {
		l.held = nil
	}
	l.last = count{got[0], got[1], got[2]}
	l.ends = asked.Add(time.Duration(got[4]) * time.Microsecond)
	used := got[1] - got[2]
	for number := used - got[3] + 1; number <= used; number++ {
		l.held = append(l.held, number)
	}
	return nil
}

func (l *Ledger) keys() []string { return []string{l.store.key("budget", "")} }

// Refund takes back a request. What is counted ahead it returns to this process.
func (l *Ledger) Refund(ctx context.Context, day string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case day != l.day():
		return nil
	case l.ahead > 1 && time.Now().Before(l.ends):
		l.held = append(l.held, l.last.spent-l.last.refunded)
		return nil
	}
	return l.takeBack(ctx, 1)
}

// Close takes back what was counted ahead and not used.
func (l *Ledger) Close(ctx context.Context) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	n := int64(len(l.held))
	l.held = nil
	if n == 0 {
		return nil
	}
	return l.takeBack(ctx, n)
}

var refundScript = redis.NewScript(`
local kept = redis.call('HMGET', KEYS[1], 'day', 'spent', 'refunded')
if tonumber(kept[1] or 0) ~= tonumber(ARGV[1]) then return {-1, -1} end
local refunded = math.min(tonumber(kept[2]), kept[3] + ARGV[2])
redis.call('HSET', KEYS[1], 'refunded', refunded)
return {tonumber(kept[2]), refunded}`)

// takeBack takes n requests of the last day back. One of an earlier day is gone.
func (l *Ledger) takeBack(ctx context.Context, n int64) error {
	values, err := l.store.run(ctx, refundScript, l.keys(), l.last.day, n)
	if err != nil {
		return err
	}
	got, err := numbers(values, 2)
	if err == nil && got[0] >= l.last.spent {
		l.last.spent, l.last.refunded = got[0], got[1]
	}
	return err
}
