package apiclient_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/refusal"
	"github.com/go-ali1688/ali1688/transport"
)

type layerKey struct{}

// witness notes what it is notified of.
type witness struct {
	name  string
	notes *[]string
}

func (w witness) Begin(ctx context.Context, e apiclient.Event) (context.Context, func(apiclient.Outcome)) {
	above, _ := ctx.Value(layerKey{}).(string)
	*w.notes = append(*w.notes, fmt.Sprintf("%s%s begins %s %d", above, w.name, e.API, e.Attempt))
	return context.WithValue(ctx, layerKey{}, above+w.name+" "), func(out apiclient.Outcome) {
		*w.notes = append(*w.notes,
			fmt.Sprintf("%s ends %d %s %d %t %v", w.name, e.Attempt, out.Took, out.Attempts, out.Cached, out.Err != nil))
	}
}

// deaf wants to know nothing of the end.
type deaf struct{}

func (deaf) Begin(ctx context.Context, _ apiclient.Event) (context.Context, func(apiclient.Outcome)) {
	return ctx, nil
}

// TestObservers notifies the observers of calls and attempts, in order, with the context of the one above.
func TestObservers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var notes []string
		p := configured(func(c *apiclient.Config) {
			c.Observers = []apiclient.Observer{witness{"a", &notes}, deaf{}, witness{"b", &notes}}
			c.Retrier = &apiclient.Retries{Wait: 1}
			c.Cache = &apiclient.Cache{Default: time.Hour}
		})
		results := []error{io.EOF, nil}
		call := func() {
			c := &apiclient.Call{API: "item_get", Key: "k"}
			require.NoError(t, p.Do(t.Context(), c, func(context.Context) error {
				if len(results) == 0 {
					return nil
				}
				time.Sleep(time.Second)
				err := results[0]
				results, c.Body = results[1:], []byte("{}")
				return err
			}))
		}
		call()
		require.Len(t, notes, 12)
		notes[10], notes[11] = notes[10][:10], notes[11][:10] // the wait between the attempts is random
		assert.Equal(t, []string{
			"a begins item_get 0", "a b begins item_get 0",
			"a b a begins item_get 1", "a b a b begins item_get 1", "b ends 1 1s 0 false true", "a ends 1 1s 0 false true",
			"a b a begins item_get 2", "a b a b begins item_get 2", "b ends 2 1s 0 false false", "a ends 2 1s 0 false false",
			"b ends 0 2", "a ends 0 2",
		}, notes)
		notes = nil
		call()
		assert.Equal(t, []string{"a begins item_get 0", "a b begins item_get 0", "b ends 0 0s 0 true false",
			"a ends 0 0s 0 true false"}, notes, "from the cache, without an attempt")
		notes = nil
		require.Error(t, p.Refuse(t.Context(), &apiclient.Call{API: "item_get"}, apiclient.Unsent("item_get", "page 0")))
		assert.Equal(t, []string{"a begins item_get 0", "a b begins item_get 0", "b ends 0 0s 0 false true",
			"a ends 0 0s 0 false true"}, notes, "refused before it is sent")
	})
}

