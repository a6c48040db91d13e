package apiclient_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"testing"
	"testing/synctest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/refusal"
	"github.com/go-ali1688/ali1688/transport"
)

// limiterOf is a limiter that lets nothing through.
type limiterOf struct{ err error }

func (l limiterOf) Acquire(context.Context, *apiclient.Call) (func(error), error) { return nil, l.err }

// TestUnsent makes calls whose last attempt is not sent. Only one without another attempt is ErrNotSent.
func TestUnsent(t *testing.T) {
	lost := &apiclient.CallError{API: "item_get", Err: io.EOF}
	refused := &apiclient.CallError{API: "item_get", Err: fmt.Errorf("dial: %w", transport.ErrNotSent)}
	retries := func(c *apiclient.Config) { c.Retrier = &apiclient.Retries{} }
	for name, tt := range map[string]struct {
		config   func(*apiclient.Config)
		attempts []error
		notSent  bool
		want     apiclient.RetryAdvice
		text     string
	}{
		"limit": {func(c *apiclient.Config) { c.Limiter = limiterOf{context.DeadlineExceeded} }, nil, true,
			apiclient.RetryAdvice{Retry: refusal.Soon, Charged: "no"},
			"item_get: context deadline exceeded; the request was not sent"},
		"given up": {func(c *apiclient.Config) { c.Limiter = limiterOf{context.Canceled} }, nil, true,
			apiclient.RetryAdvice{Retry: refusal.Never, Charged: "no"}, "item_get: context canceled; the request was not sent"},
		"ledger away": {func(c *apiclient.Config) { c.Budget = &apiclient.Budget{Ledger: brokenLedger{}} }, nil, true,
			apiclient.RetryAdvice{Retry: refusal.Soon, Charged: "no"},
			"item_get: the budget cannot be checked: unreachable; the request was not sent"},
		"never connected": {retries, []error{refused, refused, refused}, true,
			apiclient.RetryAdvice{Retry: refusal.Soon, Charged: "no"},
			"item_get: dial: the request was not sent (3 attempts, of which 0 may have been charged)"},
		"not connected after an attempt": {retries, []error{refused, lost, refused}, false,
			apiclient.RetryAdvice{Retry: refusal.Soon, Charged: "unclear"}, "item_get: dial: the request was not sent; " +
				"the last attempt was not sent (3 attempts, of which 1 may have been charged)"},
		"not connected to another host": {func(c *apiclient.Config) {
			c.Fallback = &apiclient.Fallback{Hosts: []string{"http://b.test"}}
		}, []error{lost, refused}, false, apiclient.RetryAdvice{Retry: refusal.Soon, Charged: "unclear"},
			"item_get: dial: the request was not sent; " +
				"the last attempt was not sent (2 attempts, of which 1 may have been charged)"},
		"budget spent by the attempt before": {func(c *apiclient.Config) {
			c.Retrier, c.Budget = &apiclient.Retries{}, &apiclient.Budget{PerDay: 1}
		}, []error{lost}, false, apiclient.RetryAdvice{Retry: refusal.Tomorrow, Charged: "unclear"},
			"item_get: the budget of the day is spent: 1 of 1 requests; the last attempt was not sent " +
				"(1 attempt, of which 1 may have been charged)"},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				left := tt.attempts
				err := configured(tt.config).Do(t.Context(), &apiclient.Call{API: "item_get"}, func(context.Context) (err error) {
					err, left = left[0], left[1:]
					return err
				})
				require.EqualError(t, err, tt.text)
				assert.Equal(t, tt.notSent, errors.Is(err, apiclient.ErrNotSent))
				assert.Equal(t, tt.want, apiclient.RetryOf(err))
			})
		})
	}
}
