package faults_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/go-ali1688/ali1688/mock/internal/mocktest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/mock"
)

const (
	faultKey    = "t_planted_key_77"
	faultSecret = "t_planted_secret_88"
)

// offered is a response with an offer in it and no error.
func offered(t *testing.T, r *gateway.ItemGetResponse, err error) {
	t.Helper()
	require.NoError(t, err)
	assert.NotEmpty(t, r.Item.Title)
}

// fails is a failure with this code.
func fails(target error) func(*testing.T, *gateway.ItemGetResponse, error) {
	return func(t *testing.T, _ *gateway.ItemGetResponse, err error) {
		t.Helper()
		require.ErrorIs(t, err, target)
	}
}

// unreadable is a response that is none.
func unreadable(t *testing.T, r *gateway.ItemGetResponse, err error) {
	t.Helper()
	var body *apiclient.BodyError
	require.ErrorAs(t, err, &body)
	assert.Nil(t, r)
}

// broken is a connection that gave no response.
func broken(t *testing.T, r *gateway.ItemGetResponse, err error) {
	t.Helper()
	require.Error(t, err)
	assert.Nil(t, r)
}

// seen is what the client makes of each fault.
var seen = map[string]func(*testing.T, *gateway.ItemGetResponse, error){
	"api-init": func(t *testing.T, _ *gateway.ItemGetResponse, err error) {
		var e *ali1688.Error
		require.ErrorAs(t, err, &e)
		assert.Equal(t, gateway.RetryPause, e.Retry)
	},
	"quota-4005": func(t *testing.T, _ *gateway.ItemGetResponse, err error) {
		require.ErrorIs(t, err, ali1688.ErrQuotaExceeded)
		assert.Contains(t, err.Error(), "Key[REDACTED]")
	},
	"not-found-at-first": fails(ali1688.ErrNotFound),
	"stub": func(t *testing.T, r *gateway.ItemGetResponse, err error) {
		require.ErrorIs(t, err, ali1688.ErrNotFound)
		assert.Equal(t, "fail", r.Item.FormatCheck)
	},
	"data-error-with-data": func(t *testing.T, r *gateway.ItemGetResponse, err error) {
		require.ErrorIs(t, err, ali1688.ErrUnknownError)
		assert.NotEmpty(t, r.Item.Title, "the data is there beside the error")
	},
	"old-success": offered,
	"number-code": offered,
	"stale-cache": func(t *testing.T, r *gateway.ItemGetResponse, err error) {
		offered(t, r, err)
		assert.Equal(t, "1", r.Cache.String())
		seconds, _ := r.SecacheTime.Int64()
		assert.Less(t, seconds, time.Now().AddDate(0, -11, 0).Unix())
	},
	"wrong-item": func(t *testing.T, r *gateway.ItemGetResponse, err error) {
		require.ErrorIs(t, err, ali1688.ErrWrongItem)
		assert.NotEqual(t, "639741530227", r.Item.NumIID.String())
	},
	"translation-failed": func(t *testing.T, r *gateway.ItemGetResponse, err error) {
		offered(t, r, err)
		assert.Equal(t, "error", r.TranslateStatus)
	},
	"empty-list-for-map": func(t *testing.T, r *gateway.ItemGetResponse, err error) {
		offered(t, r, err)
		assert.Zero(t, r.Item.PropsList.Len())
	},
	"object-for-list":  offered,
	"numbers-as-text":  offered,
	"text-as-numbers":  offered,
	"html-502":         unreadable,
	"html-503":         unreadable,
	"html-200":         unreadable,
	"text-html":        offered,
	"empty-body":       unreadable,
	"bom":              offered,
	"php-notice":       offered,
	"php-notice-after": offered,
	"gbk":              offered,
	"gbk-refusal":      unreadable,
	"truncated":        unreadable,
	"broken-off":       broken,
	"reset":            broken,
	"lost-response":    broken,
	"slow-headers": func(t *testing.T, _ *gateway.ItemGetResponse, err error) {
		require.ErrorIs(t, err, context.DeadlineExceeded)
	},
	"slow-body": func(t *testing.T, _ *gateway.ItemGetResponse, err error) {
		require.ErrorIs(t, err, context.DeadlineExceeded)
	},
}

func noSecrets(t *testing.T, err error) {
	t.Helper()
	for e := err; e != nil; e = errors.Unwrap(e) {
		for _, secret := range []string{faultKey, faultSecret} {
			assert.NotContains(t, fmt.Sprintf("%v %+v", e, e), secret)
		}
	}
}

