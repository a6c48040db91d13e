package openplatform_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/apiclient"
	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/testkit/examplecalls"
	"github.com/go-ali1688/ali1688/mock"
	"github.com/go-ali1688/ali1688/openplatform"
	"github.com/go-ali1688/ali1688/refusal"
)

// failure is a row of a table of codes, or a case of it, as a response states it.
type failure struct {
	api           string
	code, message string
	row           refusal.Meaning
}

// failuresOf returns the failures of a row by an operation: the row itself and its cases.
func failuresOf(api string, row refusal.Meaning) []failure {
	code, message := row.Code, row.Says.EN
	switch row.Match {
	case refusal.Digits:
		code = strings.ReplaceAll(code, "x", "1")
	case refusal.Text:
		code, message = "another_code", row.Code
	}
	out := []failure{{api, code, message, row}}
	for _, one := range row.Cases {
		one.Code = row.Code
		out = append(out, failure{api, code, one.Contains, one})
	}
	return out
}

// failuresOfOperations returns those of the tables of all operations, and of the shared table by the operations that a
// row is for, or by a read and by a change.
func failuresOfOperations() []failure {
	var out []failure
	for _, op := range platform.Operations {
		for _, row := range op.Codes {
			out = append(out, failuresOf(op.Name, row)...)
		}
	}
	for _, row := range platform.SharedCodes {
		apis := row.Operations
		if len(apis) == 0 {
			apis = []string{"alibaba.trade.get.buyerView", "alibaba.trade.cancel"}
		}
		for _, api := range apis {
			out = append(out, failuresOf(api, row)...)
		}
	}
	return out
}

// TestAttemptsByRow makes a call for every row of the tables of the document, counts the attempts that arrive, and
// compares the error with the row.
func TestAttemptsByRow(t *testing.T) {
	arguments, err := examplecalls.PlatformArguments()
	require.NoError(t, err)
	for _, row := range platform.Refusals { // of the platform itself, by the faults of the mock
		for _, api := range []string{"alibaba.trade.get.buyerView", "alibaba.trade.cancel"} {
			gw := mock.New(t, mock.WithFault(mock.FaultRule{Fault: mock.FaultCode(row.Code)}))
			f := failure{api, row.Code, "", row}
			t.Run(f.api+" "+f.code, func(t *testing.T) { f.check(t, gw, arguments[api]) })
		}
	}
	for _, f := range failuresOfOperations() {
		gw := mock.New(t)
		gw.Platform = func(context.Context, string, jsontext.Value) (jsontext.Value, error) {
			return nil, openplatform.NewError(f.api, platform.Code(f.code), f.message)
		}
		t.Run(f.api+" "+f.code+" "+f.message, func(t *testing.T) { f.check(t, gw, arguments[f.api]) })
	}
}

// check makes the call.
func (f *failure) check(t *testing.T, gw *mock.Gateway, arguments jsontext.Value) {
	t.Helper()
	client := retrying(t, gw, false)
	var info apiclient.CallInfo
	_, err := client.Call(apiclient.WithCallInfo(t.Context(), &info), f.api, arguments)
	var stated *openplatform.Error
	require.ErrorAs(t, err, &stated)
	assert.Equal(t, f.row.Code, stated.Explanation.Code, "%v", err)

	class, charged := f.row.Retry, f.row.Charged
	if class == "" {
		class = refusal.Never
	}
	if charged == "" {
		charged = "unclear"
	}
	want := 1
	if op := platform.Find(f.api); op.Effect == platform.EffectRead &&
		slices.Contains([]refusal.Retry{refusal.Soon, refusal.Pause}, class) {
		want = 3
	}
	assert.Equal(t, class, stated.Retry)
	assert.Equal(t, charged, stated.Charged)
	assert.Len(t, gw.Requests(), want, "attempts that the server saw")
	assert.Equal(t, want, info.Attempts)
	wantCharged := want
	if charged == "no" {
		wantCharged = 0
	}
	assert.Equal(t, wantCharged, info.Charged)
}

// faultRow is what a fault of a connection, a proxy or the platform leads to.
type faultRow struct {
	times    int   // how often the fault happens; 0 is always, and the call has a timeout
	attempts int   // of the read
	want     error // of the read
	unknown  bool  // whether the change was carried out
}

var (
	errAny = errors.New("any")
	passes = faultRow{1, 2, nil, true}
	well   = faultRow{1, 1, nil, false}
	slow   = faultRow{0, 3, context.DeadlineExceeded, true}
)

