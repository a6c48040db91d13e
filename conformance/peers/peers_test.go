// Package peers calls the mock as the clients do that the gateway really has, in their own language.
package peers

import (
	"context"
	"encoding/json"
	"errors"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/internal/testkit/testenv"
	"github.com/go-ali1688/ali1688/mock"
)

const (
	key    = "k3y-of-nobody"
	secret = "s3cret-of-nobody"
	offer  = `"num_iid":"610947572360"`
)

// answer is what the script read.
type answer struct {
	Item struct {
		NumIID string `json:"num_iid"`
		Title  string
		SKUs   struct{ SKU []map[string]any }
	}
	Items struct {
		Item []map[string]any
	}
	Code   string `json:"error_code"`
	Reason string
}

// TestPHPSDK sends requests exactly as the provider's PHP SDK does, and compares with the Go client.
func TestPHPSDK(t *testing.T) {
	needsPHP(t)
	gw := mock.New(t, mock.WithKey(key, secret))
	client, err := ali1688.New(key, secret, ali1688.WithBaseURL(gw.URL()))
	require.NoError(t, err)
	want, err := client.ItemGet(context.Background(), &gateway.ItemGetParams{NumIID: "610947572360"})
	require.NoError(t, err)
	item := func(t *testing.T, got answer) {
		assert.Equal(t, "0000", got.Code, got.Reason)
		assert.Equal(t, "610947572360", got.Item.NumIID)
		assert.Equal(t, want.Item.Title, got.Item.Title)
		assert.Len(t, got.Item.SKUs.SKU, len(want.Item.SKUs.Value().SKU))
	}
	refused := func(t *testing.T, got answer) { assert.Equal(t, "4005", got.Code, got.Reason) }
	cases := []struct {
		name, call, params, spoilt string
		want                       func(*testing.T, answer)
	}{
		{"json", "1688/item_get", `{` + offer + `}`, "", item},
		{"jsonu", "1688/item_get", `{` + offer + `,"result_type":"jsonu"}`, "", item},
		{"serialize", "1688/item_get", `{` + offer + `,"result_type":"serialize"}`, "", item},
		{"var_export", "1688/item_get", `{` + offer + `,"result_type":"var_export"}`, "", item},
		{"1688global", "1688global/item_get", `{` + offer + `,"result_type":"serialize"}`, "", item},
		{"Chinese, and an empty value", "1688/item_search", `{"q":"女装 夏&季","cat":"","page":"1"}`, "",
			func(t *testing.T, got answer) {
				assert.Equal(t, "0000", got.Code, got.Reason)
				assert.NotEmpty(t, got.Items.Item)
			}},
		{"a failure", "1688/item_get", `{"result_type":"serialize"}`, "",
			func(t *testing.T, got answer) { assert.Equal(t, "4014", got.Code) }},
		{"a wrong sign", "1688/item_get", `{` + offer + `}`, "sign", refused},
		{"a wrong sign in serialize", "1688/item_get", `{` + offer + `,"result_type":"serialize"}`, "sign", refused},
		{"an old dateline", "1688/item_get", `{` + offer + `}`, "2020-01-01 00:00:00", item},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) { c.want(t, run(t, gw.URL(), c.call, c.params, c.spoilt)) })
	}
	request := gw.Requests()[1]
	assert.Equal(t, "POST", request.Method)
	assert.Empty(t, request.Query, "the URL has no parameters")
	assert.Equal(t, "REDACTED", request.Form.Get("key"))
}

// TestPHPSDKStrictly is what the provider's pages would have: they want the key in the URL.
func TestPHPSDKStrictly(t *testing.T) {
	needsPHP(t)
	gw := mock.New(t, mock.WithKey(key, secret), mock.WithStrict())
	got := run(t, gw.URL(), "1688/item_get", `{`+offer+`}`, "")
	assert.Equal(t, "4005", got.Code)
	assert.Contains(t, got.Reason, "URL")
}

func run(t *testing.T, base, call, params, spoilt string) (got answer) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	out, err := exec.CommandContext(ctx, "php", "sdk.php", base, key, secret, call, params, spoilt).Output()
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		t.Fatalf("%s", exit.Stderr)
	}
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(out, &got), "%s", out)
	return got
}

// needsPHP skips a test loudly without PHP and its curl, and fails it where ALI1688_REQUIRE names php.
func needsPHP(t *testing.T) {
	t.Helper()
	modules, err := exec.Command("php", "-m").Output()
	if err == nil && slices.Contains(strings.Fields(string(modules)), "curl") {
		return
	}
	testenv.Missing(t, "php", "php with curl")
}
