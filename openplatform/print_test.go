package openplatform_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/openplatform"
	"github.com/go-ali1688/ali1688/refusal"
)

// logged returns what slog writes of a value, without its time.
func logged(value any) string {
	var log strings.Builder
	handler := slog.NewTextHandler(&log, &slog.HandlerOptions{ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey || a.Key == slog.LevelKey || a.Key == slog.MessageKey {
			return slog.Attr{}
		}
		return a
	}})
	slog.New(handler).Info("", "v", value)
	return strings.TrimSpace(log.String())
}

// TestPrinted shows what a reader of logs sees of each value, whatever wrote it.
func TestPrinted(t *testing.T) {
	client, err := openplatform.New(testKey, testSecret)
	require.NoError(t, err)
	failed := &openplatform.Error{API: "a.b", Code: "E1", Message: "no stock", Raw: []byte(`{"token":"planted"}`)}
	unknown := &openplatform.UnknownOutcomeError{API: "a.b", OrderID: "7", Err: errors.New("cut"),
		Raw: []byte(`{"token":"planted"}`)}
	const unknownText = "a.b: it may have been done or not, do not repeat it blindly: look at order 7: cut"
	cases := []struct {
		name      string
		value     any
		text, log string
	}{
		{"client", client, "openplatform.Client{REDACTED}", "v=openplatform.Client{REDACTED}"},
		{"token", openplatform.Token{Access: loose.SecretOf("planted")}, "REDACTED", "v=REDACTED"},
		{"error", failed, "a.b: API error E1: no stock", `v.api=a.b v.code=E1 v.message="no stock"`},
		{"unknown outcome", unknown, unknownText, `v="` + unknownText + `"`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%d"} {
				assert.Equal(t, c.text, fmt.Sprintf(verb, c.value), verb)
			}
			encoded, err := json.Marshal(c.value)
			require.NoError(t, err)
			assert.Equal(t, `"`+c.text+`"`, string(encoded))
			assert.Equal(t, c.log, logged(c.value))
		})
	}
	token := openplatform.Token{Access: loose.SecretOf("planted")}
	assert.Equal(t, []string{"REDACTED", "REDACTED"}, []string{token.String(), token.GoString()})
}

func TestErrorText(t *testing.T) {
	cases := []struct {
		err  openplatform.Error
		want string
	}{
		{openplatform.Error{API: "a.b"}, "a.b: platform error"},
		{openplatform.Error{API: "a.b", Refused: true}, "a.b: refused by the platform"},
		{openplatform.Error{API: "a.b", Code: "E1"}, "a.b: platform error E1"},
		{openplatform.Error{API: "a.b", Message: "no"}, "a.b: platform error: no"},
		{openplatform.Error{API: "a.b", Code: "E1", Message: "no"}, "a.b: platform error E1: no"},
		{openplatform.Error{API: "a.b", Code: "E1", Message: "E1"}, "a.b: platform error E1"},
		{openplatform.Error{API: "a.b", Code: "E\n1", Message: "two\nlines"}, "a.b: platform error E 1: two lines"},
	}
	for _, c := range cases {
		c.err.Service = "platform"
		assert.Equal(t, c.want, c.err.Error())
	}
	service, code, message, reason := openplatform.NewError("a.b", "E1", "no").Failure()
	assert.Equal(t, []string{"platform", "E1", "no", ""}, []string{service, code, message, reason})
}

func TestErrorsAreTheirCodes(t *testing.T) {
	failed := fmt.Errorf("around: %w", &openplatform.Error{Code: "FAIL_BIZ_E1"})
	assert.ErrorIs(t, failed, platform.Code("E1"))
	assert.NotErrorIs(t, failed, platform.Code("E2"))
	assert.NotErrorIs(t, failed, errors.New("FAIL_BIZ_E1"))
	assert.NotErrorIs(t, &openplatform.Error{}, errors.New(""))
	assert.True(t, openplatform.IsCode(failed, "E2", "E1"))
	assert.False(t, openplatform.IsCode(failed, "E2"))
	assert.False(t, openplatform.IsCode(failed))
	assert.False(t, openplatform.IsCode(errors.New("E1"), "E1"))
	assert.False(t, openplatform.IsCode(nil, ""))
	assert.Equal(t, refusal.Later, openplatform.RetryOf(&openplatform.Error{Retry: refusal.Later}).Retry)
}

