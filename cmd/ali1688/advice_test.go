package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestCheckExplainsRefusals has a refusal of each kind, in the language of the terminal.
func TestCheckExplainsRefusals(t *testing.T) {
	cases := []struct{ name, folder, lang, body, want string }{
		{"gateway", "item_get", "en_GB.UTF-8", `{"error":"x","error_code":"4016"}`,
			"Insufficient balance (buy_quota; retry: never): Stop the whole job and top up the account."},
		{"gateway in Chinese", "item_get", "zh_CN.UTF-8", `{"error":"x","error_code":"4016"}`,
			"余额不足 (buy_quota; retry: never): 停止整个任务并为账户充值。"},
		{"envelope", "_errors", "", `{"error":"Key[x]已超量","reason":"","error_code":"4005"}`,
			"The quota of the day is used up."},
		{"platform", "_gw_errors", "", `{"error_code":"gw.NoUsageLeftError","error_message":"SLA bill has no usage left"}`,
			"The application's package is used up. (buy_quota; retry: never): Buy calls"},
		{"operation", "alibaba.trade.cancel", "", `{"success":false,"errorCode":"CLOSE_ORDER_TOO_FAST","errorMessage":"x"}`,
			"(wait; retry: soon)"},
		{"in result", "alibaba.trade.createCrossOrder", "",
			`{"success":true,"result":{"success":false,"code":"","message":"offer no exist 554456348334"}}`,
			"The offer is gone. (change_goods; retry: never)"},
		{"in a row", "alibaba.trade.createCrossOrder", "",
			`{"success":true,"result":{"success":true,"orderId":"1","failedOfferList":[` +
				`{"offerId":"554456348334","errorCode":"500_004","errorMessage":"x"}]}}`, "(change_quantity; retry: later)"},
		{"innermost result", "alibaba.trade.uploadRefundVoucher", "", `{"success":false,"code":"4000","message":"x"}`,
			"(fix_argument; retry: soon)"},
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			t.Setenv("LC_ALL", tt.lang)
			t.Setenv("LANG", "")
			file := filepath.Join(t.TempDir(), tt.folder, "1.json")
			require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o750))
			require.NoError(t, os.WriteFile(file, []byte(tt.body), 0o600))
			r := do(t, "", "check", file)
			assert.Contains(t, r.err, file+": ")
			assert.Contains(t, r.err, tt.want)
			assert.NotContains(t, do(t, "", "check", "--format", "json", file).err, tt.want, "programs read the report alone")
		})
	}
}

// TestCheckExplainsNoSuccess checks a success without its payload, which is a finding and no refusal.
func TestCheckExplainsNoSuccess(t *testing.T) {
	file := filepath.Join(t.TempDir(), "item_get", "1.json")
	require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o750))
	require.NoError(t, os.WriteFile(file, []byte(`{"error":"","error_code":"0000"}`), 0o600))
	r := do(t, "", "check", file)
	assert.Equal(t, exitFindings, r.status)
	assert.NotContains(t, r.err, "retry:")
}

// TestCheckReportsRefusals reads the refusal out of every report for programs, where a body conforms and where it
// does not.
func TestCheckReportsRefusals(t *testing.T) {
	t.Setenv("LC_ALL", "zh_CN.UTF-8")
	folder := t.TempDir()
	for name, body := range map[string]string{
		"refused/1.json": `{"error_code":"gw.NoUsageLeftError","error_message":"SLA bill has no usage ` +
			`left","exception":""}`,
		"another-name/1.json": `{"result":{"code":"500_004"},"success":false,"errorCode":"CLOSE_ORDER_TOO_FAST",` +
			`"errorMessage":"x"}`,
		"done/1.json":    `{"success":true}`,
		"unknown/1.json": `{"success":false,"errorCode":"E17","errorMessage":"x"}`,
	} {
		file := filepath.Join(folder, name)
		require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o750))
		require.NoError(t, os.WriteFile(file, []byte(body), 0o600))
	}
	cases := []struct {
		file, api string
		want      map[string]string // a part of the report, by format; "" for no refusal
	}{
		{"refused", "_gw_errors", map[string]string{
			"json": `"refusal":{"code":"gw.NoUsageLeftError","meaning":"The application's package is used ` +
				`up.","action":"buy_quota","retry":"never"}`,
			"junit": `<property name="refusal.code" value="gw.NoUsageLeftError"></property>`,
			"sarif": `"ruleId": "refusal",
          "kind": "informational",
          "level": "none"`,
		}},
		{"another-name", "alibaba.trade.cancel", map[string]string{
			"json":  `"refusal":{"code":"CLOSE_ORDER_TOO_FAST",`,
			"junit": `<property name="refusal.action" value="wait"></property>`,
			"sarif": `"code": "CLOSE_ORDER_TOO_FAST"`,
		}},
		{"done", "alibaba.trade.cancel", map[string]string{"json": "", "junit": "", "sarif": ""}},
		{"unknown", "alibaba.trade.cancel", map[string]string{"json": "", "junit": "", "sarif": ""}},
	}
	for _, tt := range cases {
		for format, want := range tt.want {
			got := do(t, "", "check", "--format", format, "--api", tt.api, filepath.Join(folder, tt.file)).out
			if want == "" {
				assert.NotContains(t, got, "refusal", "%s %s", tt.file, format)
				continue
			}
			assert.Contains(t, got, want, "%s %s", tt.file, format)
		}
	}
}
