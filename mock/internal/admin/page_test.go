package admin_test

import (
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-ali1688/ali1688/mock/internal/mocktest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/testkit/testenv"
)

// TestPage serves the page in the language that is asked for, under a policy that lets nothing else in.
func TestPage(t *testing.T) {
	s := mocktest.Routes["direct"](t)
	admin := s.Mock.Admin()
	size := 0
	for _, tt := range []struct{ path, accept, want string }{
		{"/__admin/", "", `<html lang="en">`},
		{"/__admin/", "zh-CN,zh;q=0.9,en;q=0.8", `<html lang="zh-CN">`},
		{"/__admin/?lang=en", "zh-CN", `<html lang="en">`},
		{"/__admin/page.js", "", "use strict"},
		{"/__admin/page.css", "", "color-scheme"},
	} {
		r := httptest.NewRequest(http.MethodGet, "http://127.0.0.1"+tt.path, nil)
		r.Header.Set("Accept-Language", tt.accept)
		w := httptest.NewRecorder()
		admin.ServeHTTP(w, r)
		assert.Equal(t, http.StatusOK, w.Code)
		assert.Contains(t, w.Body.String(), tt.want)
		if strings.HasSuffix(tt.path, "/") {
			assert.Contains(t, w.Header().Get("Content-Security-Policy"), "default-src 'none'; script-src 'self'")
			assert.NotRegexp(t, ` on\w+=|<style|style=`, w.Body.String())
		}
		size += w.Body.Len()
	}
	assert.Less(t, size, 40<<10)
}

// TestPageInChromium has docs/admin.test.mjs call the mock, pay an order and set a fault on the page.
func TestPageInChromium(t *testing.T) {
	if testing.Short() {
		t.Skip("SKIPPED: a browser takes seconds")
	}
	testenv.Program(t, "node", "node")
	chromium := testenv.Program(t, "chromium", "chromium")
	if _, err := os.Stat("../../../docs/node_modules/playwright-core"); err != nil {
		testenv.Missing(t, "chromium", "docs/node_modules: run `npm ci --prefix docs`")
	}
	s := mocktest.Routes["direct"](t)
	s.Order(t, 1)
	server := httptest.NewServer(s.Mock.Admin())
	t.Cleanup(server.Close)
	rsp, err := http.Get(server.URL + mocktest.SomeOffer)
	require.NoError(t, err)
	require.NoError(t, rsp.Body.Close())
	cmd := exec.Command("node", "--test", filepath.Join("..", "..", "..", "docs", "admin.test.mjs"))
	cmd.Env = append(os.Environ(), "ALI1688_MOCK="+server.URL, "ALI1688_CHROMIUM="+chromium)
	output, err := cmd.CombinedOutput()
	assert.NoError(t, err, "%s", output)
}

// TestPageTranslatesStates has both languages of every state that an order or a refund can have.
func TestPageTranslatesStates(t *testing.T) {
	script, err := os.ReadFile("page/page.js")
	require.NoError(t, err)
	for _, state := range []string{
		string(platform.OrderStatusWaitBuyerPay), string(platform.OrderStatusWaitSellerSend),
		string(platform.OrderStatusWaitBuyerReceive),
		string(platform.OrderStatusSuccess), string(platform.OrderStatusCancel), string(platform.OrderStatusTerminated),
		string(platform.RefundStatusWaitSellerAgree), string(platform.RefundStatusWaitBuyerModify),
		string(platform.RefundStatusWaitBuyerSend),
		string(platform.RefundStatusWaitSellerReceive), string(platform.RefundStatusRefundSuccess),
		string(platform.RefundStatusRefundClose),
	} {
		assert.Regexp(t, `\b`+state+`: \["[a-z][^"]+", "\p{Han}[^"]+"\]`, string(script))
	}
}
