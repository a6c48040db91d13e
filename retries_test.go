package ali1688_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/mock"
	"github.com/go-ali1688/ali1688/refusal"
)

// eager repeats without a wait, at most three attempts.
func eager() *apiclient.Retries {
	return &apiclient.Retries{Wait: 1, PauseWait: 1, MaxWait: 1}
}

// chargedOf is how many of so many attempts may have been charged.
func chargedOf(charged string, attempts int) int {
	if charged == "no" {
		return 0
	}
	return attempts
}

// TestRetriesByCode makes a read and a call that may order for each code of the gateway's table.
// It counts the attempts that arrive, and compares the error with the row.
func TestRetriesByCode(t *testing.T) {
	for _, row := range gateway.Codes {
		if refusal.Succeeds(row.Code) {
			continue
		}
		t.Run(row.Code, func(t *testing.T) {
			want := 1
			if row.Retry == refusal.Soon || row.Retry == refusal.Pause {
				want = 3
			}
			gw := mock.New(t, mock.WithFault(mock.FaultRule{Fault: mock.FaultCode(row.Code)}))
			var info apiclient.CallInfo
			ctx := apiclient.WithCallInfo(t.Context(), &info)
			client := connect(t, gw.URL(), ali1688.WithRetries(eager()))
			_, err := client.ItemGet(ctx, &gateway.ItemGetParams{NumIID: "610947572360"})
			assert.True(t, ali1688.IsCode(err, row.Code), "%v", err)
			var stated *ali1688.Error
			require.ErrorAs(t, err, &stated)
			assert.Equal(t, []any{row.Code, row.Retry, row.Charged},
				[]any{stated.Explanation.Code, stated.Retry, stated.Charged})
			assert.Len(t, gw.Requests(), want, "attempts that the server saw: %s", row.Retry)
			assert.Equal(t, []int{want, chargedOf(row.Charged, want)}, []int{info.Attempts, info.Charged})
			_, err = client.Custom(ctx, &gateway.CustomParams{Method: ali1688.Ptr("a/b"), OArgs: ali1688.Ptr("{}")})
			assert.True(t, ali1688.IsCode(err, row.Code), "%v", err)
			assert.Len(t, gw.Requests(), want+1, "custom is sent once")
			assert.Equal(t, 1, info.Attempts)
		})
	}
}

// TestRetriesByCase makes a call for each case of a code, which the text beside the code chooses.
func TestRetriesByCase(t *testing.T) {
	for _, row := range gateway.Codes {
		for _, one := range row.Cases {
			t.Run(row.Code+" "+one.Contains, func(t *testing.T) {
				var requests atomic.Int64
				server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
					requests.Add(1)
					_, _ = fmt.Fprintf(w, `{"error":%q,"reason":"","error_code":%q,"success":0}`, one.Contains, row.Code)
				}))
				defer server.Close()
				_, err := connect(t, server.URL, ali1688.WithRetries(eager())).ItemGet(t.Context(),
					&gateway.ItemGetParams{NumIID: "610947572360"})
				var stated *ali1688.Error
				require.ErrorAs(t, err, &stated)
				assert.Equal(t, []any{one.Contains, one.Retry}, []any{stated.Explanation.Contains, stated.Retry})
				want := int64(1)
				if one.Retry == refusal.Soon || one.Retry == refusal.Pause {
					want = 3
				}
				assert.Equal(t, want, requests.Load(), "attempts that the server saw: %s", one.Retry)
			})
		}
	}
}

// alwaysSlow is for a fault that happens always, to a call with a timeout.
const alwaysSlow = -1

// faultRow is what a fault of the mock leads to.
type faultRow struct {
	times             int // how often the fault happens; 0 is always
	attempts, charged int
	want              error // nil is success
}

