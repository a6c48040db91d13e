package mock_test

import (
	"context"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/generated/gateway"
	platform "github.com/go-ali1688/ali1688/generated/openplatform"
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
		text := fmt.Sprintf(`{"fault":%q,"api":%q,"via":%q,"times":%d,"percent":%d}`, rule.Fault, rule.API, rule.Via, rule.Times, rule.Percent)
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

// TestPlatformFaults makes the platform refuse a call, by both roads, with each of its codes.
func TestPlatformFaults(t *testing.T) {
	for _, fault := range mock.Faults() {
		code, isCode := strings.CutPrefix(fault.Name, "code-")
		if fault.Owner != mock.OwnerPlatform || !isCode {
			continue
		}
		for road, connect := range roads {
			t.Run(fault.Name+" "+road, func(t *testing.T) {
				s := connect(t, mock.WithFault(mock.FaultRule{Fault: fault.Name, API: "com.alibaba.trade/alibaba.trade.cancel", Times: 1}))
				err := s.cancel(7)
				assert.True(t, openplatform.IsCode(err, platform.Code(code)), "%v", err)
				assert.False(t, openplatform.IsCode(s.cancel(7), platform.Code(code)), "the rule was for one call")
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
		{mock.FaultRule{Fault: mock.FaultCode(gateway.CodeQuotaExceeded), API: "alibaba.trade.cancel", Via: mock.ViaCustom}, false, true, false},
		{mock.FaultRule{Fault: mock.FaultCode(platform.CodeTooManyCalls)}, true, true, false},
		{mock.FaultRule{Fault: mock.FaultCode(platform.CodeTooManyCalls), API: "custom"}, false, true, false},
	} {
		name := fmt.Sprintf("%+v", tt.rule)
		for road, connect := range roads {
			want := tt.custom
			if road == "direct" {
				want = tt.direct
			}
			s := connect(t, mock.WithFault(tt.rule))
			_ = s.cancel(7)
			assert.Equal(t, want, hit(s.gw), "%s %s", road, name)
		}
		gw := mock.New(t, mock.WithFault(tt.rule))
		call(t, gw, someOffer)
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
	got := call(t, gw, direct, "Prefer", "code=4013")
	assert.Contains(t, got, "code-4013 is a fault of the gateway, and the call was sent to the open platform")
	assert.Contains(t, got, `"error_message"`, "the platform's own form")
	assert.Contains(t, call(t, gw, direct, "Prefer", "fault=code-gw.QosAppFrequencyLimit"), "App call exceeds limited frequency")
	assert.Contains(t, call(t, gw, someOffer, "Prefer", "code=gw.QosAppFrequencyLimit"), "is a fault of the open platform, and the call is not one of its operations")
}

// TestFaultConstants finds every fault that is no code among the constants.
func TestFaultConstants(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "fault_names.go", nil, 0)
	require.NoError(t, err)
	named := map[string]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			text, _ := strconv.Unquote(lit.Value)
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

// TestPlatformErrorsFromOverrides does the same on the platform's side, by both roads.
func TestPlatformErrorsFromOverrides(t *testing.T) {
	for road, connect := range roads {
		for _, tt := range []struct {
			returned error
			code     platform.Code
			text     string
		}{
			{platform.CodeTooManyCalls, platform.CodeTooManyCalls, "App call exceeds limited frequency"},
			{&openplatform.Error{Code: platform.CodeNoUsageLeft, Message: "used up"}, platform.CodeNoUsageLeft, "used up"},
			{errors.New("anything"), "500", "anything"},
		} {
			s := connect(t)
			s.gw.Platform = func(context.Context, string, jsontext.Value) (jsontext.Value, error) { return nil, tt.returned }
			err := s.cancel(7)
			assert.True(t, openplatform.IsCode(err, tt.code), "%s: %v", road, err)
			assert.ErrorContains(t, err, tt.text, road)
		}
	}
}

// TestLimitsOfThePlatform counts calls of the platform, and refuses in its words.
func TestLimitsOfThePlatform(t *testing.T) {
	s := roads["direct"](t, mock.WithQuota(mock.Quota{PerDay: 1}))
	assert.False(t, openplatform.IsCode(s.cancel(7), platform.CodeNoUsageLeft))
	assert.True(t, openplatform.IsCode(s.cancel(7), platform.CodeNoUsageLeft))
	none := mock.New(t, mock.WithQuota(mock.Quota{}))
	assert.Contains(t, call(t, none, someOffer), `"4013"`, "a quota of 0 takes no call")
}
