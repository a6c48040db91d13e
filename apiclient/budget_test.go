package apiclient_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/apiclient"
)

// at is a time in Beijing on 2026-11-29 or later.
func at(day, hour int) time.Time {
	return time.Date(2026, 11, day, hour, 0, 0, 0, time.FixedZone("", 8*60*60))
}

func TestLedger(t *testing.T) {
	ctx := context.Background()
	type step struct {
		now    time.Time
		limit  int64
		refund string // the day of a request to take back
		want   apiclient.Spending
	}
	const d29, d30 = "2026-11-29", "2026-11-30"
	for name, steps := range map[string][]step{
		"limit": {{at(29, 1), 2, "", apiclient.Spending{Day: d29, Spent: 1, OK: true}},
			{at(29, 2), 2, "", apiclient.Spending{Day: d29, Spent: 2, OK: true}},
			{at(29, 23), 2, "", apiclient.Spending{Day: d29, Spent: 2}}},
		"no limit": {{at(29, 1), 0, "", apiclient.Spending{Day: d29, Spent: 1, OK: true}},
			{at(29, 1), 0, "", apiclient.Spending{Day: d29, Spent: 2, OK: true}}},
		"a new day": {{at(29, 23), 1, "", apiclient.Spending{Day: d29, Spent: 1, OK: true}},
			{at(30, 0), 1, "", apiclient.Spending{Day: d30, Spent: 1, OK: true}}},
		"a clock set back": {{at(30, 0), 1, "", apiclient.Spending{Day: d30, Spent: 1, OK: true}},
			{at(29, 23), 1, "", apiclient.Spending{Day: d30, Spent: 1}}},
		"refund": {{at(29, 1), 1, "", apiclient.Spending{Day: d29, Spent: 1, OK: true}}, {refund: d29},
			{at(29, 1), 1, "", apiclient.Spending{Day: d29, Spent: 1, OK: true}}},
		"refund of another day": {{at(29, 1), 1, "", apiclient.Spending{Day: d29, Spent: 1, OK: true}},
			{at(30, 1), 1, "", apiclient.Spending{Day: d30, Spent: 1, OK: true}}, {refund: d29},
			{at(30, 2), 1, "", apiclient.Spending{Day: d30, Spent: 1}}},
		"refund of nothing": {{refund: d29}, {at(29, 1), 1, "", apiclient.Spending{Day: d29, Spent: 1, OK: true}},
			{at(29, 1), 1, "", apiclient.Spending{Day: d29, Spent: 1}}},
	} {
		ledger := apiclient.NewLedger()
		for i, s := range steps {
			if s.refund != "" {
				require.NoError(t, ledger.Refund(ctx, s.refund))
				continue
			}
			got, err := ledger.Spend(ctx, s.now, s.limit)
			require.NoError(t, err)
			assert.Equal(t, s.want, got, "%s, step %d", name, i)
		}
	}
}

// TestLedgerTogether never gives more than the limit to many goroutines.
func TestLedgerTogether(t *testing.T) {
	ledger := apiclient.NewLedger()
	var mu sync.Mutex
	granted := 0
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() {
			if got, _ := ledger.Spend(context.Background(), at(29, 1), 20); got.OK {
				mu.Lock()
				granted++
				mu.Unlock()
			}
		})
	}
	all.Wait()
	assert.Equal(t, 20, granted)
}

// brokenLedger cannot be reached.
type brokenLedger struct{}

var errUnreachable = errors.New("unreachable")

func (brokenLedger) Spend(context.Context, time.Time, int64) (apiclient.Spending, error) {
	return apiclient.Spending{}, errUnreachable
}
func (brokenLedger) Refund(context.Context, string) error { return errUnreachable }

