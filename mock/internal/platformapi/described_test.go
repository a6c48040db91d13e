package platformapi_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/mock"
	"github.com/go-ali1688/ali1688/mock/internal/mocktest"
	_ "github.com/go-ali1688/ali1688/openapi/legacy"
)

// earlier is an operation of the document of earlier applications, which has rules and no tables.
const (
	earlierName = "offer.get"
	earlierAPI  = "cn.alibaba.open/offer.get"
	earlier     = "param2/1/" + earlierAPI + "/" + mocktest.AppKey
)

// TestEarlierOperations sends requests for an operation without tables, which go the way of all others: with
// deviations, faults, strictness and overrides, directly and through the gateway.
func TestEarlierOperations(t *testing.T) {
	direct := func(pairs ...string) func() *http.Request {
		return func() *http.Request {
			return signedForm(earlier, append([]string{"access_token", mocktest.OneMember, "returnFields",
				"subject"}, pairs...)...)
		}
	}
	custom := func(method, args string) func() *http.Request {
		return func() *http.Request {
			return httptest.NewRequest(http.MethodGet, "/1688/custom/?"+mocktest.Auth+"&session="+mocktest.OneMember+"&"+
				mocktest.Pairs("method", method, "_o_args", args), nil)
		}
	}
	tests := []struct {
		name            string
		request         func() *http.Request
		options         []mock.Option
		wantBody, wants string
	}{
		{"the example", direct("offerId", "7"), nil, `"subject"`, ""},
		{"an unknown argument", direct("offerId", "7", "offerID", "8"), nil, `"subject"`,
			"offerID is unknown to offer.get and ignored; did you mean offerId?"},
		{"strict", direct("offerId", "7", "offerID", "8"), []mock.Option{mock.WithStrict()}, "is unknown to offer.get", ""},
		{"not a number", direct("offerId", "seven"), nil, "the parameter offerId must be a whole number",
			"the parameter offerId must be a whole number"},
		{"missing", direct(), nil, `"error_code":"gw.ParamMissing"`,
			"the parameter offerId is required and must be a whole number"},
		{"another version", func() *http.Request {
			return signedForm("param2/7/"+earlierAPI+"/"+mocktest.AppKey, "access_token", mocktest.OneMember, "offerId", "7")
		}, nil, string(platform.CodeAPIUnsupported), "offer.get has the version 1, not 7"},
		{"unsigned", func() *http.Request {
			return plainForm("/openapi/"+earlier, mocktest.Pairs("access_token", mocktest.OneMember, "offerId", "7"))
		}, nil, string(platform.CodeSignatureMissing), "the signature is missing"},
		{"without a token", func() *http.Request {
			return plainForm("/openapi/param2/2/cn.alibaba.open/trade.order.list.get/"+mocktest.AppKey, "")
		}, nil, string(platform.CodeSignatureMissing), "access_token is missing; trade.order.list.get requires it"},
		{"a fault", direct("offerId", "7"), []mock.Option{mock.WithFault(mock.FaultRule{
			Fault: "code-" + string(platform.CodeTooManyCalls), API: earlierName})}, string(platform.CodeTooManyCalls), ""},
		{"a fault of another", direct("offerId", "7"), []mock.Option{mock.WithFault(mock.FaultRule{
			Fault: "code-" + string(platform.CodeTooManyCalls), API: "offer.search"})}, `"subject"`, ""},
		{"through the gateway", custom(earlierAPI, `{"offerId":7,"returnFields":"subject"}`), nil, `"subject"`, ""},
		{"through the gateway, with another", custom(earlierAPI,
			`{"offerID":7,"offerId":7,"returnFields":"subject"}`), nil, `"subject"`,
			"offerID is unknown to offer.get and ignored; did you mean offerId?"},
		{"in another namespace", custom("com.alibaba.product/offer.get",
			`{"offerId":7,"returnFields":"subject"}`), nil,
			string(platform.CodeAPIUnsupported), "offer.get is in the namespace cn.alibaba.open, not in com.alibaba.product"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e := exchangeOf(t, tt.request(), tt.options...)
			assert.Contains(t, e.body, tt.wantBody)
			assert.Contains(t, e.texts(), tt.wants)
			require.Len(t, e.gw.Requests(), 1, "the journal has the request")
		})
	}
}

// TestEarlierOverride responds with a function of the user's, which gets the arguments.
func TestEarlierOverride(t *testing.T) {
	h, err := mock.NewHandler()
	require.NoError(t, err)
	h.Platform = func(_ context.Context, api string, args jsontext.Value) (jsontext.Value, error) {
		assert.Equal(t, earlierName, api)
		assert.JSONEq(t, `{"offerId":"7","returnFields":"subject"}`, string(args))
		return jsontext.Value(`{"own":1}`), nil
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, signedForm(earlier, "access_token", mocktest.OneMember, "offerId", "7",
		"returnFields", "subject"))
	assert.JSONEq(t, `{"own":1}`, w.Body.String())
}