var faultRows = map[string]faultRow{
	mock.FaultAPIInit:           {1, 2, 2, nil},
	mock.FaultQuota4005:         {0, 1, 1, ali1688.ErrQuotaExceeded},
	mock.FaultNotFoundAtFirst:   {0, 1, 1, ali1688.ErrNotFound},
	mock.FaultStub:              {0, 1, 1, ali1688.ErrNotFound},
	mock.FaultDataErrorWithData: {1, 2, 2, nil},
	mock.FaultOldSuccess:        {0, 1, 1, nil},
	mock.FaultNumberCode:        {0, 1, 1, nil},
	mock.FaultStaleCache:        {0, 1, 1, nil},
	mock.FaultWrongItem:         {1, 2, 2, nil},
	mock.FaultTranslationFailed: {0, 1, 1, nil},
	mock.FaultEmptyListForMap:   {0, 1, 1, nil},
	mock.FaultObjectForList:     {0, 1, 1, nil},
	mock.FaultNumbersAsText:     {0, 1, 1, nil},
	mock.FaultTextAsNumbers:     {0, 1, 1, nil},
	mock.FaultTextHTML:          {0, 1, 1, nil},
	mock.FaultBOM:               {0, 1, 1, nil},
	mock.FaultGBK:               {0, 1, 1, nil},
	mock.FaultPHPNotice:         {0, 1, 1, nil},
	mock.FaultPHPNoticeAfter:    {0, 1, 1, nil},
	mock.FaultGBKRefusal:        {0, 1, 1, ali1688.ErrUnauthorized},
	mock.FaultHTML502:           {1, 2, 2, nil},
	mock.FaultHTML503:           {1, 2, 2, nil},
	mock.FaultHTML200:           {1, 2, 2, nil},
	mock.FaultEmptyBody:         {1, 2, 2, nil},
	mock.FaultTruncated:         {1, 2, 2, nil},
	mock.FaultBrokenOff:         {2, 3, 3, nil},
	mock.FaultReset:             {1, 2, 2, nil},
	mock.FaultSlowHeaders:       {alwaysSlow, 3, 3, context.DeadlineExceeded},
	mock.FaultLostResponse:      {1, 2, 2, nil},
	mock.FaultSlowBody:          {alwaysSlow, 3, 3, context.DeadlineExceeded},
}

// TestRetriesByFault makes a call for every fault of the mock that is not a code. It counts the attempts that arrive
// and those that may have been charged.
func TestRetriesByFault(t *testing.T) {
	for _, fault := range mock.Faults() {
		if strings.HasPrefix(fault.Name, "code-") || fault.Owner == mock.OwnerPlatform ||
			fault.Owner == mock.OwnerPush {
			continue // of TestRetriesByCode and of package openplatform
		}
		t.Run(fault.Name, func(t *testing.T) {
			row, ok := faultRows[fault.Name]
			require.True(t, ok, "a new fault needs a row")
			row.check(t, fault.Name)
			if row.times > 0 {
				checkLasting(t, fault.Name)
			}
		})
	}
}

// lastingErrors are the types of the errors of faults that pass, if they last.
var lastingErrors = map[string]string{
	mock.FaultAPIInit:           "4010",
	mock.FaultDataErrorWithData: "5000",
	mock.FaultWrongItem:         "wrong_item",
	mock.FaultHTML502:           "unreadable_response",
	mock.FaultHTML503:           "unreadable_response",
	mock.FaultHTML200:           "unreadable_response",
	mock.FaultEmptyBody:         "unreadable_response",
	mock.FaultTruncated:         "unreadable_response",
	mock.FaultBrokenOff:         "connection",
	mock.FaultReset:             "connection",
	mock.FaultLostResponse:      "connection",
}