var faultRows = map[string]faultRow{
	mock.FaultHTML502: passes, mock.FaultHTML503: passes, mock.FaultHTML200: passes, mock.FaultEmptyBody: passes,
	mock.FaultTruncated: passes, mock.FaultBrokenOff: passes, mock.FaultReset: passes, mock.FaultLostResponse: passes,
	mock.FaultSlowHeaders: slow, mock.FaultSlowBody: slow,
	mock.FaultEmptyListForMap: well, mock.FaultObjectForList: well, mock.FaultNumbersAsText: well,
	mock.FaultTextAsNumbers: well, mock.FaultTextHTML: well, mock.FaultBOM: well, mock.FaultNoID: well,
	mock.FaultSilence:       {1, 1, errAny, true},
	mock.FaultContradiction: well,
	mock.FaultIDWithFailure: {1, 1, errAny, false},
}

// TestAttemptsByFault makes a read and a change for every fault of a response that is not of the gateway alone. It
// counts the attempts that arrive. A change is sent once whatever happens.
func TestAttemptsByFault(t *testing.T) {
	arguments, err := examplecalls.PlatformArguments()
	require.NoError(t, err)
	for _, fault := range mock.Faults() {
		if strings.HasPrefix(fault.Name, "code-") || fault.Owner == mock.OwnerGateway ||
			fault.Owner == mock.OwnerPush {
			continue
		}
		for _, api := range []string{"alibaba.trade.receiveAddress.get", "alibaba.trade.cancel"} {
			t.Run(fault.Name+" "+api, func(t *testing.T) {
				row, ok := faultRows[fault.Name]
				require.True(t, ok, "a new fault needs a row")
				row.check(t, fault.Name, api, arguments[api])
			})
		}
	}
}

// check makes the call while the fault happens.
func (r faultRow) check(t *testing.T, fault, api string, arguments jsontext.Value) {
	t.Helper()
	gw := mock.New(t, mock.WithSlowness(time.Hour), mock.WithFault(mock.FaultRule{Fault: fault, Times: r.times}))
	_, err := retrying(t, gw, r.times == 0).Call(t.Context(), api, arguments)
	switch {
	case platform.Find(api).Effect != platform.EffectRead:
		r.attempts = 1
		assert.Equal(t, r.unknown, errors.Is(err, openplatform.ErrOutcomeUnknown), "%v", err)
	case errors.Is(r.want, errAny):
		require.Error(t, err)
	default:
		require.ErrorIs(t, err, r.want)
	}
	assert.Len(t, gw.Requests(), r.attempts, "attempts that the server saw")
	if r == passes {
		checkLasting(t, fault, api, arguments)
	}
}

// lastingErrors are the types of the errors of faults that pass, if they last.
var lastingErrors = map[string]string{
	mock.FaultHTML502: "unreadable_response", mock.FaultHTML503: "unreadable_response",
	mock.FaultHTML200: "unreadable_response", mock.FaultEmptyBody: "unreadable_response",
	mock.FaultTruncated: "unreadable_response", mock.FaultBrokenOff: "connection",
	mock.FaultReset: "connection", mock.FaultLostResponse: "connection",
}

// checkLasting makes a read while a fault lasts that passes otherwise.
func checkLasting(t *testing.T, fault, api string, arguments jsontext.Value) {
	t.Helper()
	gw := mock.New(t, mock.WithFault(mock.FaultRule{Fault: fault}))
	_, err := retrying(t, gw, false).Call(t.Context(), api, arguments)
	var counted *apiclient.AttemptsError
	require.ErrorAs(t, err, &counted)
	assert.Equal(t, []int{3, 3}, []int{counted.Attempts, counted.Charged})
	assert.Equal(t, lastingErrors[fault], apiclient.ErrorType(err), "%v", err)
	assert.Len(t, gw.Requests(), 3, "attempts that the server saw")
}

// retrying returns a client that makes three attempts without a wait.
func retrying(t *testing.T, gw *mock.Gateway, hasty bool) *openplatform.Client {
	t.Helper()
	options := []openplatform.Option{openplatform.WithBaseURL(gw.URL()), openplatform.WithAccessToken(testToken),
		openplatform.WithoutValidation(),
		openplatform.WithRetries(&apiclient.Retries{Wait: 1, PauseWait: 1, MaxWait: 1})}
	if hasty {
		options = append(options, openplatform.WithTimeout(time.Second))
	}
	client, err := openplatform.New(testKey, testSecret, options...)
	require.NoError(t, err)
	return client
}
