package apiclient_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/generated/gateway"
	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/refusal"
	"github.com/go-ali1688/ali1688/transport"
)

func TestErrorText(t *testing.T) {
	for want, e := range map[string]apiclient.Error{
		"item_get: gateway error 4013: used up: 已超量 (request gw-1.5)": {
			Service: apiclient.Gateway1688, API: "item_get", Code: "4013", Message: "used up", Reason: "已超量",
			RequestID: "gw-1.5"},
		"item_get: gateway error: key error": {Service: apiclient.Gateway1688, API: "item_get", Message: "key error",
			Reason: "key error"},
		"item_get: nothing": {Service: apiclient.Gateway1688, API: "item_get", Code: "0000",
			Message: "nothing", Kind: apiclient.ErrNoPayload},
		"item_get: gateway error 5000: nothing": {Service: apiclient.Gateway1688, API: "item_get", Code: "5000",
			Message: "nothing", Kind: apiclient.ErrNoPayload},
		"a.b: platform error 500_2: not there": {Service: apiclient.Platform, API: "a.b", Code: "500_2",
			Message: "not there"},
		"a.b: platform error 500_2": {Service: apiclient.Platform, API: "a.b", Code: "500_2",
			Message: "500_2"},
		"a.b: refused by the platform: gw.X: acl": {Service: apiclient.Platform, API: "a.b", Code: "gw.X", Message: "acl",
			Refused: true},
		"a.b: refused by the platform: no licence": {Service: apiclient.Platform, API: "a.b", Message: "no\nlicence",
			Refused: true},
	} {
		e.Raw = []byte(`{"secret":"planted"}`)
		assert.EqualError(t, &e, want)
		text, err := json.Marshal(map[string]any{"err": &e})
		require.NoError(t, err)
		var log strings.Builder
		slog.New(slog.NewJSONHandler(&log, nil)).Info("failed", "err", &e)
		for _, printed := range []string{fmt.Sprintf("%v|%+v|%#v|%d|%s", &e, &e, &e, &e, &e), string(text), log.String()} {
			assert.NotContains(t, printed, "planted")
		}
	}
}

// TestIs compares failures of both services with the codes of both: the same digits mean something else elsewhere.
func TestIs(t *testing.T) {
	notFound := apiclient.CodeError{Code: gateway.CodeNotFound, Says: "gone"}
	ofGateway := &apiclient.Error{Service: apiclient.Gateway1688, Code: "2000"}
	ofPlatform := &apiclient.Error{Service: apiclient.Platform, Code: "2000"}
	prefixed := &apiclient.Error{Service: apiclient.Platform, Code: "FAIL_BIZ_2000"}
	kind := &apiclient.Error{Service: apiclient.Gateway1688, Code: "4005", Kind: notFound}
	cases := []struct {
		name   string
		err    error
		target error
		want   bool
	}{
		{"gateway code", ofGateway, notFound, true},
		{"wrapped", fmt.Errorf("a: %w", ofGateway), notFound, true},
		{"the same code with another text", ofGateway, apiclient.CodeError{Code: "2000", Says: "other"}, true},
		{"another code", ofGateway, apiclient.CodeError{Code: "2001"}, false},
		{"platform failure, gateway code", ofPlatform, notFound, false},
		{"platform failure, platform code", ofPlatform, platform.Code("2000"), true},
		{"gateway failure, platform code", ofGateway, platform.Code("2000"), false},
		{"behind a prefix", prefixed, platform.Code("2000"), true},
		{"by kind", kind, notFound, true},
		{"by kind with another text", kind, apiclient.CodeError{Code: "2000"}, true},
		{"kind of the client", &apiclient.Error{Kind: apiclient.ErrWrongItem}, apiclient.ErrWrongItem, true},
		{"no kind", ofGateway, apiclient.ErrWrongItem, false},
		{"cause", &apiclient.Error{Err: io.EOF}, io.EOF, true},
	}
	for _, tt := range cases {
		assert.Equal(t, tt.want, errors.Is(tt.err, tt.target), tt.name)
	}
	assert.True(t, apiclient.IsCode(ofGateway, apiclient.Gateway1688, "1", "2000"))
	assert.False(t, apiclient.IsCode(ofGateway, apiclient.Platform, "2000"))
	assert.True(t, apiclient.IsCode(prefixed, apiclient.Platform, "2000"))
	assert.False(t, apiclient.IsCode(&apiclient.Error{Service: apiclient.Gateway1688, Code: "FAIL_BIZ_2000"},
		apiclient.Gateway1688, "2000"))
	assert.False(t, apiclient.IsCode(io.EOF, apiclient.Platform, "2000"))
}

func TestRetryOf(t *testing.T) {
	body := func(status int, text string, err error) error {
		return &apiclient.CallError{API: "item_get", Err: &apiclient.BodyError{StatusCode: status, Body: []byte(text),
			Err: err}}
	}
	canceled := fmt.Errorf("%w: %w", apiclient.ErrNotSent, context.Canceled)
	cases := []struct {
		name    string
		err     error
		retry   refusal.Retry
		charged string
	}{
		{"no error", nil, refusal.Never, "yes"},
		{"refused by the client", apiclient.Unsent("item_get", "num_iid is missing"), refusal.Never, "no"},
		{"outcome unknown over a gateway failure",
			fmt.Errorf("%w: %w", apiclient.ErrOutcomeUnknown, &apiclient.Error{Retry: refusal.Soon}),
			refusal.Never, "unclear"},
		{"given up before it left", canceled, refusal.Never, "no"},
		{"not sent", apiclient.ErrNotSent, refusal.Soon, "no"},
		{"stated", &apiclient.Error{Retry: refusal.Pause, Charged: "no"}, refusal.Pause, "no"},
		{"stated by a user's error", &apiclient.Error{}, refusal.Never, "unclear"},
		{"custom broke off", &apiclient.CallError{API: "custom", Err: io.EOF}, refusal.Never, "unclear"},
		{"given up", &apiclient.CallError{API: "item_get", Err: context.Canceled}, refusal.Never, "unclear"},
		{"broke off", &apiclient.CallError{API: "item_get", Err: io.EOF}, refusal.Soon, "unclear"},
		{"500", body(500, "", io.EOF), refusal.Pause, "unclear"},
		{"429", body(429, "", io.EOF), refusal.Pause, "unclear"},
		{"408", body(408, "", io.EOF), refusal.Pause, "unclear"},
		{"redirect", body(302, "", io.EOF), refusal.Never, "unclear"},
		{"too many values", body(200, "[", loose.ErrTooManyValues), refusal.Never, "unclear"},
		{"page of a proxy", body(200, "<html>", io.EOF), refusal.Pause, "unclear"},
		{"cut", body(200, `{"item":`, io.EOF), refusal.Soon, "unclear"},
		{"too large", &apiclient.CallError{API: "item_get", Err: transport.ErrBodyTooLarge}, refusal.Never, "unclear"},
	}
	for _, tt := range cases {
		assert.Equal(t, apiclient.RetryAdvice{Retry: tt.retry, Charged: tt.charged}, apiclient.RetryOf(tt.err), tt.name)
	}
}