// TestLogger writes a record for each outcome.
func TestLogger(t *testing.T) {
	stated := (&apiclient.Error{API: "item_get", Code: "4008", Message: "too many", RequestID: "gw-1.5a"}).Explain(
		refusal.Meaning{Code: "4008", Retry: refusal.Pause, Says: refusal.Words{EN: "rate limit exceeded"}})
	echoed := &apiclient.Error{API: "item_get", Code: "planted", Message: "planted", RequestID: "planted planted"}
	call := apiclient.Event{Service: apiclient.Gateway1688, API: "item_get"}
	attempt := call
	attempt.Attempt = 2
	custom := apiclient.Event{Service: apiclient.Gateway1688, API: "custom", Method: "com.alibaba.trade/a.b"}
	info := apiclient.CallInfo{Attempts: 2, Charged: 1, Host: "https://b.test"}
	const head = "service=gateway api=item_get "
	for name, tt := range map[string]struct {
		event apiclient.Event
		out   apiclient.Outcome
		level slog.Level
		want  string
	}{
		"success": {call, apiclient.Outcome{CallInfo: info, Took: time.Second}, slog.LevelDebug,
			`level=DEBUG msg="ali1688 call" ` + head + "took=1s attempts=2 charged=1 host=https://b.test\n"},
		"cached": {call, apiclient.Outcome{CallInfo: apiclient.CallInfo{Cached: true}}, slog.LevelDebug,
			`level=DEBUG msg="ali1688 call" ` + head + "took=0s cached=true stale=false\n"},
		"success, above debug": {call, apiclient.Outcome{}, slog.LevelInfo, ""},
		"stated": {call, apiclient.Outcome{Err: &apiclient.AttemptsError{Attempts: 2, Err: stated}}, slog.LevelInfo,
			`level=WARN msg="ali1688 call failed" ` + head +
				`took=0s error=4008 retry=pause meaning="rate limit exceeded" request_id=gw-1.5a` + "\n"},
		"echoed": {call, apiclient.Outcome{Err: echoed.Explain(refusal.Meaning{})}, slog.LevelInfo,
			`level=WARN msg="ali1688 call failed" ` + head + "took=0s error=unknown_code retry=never\n"},
		"a text": {custom, apiclient.Outcome{Err: fmt.Errorf("planted: %w", io.EOF)}, slog.LevelInfo,
			`level=WARN msg="ali1688 call failed" service=gateway api=custom method=com.alibaba.trade/a.b took=0s ` +
				"error=connection\n"},
		"a failed attempt": {attempt, apiclient.Outcome{Err: io.EOF}, slog.LevelDebug,
			`level=DEBUG msg="ali1688 attempt failed" ` + head + "attempt=2 took=0s error=connection\n"},
		"an attempt": {attempt, apiclient.Outcome{}, slog.LevelDebug, ""},
	} {
		t.Run(name, func(t *testing.T) {
			var text bytes.Buffer
			handler := slog.NewTextHandler(&text, &slog.HandlerOptions{Level: tt.level,
				ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
					if a.Key == slog.TimeKey {
						return slog.Attr{}
					}
					return a
				}})
			_, end := apiclient.NewLogger(slog.New(handler)).Begin(t.Context(), tt.event)
			end(tt.out)
			assert.Equal(t, tt.want, text.String())
		})
	}
}

// TestErrorType has a word for every kind of error.
func TestErrorType(t *testing.T) {
	kind := func(err error) error { return &apiclient.Error{Code: "planted", Kind: err} }
	for _, tt := range []struct {
		err  error
		want string
	}{
		{nil, ""},
		{&apiclient.AttemptsError{Err: &apiclient.Error{Explanation: refusal.Meaning{Code: "4008"}}}, "4008"},
		{&apiclient.Error{Code: "planted"}, "unknown_code"},
		{kind(apiclient.ErrNoPayload), "no_payload"},
		{kind(apiclient.ErrWrongItem), "wrong_item"},
		{kind(apiclient.ErrImageRefused), "image_refused"},
		{kind(apiclient.ErrOutcomeUnknown), "outcome_unknown"},
		{&apiclient.UnsentError{Err: apiclient.ErrBudgetSpent}, "budget_spent"},
		{&apiclient.UnsentError{Err: context.DeadlineExceeded}, "timeout"},
		{&apiclient.CallError{Err: context.Canceled}, "canceled"},
		{apiclient.Unsent("item_get", "page 0"), "refused_before_sending"},
		{&apiclient.CallError{Err: transport.ErrNotSent}, "not_sent"},
		{&apiclient.CallError{Err: &apiclient.BodyError{StatusCode: 502, Err: io.EOF}}, "unreadable_response"},
		{&apiclient.CallError{Err: io.EOF}, "connection"},
	} {
		assert.Equal(t, tt.want, apiclient.ErrorType(tt.err), "%v", tt.err)
	}
}
