package redisstore

import (
	"context"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/beijing"
	"github.com/go-ali1688/ali1688/internal/testkit/redisserver"
)

const wholeDay = 86400

// TestLedger counts in two processes that share a Redis.
func TestLedger(t *testing.T) {
	type step struct {
		process int
		does    string // spend, refund, close, lose the data, or move the clock of Redis by days
		days    int64
		spent   int64
		ok      bool
	}
	spend := func(process int, spent int64, ok bool) step { return step{process, "spend", 0, spent, ok} }
	clock := func(days int64) step { return step{0, "clock", days, 0, false} }
	for name, tt := range map[string]struct {
		limit, ahead int64
		steps        []step
	}{
		"limit":    {2, 0, []step{spend(0, 1, true), spend(1, 2, true), spend(0, 2, false), spend(1, 2, false)}},
		"no limit": {0, 0, []step{spend(0, 1, true), spend(1, 2, true)}},
		"a new day": {1, 0, []step{spend(0, 1, true), clock(1), spend(1, 1, true), spend(0, 1, false), clock(0),
			spend(1, 1, false)}},
		"refund": {1, 0, []step{spend(0, 1, true), {0, "refund", 0, 0, false}, spend(1, 1, true), spend(0, 1, false)}},
		"refund of another day": {1, 0, []step{spend(0, 1, true), clock(1), spend(1, 1, true),
			{0, "refund", 0, 0, false}, spend(1, 1, false)}},
		"lost data": {3, 0, []step{spend(0, 1, true), spend(0, 2, true), {0, "lose", 0, 0, false}, spend(0, 3, true),
			spend(1, 3, false)}},
		"lost data with a refund": {2, 0, []step{spend(0, 1, true), {0, "refund", 0, 0, false}, spend(0, 1, true),
			{0, "lose", 0, 0, false}, spend(0, 2, true), spend(0, 2, false)}},
		"ahead": {5, 3, []step{spend(0, 1, true), spend(1, 4, true), spend(1, 5, true), spend(0, 2, true),
			spend(0, 3, true), spend(0, 5, false), spend(1, 5, false)}},
		"ahead, at least half": {0, 4, []step{spend(0, 1, true), spend(0, 2, true), spend(0, 3, true), spend(1, 7, true)}},
		"ahead, and back": {3, 3, []step{spend(0, 1, true), spend(1, 3, false), {0, "close", 0, 0, false},
			spend(1, 2, true), spend(1, 3, true), spend(1, 3, false)}},
		"ahead, a refund": {3, 3, []step{spend(0, 1, true), {0, "refund", 0, 0, false}, spend(0, 2, true),
			spend(0, 3, true), spend(0, 3, true), spend(0, 3, false)}},
	} {
		t.Run(name, func(t *testing.T) {
			server := redisserver.Start(t)
			var ledgers [2]*Ledger
			for process := range ledgers {
				ledgers[process] = storeOf(t, server).Ledger(LedgerOptions{tt.ahead})
			}
			days := map[int]string{}
			for i, s := range tt.steps {
				l := ledgers[s.process]
				switch s.does {
				case "spend":
					got, err := l.Spend(t.Context(), time.Time{}, tt.limit)
					require.NoError(t, err)
					assert.Equal(t, s.spent, got.Spent, "step %d", i)
					assert.Equal(t, s.ok, got.OK, "step %d", i)
					days[s.process] = got.Day
				case "refund":
					require.NoError(t, l.Refund(t.Context(), days[s.process]))
				case "close":
					require.NoError(t, l.Close(t.Context()))
				case "lose":
					require.NoError(t, l.store.client.FlushAll(t.Context()).Err())
				case "clock":
					zone := beijingZone + s.days*wholeDay
					ledgers[0].zone, ledgers[1].zone = zone, zone
				}
			}
		})
	}
}

// TestLedgerDay counts by the day in Beijing, whatever the clock of the client is.
func TestLedgerDay(t *testing.T) {
	l := storeOf(t, redisserver.Start(t)).Ledger(LedgerOptions{})
	before := beijing.Day(time.Now())
	got, err := l.Spend(t.Context(), time.Now().Add(-1000*time.Hour), 1)
	require.NoError(t, err)
	assert.Contains(t, []string{before, beijing.Day(time.Now())}, got.Day)
}

// TestHeldOverMidnight does not use in a new day what was counted in the one before.
func TestHeldOverMidnight(t *testing.T) {
	server := redisserver.Start(t)
	l := storeOf(t, server).Ledger(LedgerOptions{Ahead: 10})
	_, err := l.Spend(t.Context(), time.Time{}, 10)
	require.NoError(t, err)
	assert.Len(t, l.held, 9)
	assert.WithinRange(t, l.ends, time.Now().Add(-time.Minute), time.Now().Add(24*time.Hour))
	l.ends = time.Now() // midnight
	server.Kill()
	_, err = l.Spend(t.Context(), time.Time{}, 10)
	require.ErrorIs(t, err, ErrUnavailable)
}

// impatient ends commands whose context ends soon, after Redis has carried them out.
type impatient struct{}

func (impatient) DialHook(next redis.DialHook) redis.DialHook { return next }

func (impatient) ProcessPipelineHook(next redis.ProcessPipelineHook) redis.ProcessPipelineHook {
	return next
}

func (impatient) ProcessHook(next redis.ProcessHook) redis.ProcessHook {
	return func(ctx context.Context, cmd redis.Cmder) error {
		err := next(ctx, cmd)
		if end, ok := ctx.Deadline(); ok && time.Until(end) < time.Hour {
			cmd.SetErr(context.DeadlineExceeded)
			return context.DeadlineExceeded
		}
		return err
	}
}

// TestLedgerAndContext keeps what was counted ahead for a call whose context ends while Redis counts.
func TestLedgerAndContext(t *testing.T) {
	store := storeOf(t, redisserver.Start(t))
	store.client.AddHook(impatient{})
	store.opts.Timeout = 2 * time.Hour
	l := store.Ledger(LedgerOptions{Ahead: 10})
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	got, err := l.Spend(ctx, time.Time{}, 10)
	require.NoError(t, err)
	assert.True(t, got.OK)
	assert.Len(t, l.held, 9)
	cancel()
	l.held = nil
	_, err = l.Spend(ctx, time.Time{}, 20)
	require.ErrorIs(t, err, context.Canceled)
	assert.EqualValues(t, 10, l.last.spent, "nothing is counted for a call that was given up before")
}