// TestBudgetStage runs attempts under a budget of two.
func TestBudgetStage(t *testing.T) {
	ok := func(context.Context) error { return nil }
	unsent := func(context.Context) error { return apiclient.ErrNotSent }
	failed := func(context.Context) error { return errors.New("broke off") }
	cases := map[string]struct {
		budget   apiclient.Budget
		attempts []func(context.Context) error
		sent     int
		last     error
	}{
		"spent": {apiclient.Budget{PerDay: 2}, []func(context.Context) error{ok, ok, ok}, 2,
			apiclient.ErrBudgetSpent},
		"failures count": {apiclient.Budget{PerDay: 2}, []func(context.Context) error{failed, failed, ok}, 2,
			apiclient.ErrBudgetSpent},
		"what was not sent does not": {apiclient.Budget{PerDay: 1}, []func(context.Context) error{unsent, unsent, ok}, 3,
			nil},
		"ledger away": {apiclient.Budget{PerDay: 2, Ledger: brokenLedger{}}, []func(context.Context) error{ok}, 0,
			errUnreachable},
	}
	for name, tt := range cases {
		t.Run(name, func(t *testing.T) {
			c := apiclient.DefaultConfig("http://x")
			c.Budget = &tt.budget
			pipeline, sent := c.Pipeline(), 0
			var last error
			for _, attempt := range tt.attempts {
				last = pipeline.Do(context.Background(), &apiclient.Call{API: "item_get"}, func(ctx context.Context) error {
					sent++
					return attempt(ctx)
				})
			}
			assert.Equal(t, tt.sent, sent)
			require.ErrorIs(t, last, tt.last)
			if tt.last != nil {
				require.ErrorIs(t, last, apiclient.ErrNotSent)
			}
		})
	}
}

// TestThresholds is notified once a day of each, although requests that were not sent reach them again.
func TestThresholds(t *testing.T) {
	now, reached := at(29, 1), []int64{}
	p := configured(func(c *apiclient.Config) {
		c.Clock = func() time.Time { return now }
		c.Budget = &apiclient.Budget{PerDay: 2, Thresholds: []float64{0.5, 1},
			OnThreshold: func(spent, _ int64) { reached = append(reached, spent) }}
	})
	do := func(results ...error) {
		for _, result := range results {
			err := p.Do(context.Background(), &apiclient.Call{}, func(context.Context) error { return result })
			require.ErrorIs(t, err, result)
		}
	}
	do(apiclient.ErrNotSent, apiclient.ErrNotSent, nil, apiclient.ErrNotSent, nil)
	assert.Equal(t, []int64{1, 2}, reached)
	now = at(30, 1)
	do(nil, nil)
	assert.Equal(t, []int64{1, 2, 1, 2}, reached)
}

// TestCallInfo tells the attempts of a call, and which may have been charged.
func TestCallInfo(t *testing.T) {
	c := apiclient.DefaultConfig("http://x")
	for name, tt := range map[string]struct {
		err  error
		want apiclient.CallInfo
	}{
		"success":       {nil, apiclient.CallInfo{Attempts: 1, Charged: 1}},
		"not sent":      {apiclient.ErrNotSent, apiclient.CallInfo{Attempts: 1}},
		"refused by us": {apiclient.Unsent("item_get", "page 0"), apiclient.CallInfo{}},
		"not charged":   {&apiclient.Error{Charged: "no"}, apiclient.CallInfo{Attempts: 1}},
		"broke off":     {errors.New("reset"), apiclient.CallInfo{Attempts: 1, Charged: 1}},
	} {
		var info apiclient.CallInfo
		err := c.Pipeline().Do(apiclient.WithCallInfo(context.Background(), &info), &apiclient.Call{API: "item_get"},
			func(context.Context) error { return tt.err })
		require.ErrorIs(t, err, tt.err)
		assert.Equal(t, tt.want, info, name)
		info.Attempts = 9 // of another call
		_ = c.Pipeline().Refuse(apiclient.WithCallInfo(context.Background(), &info), &apiclient.Call{}, tt.err)
		assert.Zero(t, info, name)
	}
}

func TestParseQuota(t *testing.T) {
	for text, want := range map[string]apiclient.Quota{
		"today:58 max:10100 all[106=58+24+24];expires:2030-12-31": {Today: 58, Max: 10100, Total: 106, Expires: "2030-12-31"},
		"today:10 max:10 all[56=10+1+45]":                         {Today: 10, Max: 10, Total: 56},
		"today: max:20000 all[=++];expires:2024-01-16":            {Today: -1, Max: 20000, Total: -1, Expires: "2024-01-16"},
		"today:7 max:10000":                                       {Today: 7, Max: 10000, Total: -1},
		"today: max:":                                             {Today: -1, Max: -1, Total: -1},
		" today:7 max:10000 all[9=7+2] ;expires:2027-01-01 ":      {Today: 7, Max: 10000, Total: 9, Expires: "2027-01-01"},
	} {
		got, ok := apiclient.ParseQuota(text)
		assert.True(t, ok, text)
		assert.Equal(t, want, got, text)
	}
	for _, text := range []string{"", "max:3", "today:x max:1"} {
		_, ok := apiclient.ParseQuota(text)
		assert.False(t, ok, text)
	}
}