// TestFaults makes every fault happen over a real socket and looks at it through the real client: the right error,
// nothing that outlives its deadline, and no secret in any text.
func TestFaults(t *testing.T) {
	for _, fault := range mock.Faults() {
		if fault.Owner == mock.OwnerPlatform || fault.Owner == mock.OwnerPush {
			continue // see TestPlatformFaults
		}
		t.Run(fault.Name, func(t *testing.T) {
			t.Parallel()
			want := seen[fault.Name]
			if code, ok := strings.CutPrefix(fault.Name, "code-"); ok {
				want = func(t *testing.T, _ *gateway.ItemGetResponse, err error) { assert.True(t, ali1688.IsCode(err, code)) }
			}
			require.NotNil(t, want, "no case for %s", fault.Name)
			assert.NotEmpty(t, fault.Summary)
			gw := mock.New(t, mock.WithFault(mock.FaultRule{Fault: fault.Name}), mock.WithSlowness(time.Minute))
			opts := []ali1688.Option{ali1688.WithBaseURL(gw.URL())}
			if strings.HasPrefix(fault.Name, "slow-") { // the others respond whenever the machine gets to it
				opts = append(opts, ali1688.WithTimeout(300*time.Millisecond))
			}
			client, err := ali1688.New(faultKey, faultSecret, opts...)
			require.NoError(t, err)
			answer, err := client.ItemGet(context.Background(), &gateway.ItemGetParams{NumIID: "639741530227"})
			want(t, answer, err)
			noSecrets(t, err)
		})
	}
}

// TestObjectForList shows what a guarding client has to live with, on a list of rows.
func TestObjectForList(t *testing.T) {
	gw := mock.New(t, mock.WithFault(mock.FaultRule{Fault: "object-for-list"}))
	assert.Contains(t, strings.ReplaceAll(mocktest.Call(t, gw, "/1688/item_search/?key=k&secret=s&q=a"), " ", ""),
		`"item":{"`)

	client, err := ali1688.New(faultKey, faultSecret, ali1688.WithBaseURL(gw.URL()))
	require.NoError(t, err)
	answer, err := client.ItemSearch(t.Context(), &gateway.ItemSearchParams{Q: "a"})
	require.NoError(t, err)
	assert.Len(t, answer.Items.Item, 1)
	assert.Empty(t, answer.Unread)
}

// TestFaultRules picks the calls that go wrong.
func TestFaultRules(t *testing.T) {
	refused := `"error_code":"4013"`
	t.Run("once, for one operation", func(t *testing.T) {
		gw := mock.New(t, mock.WithFault(mock.FaultRule{Fault: "code-4013", API: "item_get", Times: 1}))
		assert.NotContains(t, mocktest.Call(t, gw, "/1688/cat_get/?key=k&secret=s&cid=0"), refused)
		assert.Contains(t, mocktest.Call(t, gw, mocktest.SomeOffer), refused)
		assert.NotContains(t, mocktest.Call(t, gw, mocktest.SomeOffer), refused)
	})
	t.Run("a share of the calls, the same for the same seed", func(t *testing.T) {
		pattern := func() string {
			gw := mock.New(t, mock.WithFault(mock.FaultRule{Fault: "code-4013", Percent: 30}), mock.WithSeed(7))
			out := ""
			for range 100 {
				out += map[bool]string{true: "x", false: "."}[strings.Contains(mocktest.Call(t, gw, mocktest.SomeOffer), refused)]
			}
			return out
		}
		first := pattern()
		assert.Equal(t, first, pattern())
		assert.InDelta(t, 30, strings.Count(first, "x"), 15)
	})
	t.Run("the header Prefer", func(t *testing.T) {
		gw := mock.New(t)
		assert.Contains(t, mocktest.Call(t, gw, mocktest.SomeOffer, "Prefer", "code=4013"), refused)
		assert.Contains(t, mocktest.Call(t, gw, mocktest.SomeOffer, "Prefer", "fault=html-200"), "<!DOCTYPE html>")
		assert.Contains(t, mocktest.Call(t, gw, mocktest.SomeOffer, "Prefer", "fault=html-20"), "did you mean html-200?")
	})
	t.Run("the second time it is there", func(t *testing.T) {
		gw := mock.New(t, mock.WithFault(mock.FaultRule{Fault: "not-found-at-first"}))
		assert.Contains(t, mocktest.Call(t, gw, mocktest.SomeOffer), "item-not-found")
		assert.NotContains(t, mocktest.Call(t, gw, mocktest.SomeOffer), "item-not-found")
	})
	t.Run("the second time, in signed forms", func(t *testing.T) {
		gw := mock.New(t, mock.WithFault(mock.FaultRule{Fault: "not-found-at-first"}))
		for _, step := range []struct{ form, code string }{
			{"num_iid=639741530227&dateline=2026-03-04+20%3A00%3A00&sign=a", "2000"},
			{"num_iid=639741530227&dateline=2026-03-04+20%3A00%3A01&sign=b", "0000"},
			{"num_iid=610947572360&dateline=2026-03-04+20%3A00%3A02&sign=c", "2000"},
		} {
			body := mocktest.Send(t, gw.Transport(), mocktest.Request(t, http.MethodPost, "/1688/item_get/?key=k", step.form))
			assert.Equal(t, step.code, body.Text("error_code"), step.form)
		}
	})
	for name, rule := range map[string]mock.FaultRule{"did you mean truncated?": {Fault: "trunkated"},
		"from 0 to 100": {Fault: "reset", Percent: 101}} {
		_, err := mock.NewHandler(mock.WithFault(rule))
		assert.ErrorContains(t, err, name)
	}
}
