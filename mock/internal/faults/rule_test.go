package faults_test

import (
	"context"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"net/http"
	"net/http/httptest"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/go-ali1688/ali1688/mock/internal/mocktest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/generated/gateway"
	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/mock"
	"github.com/go-ali1688/ali1688/openplatform"
	"github.com/go-json-experiment/json/jsontext"
)

// TestFaultRulesThatCannotFit refuses rules that would never make a call go wrong, wherever they are set.
func TestFaultRulesThatCannotFit(t *testing.T) {
	h, err := mock.NewHandler()
	require.NoError(t, err)
	admin := h.Admin()
	frequency := mock.FaultCode(platform.CodeTooManyCalls)
	for want, rule := range map[string]mock.FaultRule{
		"did you mean truncated?":                     {Fault: "trunkated"},
		"did you mean item_get?":                      {Fault: "code-2000", API: "item_gte"},
		"did you mean alibaba.trade.cancel?":          {Fault: "reset", API: "alibaba.trade.cancle"},
		"did you mean alibaba.trade.fastCreateOrder":  {Fault: "reset", API: "com.wrong/alibaba.trade.fastCreateOrder"},
		"set via to custom":                           {Fault: "code-4013", API: "alibaba.trade.cancel"},
		"which a direct call does not reach":          {Fault: "code-4013", Via: mock.ViaDirect},
		"via must be direct or custom":                {Fault: "reset", Via: "gateway"},
		"via is for operations of the open platform":  {Fault: "reset", API: "item_get", Via: mock.ViaCustom},
		"and item_get is an operation of the gateway": {Fault: frequency, API: "item_get"},
		"times must not be negative":                  {Fault: "reset", Times: -1},
		"percent from 0 to 100":                       {Fault: "reset", Percent: 101},
	} {
		_, err := mock.NewHandler(mock.WithFault(rule))
		assert.ErrorContains(t, err, want)
		text := fmt.Sprintf(`{"fault":%q,"api":%q,"via":%q,"times":%d,"percent":%d}`, rule.Fault, rule.API, rule.Via,
			rule.Times, rule.Percent)
		w := httptest.NewRecorder()
		admin.ServeHTTP(w, httptest.NewRequest(http.MethodPost, "http://127.0.0.1/__admin/faults", strings.NewReader(text)))
		assert.Equal(t, http.StatusBadRequest, w.Code, text)
		assert.Contains(t, w.Body.String(), want)
	}
	for text, want := range map[string]string{
		`{"fault":"reset","tmies":1}`: `no member "tmies"; did you mean times?`,
		`{"fault":"reset","xyzzy":1}`: `no member "xyzzy"; it has api, fault, percent, times, via`,
	} {
		w := httptest.NewRecorder()
		admin.ServeHTTP(w, httptest.NewRequest(http.MethodPost, "http://127.0.0.1/__admin/faults", strings.NewReader(text)))
		assert.Equal(t, http.StatusBadRequest, w.Code, text)
		assert.Contains(t, w.Body.String(), want)
	}
}

// TestPlatformFaults makes the platform refuse a call, by both routes, with each of its codes.
func TestPlatformFaults(t *testing.T) {
	for _, fault := range mock.Faults() {
		code, isCode := strings.CutPrefix(fault.Name, "code-")
		if fault.Owner != mock.OwnerPlatform || !isCode {
			continue
		}
		for route, connect := range mocktest.Routes {
			t.Run(fault.Name+" "+route, func(t *testing.T) {
				s := connect(t, mock.WithFault(mock.FaultRule{Fault: fault.Name, API: "com.alibaba.trade/alibaba.trade.cancel",
					Times: 1}))
				err := s.Cancel(7)
				assert.True(t, openplatform.IsCode(err, platform.Code(code)), "%v", err)
				assert.False(t, openplatform.IsCode(s.Cancel(7), platform.Code(code)), "the rule was for one call")
			})
		}
	}
}

// TestFaultsByRoad tells calls of one operation apart by how they come.
func TestFaultsByRoad(t *testing.T) {
	for _, tt := range []struct {
		rule                    mock.FaultRule
		direct, custom, gateway bool // whether a call of that kind is hit
	}{
		{mock.FaultRule{Fault: mock.FaultHTML503}, true, true, true},
		{mock.FaultRule{Fault: mock.FaultHTML503, API: "alibaba.trade.cancel"}, true, true, false},
		{mock.FaultRule{Fault: mock.FaultHTML503, API: "alibaba.trade.cancel", Via: mock.ViaDirect}, true, false, false},
		{mock.FaultRule{Fault: mock.FaultHTML503, API: "alibaba.trade.cancel", Via: mock.ViaCustom}, false, true, false},
		{mock.FaultRule{Fault: mock.FaultHTML503, API: "custom"}, false, true, false},
		{mock.FaultRule{Fault: mock.FaultHTML503, API: "alibaba.trade.fastCreateOrder"}, false, false, false},
		{mock.FaultRule{Fault: mock.FaultPHPNotice}, false, true, true},
		{mock.FaultRule{Fault: mock.FaultCode(gateway.CodeQuotaExceeded), API: "alibaba.trade.cancel", Via: mock.ViaCustom},
			false, true, false},
		{mock.FaultRule{Fault: mock.FaultCode(platform.CodeTooManyCalls)}, true, true, false},
		{mock.FaultRule{Fault: mock.FaultCode(platform.CodeTooManyCalls), API: "custom"}, false, true, false},
	} {
		name := fmt.Sprintf("%+v", tt.rule)
		for route, connect := range mocktest.Routes {
			want := tt.custom
			if route == "direct" {
				want = tt.direct
			}
			s := connect(t, mock.WithFault(tt.rule))
			_ = s.Cancel(7)
			assert.Equal(t, want, hit(s.Mock), "%s %s", route, name)
		}
		gw := mock.New(t, mock.WithFault(tt.rule))
		mocktest.Call(t, gw, mocktest.SomeOffer)
		assert.Equal(t, tt.gateway, hit(gw.Handler), "gateway %s", name)
	}
}