// checkLasting makes a read and a call that may order while the fault lasts: the error states three attempts of the
// read, and the other call is sent once.
func checkLasting(t *testing.T, fault string) {
	t.Helper()
	gw := mock.New(t, mock.WithFault(mock.FaultRule{Fault: fault}))
	client := connect(t, gw.URL(), ali1688.WithRetries(eager()))
	_, err := client.ItemGet(t.Context(), &gateway.ItemGetParams{NumIID: "610947572360"})
	var counted *apiclient.AttemptsError
	require.ErrorAs(t, err, &counted)
	assert.Equal(t, []int{3, 3}, []int{counted.Attempts, counted.Charged})
	assert.Equal(t, lastingErrors[fault], apiclient.ErrorType(err), "%v", err)
	assert.Len(t, gw.Requests(), 3, "attempts that the server saw")
	_, err = client.Custom(t.Context(), &gateway.CustomParams{Method: ali1688.Ptr("a/b"), OArgs: ali1688.Ptr("{}")})
	assert.Len(t, gw.Requests(), 4, "custom is sent once")
	if fault != mock.FaultAPIInit { // which states that the call was refused
		assert.Equal(t, refusal.Never, ali1688.RetryOf(err).Retry, "%v", err)
	}
	assert.NotErrorIs(t, err, ali1688.ErrNotSent)
}

// check makes the call while the fault happens.
func (r faultRow) check(t *testing.T, fault string) {
	t.Helper()
	gw := mock.New(t, mock.WithSlowness(time.Hour),
		mock.WithFault(mock.FaultRule{Fault: fault, Times: max(r.times, 0)}))
	var info apiclient.CallInfo
	options := []ali1688.Option{ali1688.WithRetries(eager())}
	if r.times == alwaysSlow {
		options = append(options, ali1688.WithTimeout(time.Second))
	}
	_, err := connect(t, gw.URL(), options...).ItemGet(apiclient.WithCallInfo(t.Context(), &info),
		&gateway.ItemGetParams{NumIID: "610947572360"})
	require.ErrorIs(t, err, r.want)
	assert.Len(t, gw.Requests(), r.attempts, "attempts that the server saw")
	assert.Equal(t, []int{r.attempts, r.charged}, []int{info.Attempts, info.Charged})
}

// TestFallbackHosts asks the second host of the mock while the first fails, and counts what each gets.
func TestFallbackHosts(t *testing.T) {
	for _, fault := range []string{mock.FaultHTML502, mock.FaultHTML200, mock.FaultReset, mock.FaultEmptyBody} {
		t.Run(fault, func(t *testing.T) {
			bad := mock.New(t, mock.WithFault(mock.FaultRule{Fault: fault}))
			good := mock.New(t)
			client := connect(t, bad.URL(),
				ali1688.WithFallback(apiclient.Fallback{Hosts: []string{good.URL()}, Rest: time.Hour}))
			for range 3 {
				var info apiclient.CallInfo
				ctx := apiclient.WithCallInfo(context.Background(), &info)
				_, err := client.ItemGet(ctx, &gateway.ItemGetParams{NumIID: "610947572360"})
				require.NoError(t, err)
				assert.Equal(t, good.URL(), info.Host)
			}
			assert.Len(t, bad.Requests(), 1, "it rests")
			assert.Len(t, good.Requests(), 3)
			_, err := client.Custom(context.Background(),
				&gateway.CustomParams{Method: ali1688.Ptr("a/b"), OArgs: ali1688.Ptr("{}")})
			require.Error(t, err)
			assert.Len(t, good.Requests(), 3, "custom goes to the first host only")
		})
	}
}

// TestFallbackHostThatIsNone is refused when the client is made.
func TestFallbackHostThatIsNone(t *testing.T) {
	for _, host := range []string{"", "api-1.onebound.cn", "https://api-1.onebound.cn/1688", "ftp://a", "https://a?b"} {
		_, err := ali1688.New("k", "s", ali1688.WithFallback(apiclient.Fallback{Hosts: []string{host}}))
		require.ErrorContains(t, err, "a fallback host must be scheme://host[:port]", host)
	}
}

// TestLimiterOfAClient never has more requests under way than allowed.
func TestLimiterOfAClient(t *testing.T) {
	gw := mock.New(t, mock.WithConcurrency(2))
	client := connect(t, gw.URL(), ali1688.WithLimiter(&apiclient.Limits{All: apiclient.Limit{AtOnce: 2}}))
	done := make(chan error)
	for range 20 {
		go func() {
			_, err := client.ItemGet(context.Background(), &gateway.ItemGetParams{NumIID: "610947572360"})
			done <- err
		}()
	}
	for range 20 {
		require.NoError(t, <-done)
	}
}
