package openplatform_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/openplatform"
)

// errStopped is returned by what TestSharedOptions puts before a request.
var errStopped = errors.New("stopped")

// stopper stops every request in each of the roles that options take.
type stopper struct{}

func (stopper) Acquire(context.Context, *apiclient.Call) (func(error), error) { return nil, errStopped }

func (stopper) Retry(context.Context, *apiclient.Call, func(context.Context) error) error {
	return errStopped
}

func (stopper) RoundTrip(*http.Request) (*http.Response, error) { return nil, errStopped }

// begun notes the operations that begin.
type begun []string

// Begin notes a call.
func (b *begun) Begin(ctx context.Context, e apiclient.Event) (context.Context, func(apiclient.Outcome)) {
	*b = append(*b, e.API)
	return ctx, nil
}

// TestSharedOptions looks for the effect of the options that the clients of both APIs have.
func TestSharedOptions(t *testing.T) {
	var observed begun
	var logged bytes.Buffer
	debug := &slog.HandlerOptions{Level: slog.LevelDebug}
	cases := []struct {
		name   string
		option openplatform.Option
		sent   int
		err    error
		check  func(t *testing.T, r *responder)
	}{
		{"none", openplatform.WithTimeout(0), 1, nil,
			func(t *testing.T, r *responder) { assert.Equal(t, apiclient.UserAgent(), r.sent.UserAgent()) }},
		{"limiter", openplatform.WithLimiter(stopper{}), 0, errStopped, nil},
		{"retries", openplatform.WithRetries(stopper{}), 0, errStopped, nil},
		{"instrumentation", openplatform.WithInstrumentation(func(http.RoundTripper) http.RoundTripper { return stopper{} }),
			0, errStopped, nil},
		{"budget", openplatform.WithBudget(apiclient.Budget{PerDay: 1}), 1, nil, nil},
		{"observer", openplatform.WithObserver(&observed), 1, nil,
			func(t *testing.T, _ *responder) { assert.Contains(t, observed, "alibaba.trade.cancel") }},
		{"logger", openplatform.WithLogger(slog.New(slog.NewTextHandler(&logged, debug))), 1, nil,
			func(t *testing.T, _ *responder) { assert.Contains(t, logged.String(), "alibaba.trade.cancel") }},
		{"user agent", openplatform.WithUserAgent("shop/1"), 1, nil,
			func(t *testing.T, r *responder) { assert.Equal(t, "shop/1", r.sent.UserAgent()) }},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			client, r := responding(t, `{"success":true}`, c.option)
			_, err := cancel(t.Context(), client)
			require.ErrorIs(t, err, c.err)
			assert.Equal(t, c.sent, r.times)
			if c.check != nil {
				c.check(t, r)
			}
			if c.name == "budget" {
				_, err = cancel(t.Context(), client)
				require.ErrorIs(t, err, apiclient.ErrBudgetSpent)
				assert.Equal(t, c.sent, r.times)
			}
		})
	}
}