// hit reports whether a rule of a mock has happened.
func hit(gw *mock.Handler) bool {
	for _, rule := range gw.State().Rules {
		if rule.Done > 0 {
			return true
		}
	}
	return false
}

// TestFaultInWrongPlace asks one API for a fault of the other.
func TestFaultInWrongPlace(t *testing.T) {
	gw := mock.New(t)
	direct := "/openapi/param2/1/com.alibaba.trade/alibaba.trade.cancel/1000000?_aop_signature=" + strings.Repeat("A", 40)
	got := mocktest.Call(t, gw, direct, "Prefer", "code=4013")
	assert.Contains(t, got, "code-4013 is a fault of the gateway, and the call was sent to the open platform")
	assert.Contains(t, got, `"error_message"`, "the platform's own form")
	assert.Contains(t, mocktest.Call(t, gw, direct, "Prefer", "fault=code-gw.QosAppFrequencyLimit"),
		"App call exceeds limited frequency")
	assert.Contains(t, mocktest.Call(t, gw, mocktest.SomeOffer, "Prefer", "code=gw.QosAppFrequencyLimit"),
		"is a fault of the open platform, and the call is not one of its operations")
}

// TestFaultConstants finds every fault that is not an error code among the constants, and every constant in package
// mock.
func TestFaultConstants(t *testing.T) {
	public, err := os.ReadFile("../../faults.go")
	require.NoError(t, err)
	file, err := parser.ParseFile(token.NewFileSet(), "names.go", nil, 0)
	require.NoError(t, err)
	named := map[string]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		if spec, ok := n.(*ast.ValueSpec); ok {
			name := spec.Names[0].Name
			assert.Regexp(t, `\n\tFault`+name+` +(= |/)`, string(public))
			text, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			assert.NoError(t, err)
			named[text] = true
		}
		return true
	})
	for _, f := range mock.Faults() {
		assert.True(t, named[f.Name] || strings.HasPrefix(f.Name, "code-"), "there is no constant for %s", f.Name)
	}
}

// TestClientErrorsFromOverrides has overrides return what the client returns.
func TestClientErrorsFromOverrides(t *testing.T) {
	for _, tt := range []struct {
		returned error
		code     string
		text     string
	}{
		{ali1688.ErrQuotaExceeded, "4013", ""},
		{fmt.Errorf("no more: %w", ali1688.ErrRateLimited), "4008", ""},
		{&ali1688.Error{Code: "4013", Message: "已超量"}, "4013", "已超量"},
		{errors.New("anything"), "4000", "anything"},
	} {
		gw := mock.New(t)
		gw.Overrides.ItemGet = func(context.Context, *gateway.ItemGetParams) (*gateway.ItemGetResponse, error) {
			return nil, tt.returned
		}
		client, err := ali1688.New("k", "s", ali1688.WithBaseURL(gw.URL()))
		require.NoError(t, err)
		_, err = client.ItemGet(t.Context(), &gateway.ItemGetParams{NumIID: "1"})
		assert.True(t, ali1688.IsCode(err, tt.code), "%v", err)
		assert.ErrorContains(t, err, tt.text)
	}
}

// TestPlatformErrorsFromOverrides does the same on the platform's side, by both routes.
func TestPlatformErrorsFromOverrides(t *testing.T) {
	for route, connect := range mocktest.Routes {
		for _, tt := range []struct {
			returned error
			code     platform.Code
			text     string
		}{
			{platform.CodeTooManyCalls, platform.CodeTooManyCalls, "App call exceeds limited frequency"},
			{openplatform.NewError("", platform.CodeNoUsageLeft, "used up"), platform.CodeNoUsageLeft, "used up"},
			{errors.New("anything"), "500", "anything"},
		} {
			s := connect(t)
			s.Mock.Platform = func(context.Context, string, jsontext.Value) (jsontext.Value, error) { return nil, tt.returned }
			err := s.Cancel(7)
			assert.True(t, openplatform.IsCode(err, tt.code), "%s: %v", route, err)
			assert.ErrorContains(t, err, tt.text, route)
		}
	}
}

// TestLimitsOfThePlatform counts calls of the platform, and refuses in its words.
func TestLimitsOfThePlatform(t *testing.T) {
	s := mocktest.Routes["direct"](t, mock.WithQuota(mock.Quota{PerDay: 1}))
	assert.False(t, openplatform.IsCode(s.Cancel(7), platform.CodeNoUsageLeft))
	assert.True(t, openplatform.IsCode(s.Cancel(7), platform.CodeNoUsageLeft))
	none := mock.New(t, mock.WithQuota(mock.Quota{}))
	assert.Contains(t, mocktest.Call(t, none, mocktest.SomeOffer), `"4013"`, "a quota of 0 takes no call")
}