func TestErrNotShipped(t *testing.T) {
	for message, want := range map[string]bool{
		"该订单没有物流跟踪信息。": true, "订单尚未发货": true, "订单已发货": false, "": false,
	} {
		assert.Equal(t, want, errors.Is(openplatform.NewError("", "", message), openplatform.ErrNotShipped), message)
	}
}

func TestUnknownOutcomeSaysWhereToLook(t *testing.T) {
	cut := errors.New("cut")
	cases := []struct {
		err  openplatform.UnknownOutcomeError
		want string
	}{
		{openplatform.UnknownOutcomeError{OutOrderID: "mine", OrderID: "7", IDs: []string{"8"}},
			"look it up with Trade.FindOrders and outOrderId mine"},
		{openplatform.UnknownOutcomeError{OrderID: "7", IDs: []string{"8"}}, "look at order 7"},
		{openplatform.UnknownOutcomeError{IDs: []string{"8", "9"}}, "look at 8, 9"},
		{openplatform.UnknownOutcomeError{},
			"the call named neither, so look through the latest orders; give every order an outOrderId"},
	}
	for _, c := range cases {
		c.err.API, c.err.Err = "a.b", cut
		assert.EqualError(t, &c.err, "a.b: it may have been done or not, do not repeat it blindly: "+c.want+": cut")
		assert.ErrorIs(t, &c.err, openplatform.ErrOutcomeUnknown)
		assert.ErrorIs(t, &c.err, cut)
	}
}

// TestErrorIn reads what a recorded response states.
func TestErrorIn(t *testing.T) {
	const trace = "alibaba.trade.getLogisticsTraceInfo.buyerView"
	cases := []struct{ name, api, body, want string }{
		{"refusal", "alibaba.trade.cancel", `{"error_code":"gw.APIACLDecline","error_message":"no"}`,
			"alibaba.trade.cancel: refused by the platform: gw.APIACLDecline: no"},
		{"refusal with an exception", "alibaba.trade.cancel", `{"error_code":"401","exception":"expired"}`,
			"alibaba.trade.cancel: refused by the platform: 401: expired"},
		{"refusal as a number", "alibaba.trade.cancel", `{"error_code":401}`,
			"alibaba.trade.cancel: refused by the platform: 401"},
		{"no refusal", "alibaba.trade.cancel", `{"error_code":"0","success":true}`, ""},
		{"refusal of an unknown operation", "x.y", `{"error_code":"401"}`, "x.y: refused by the platform: 401"},
		{"another list", "x.y", `[{"error_code":"401"}]`, ""},
		{"failure of an unknown operation", "x.y", `{"success":false}`, ""},
		{"of the token", "getToken", `{"error":"invalid_grant","error_description":"used"}`,
			"getToken: refused by the platform: invalid_grant: used"},
		{"an error without a description", "alibaba.trade.cancel", `{"error":"late"}`,
			"alibaba.trade.cancel: platform error: late"},
		{"a code before a description", "x.y", `{"error_code":"401","error_message":"a","error":"b","error_description":"c"}`,
			"x.y: refused by the platform: 401: a"},
		{"failure", "alibaba.trade.cancel", `{"success":false,"errorCode":"E1","errorMessage":"no"}`,
			"alibaba.trade.cancel: platform error E1: no"},
		{"failure without a code", "alibaba.trade.cancel", `{"success":false}`, "alibaba.trade.cancel: platform error"},
		{"code without a failure", "alibaba.trade.cancel", `{"errorCode":"E1"}`, "alibaba.trade.cancel: platform error E1"},
		{"message alone", "alibaba.trade.cancel", `{"errorMessage":"no"}`, "alibaba.trade.cancel: platform error: no"},
		{"success", "alibaba.trade.cancel", `{"success":true}`, ""},
		{"no object", "alibaba.trade.cancel", `"text"`, ""},
		{"success of a trace without one", trace, `{"success":true,"errorMessage":"该订单没有物流跟踪信息。"}`, trace + ": 该订单没有物流跟踪信息。"},
		{"what the gateway dropped", "alibaba.trade.createCrossOrder", `{"orderId":"","message":"no"}`, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			err := openplatform.ErrorIn(c.api, []byte(c.body))
			if c.want == "" {
				assert.Nil(t, err)
				return
			}
			require.NotNil(t, err)
			assert.EqualError(t, err, c.want)
			assert.Equal(t, c.body, string(err.Raw))
		})
	}
}
