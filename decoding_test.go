package ali1688_test

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/generated/gateway"
	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/openplatform"
	"github.com/go-ali1688/ali1688/transport"
)

// answering returns a client whose calls get a response with this body, without header or anything else.
func answering(t *testing.T, status int, body string, opts ...ali1688.Option) *ali1688.Client {
	t.Helper()
	fake := transport.Func(func(*http.Request) (*http.Response, error) {
		return &http.Response{StatusCode: status, Body: io.NopCloser(strings.NewReader(body))}, nil
	})
	client, err := ali1688.New("key", "secret", append(opts, ali1688.WithHTTPClient(&http.Client{Transport: fake}))...)
	require.NoError(t, err)
	return client
}

const oneOfAnotherKind = `{"item":{"num_iid":"1","title":["a"],"price":"5.40","skus":{"sku":{"price":"7"}}},` +
	`"error_code":"0000"}`

func TestUnread(t *testing.T) {
	client := answering(t, 200, oneOfAnotherKind)
	got, err := client.ItemGet(context.Background(), &gateway.ItemGetParams{NumIID: "1"})
	require.NoError(t, err)
	assert.Equal(t, "5.40", got.Item.Price.String())
	assert.Empty(t, got.Item.Title)
	require.Len(t, got.Item.SKUs.Value().SKU, 1, "one object in place of a list")
	assert.Equal(t, loose.Unread{{Pointer: "/item/title", Want: "string", Got: "array"}}, got.Unread)
	assert.Equal(t, got.Unread, got.Common().Unread)
	assert.Equal(t, oneOfAnotherKind, string(got.Raw))
}

func TestStrictDecoding(t *testing.T) {
	client := answering(t, 200, oneOfAnotherKind, ali1688.WithStrictDecoding())
	_, err := client.ItemGet(context.Background(), &gateway.ItemGetParams{NumIID: "1"})
	var fault *apiclient.BodyError
	require.ErrorAs(t, err, &fault)
	assert.ErrorContains(t, err, `want string, got an array at "/item/title"`)
	assert.Equal(t, loose.Decoder{Strict: true}, client.Decoder())
}

func TestMaxValues(t *testing.T) {
	body := `{"item":{"num_iid":"1","title":"a"},"error_code":"0000","more":[` + strings.Repeat("1,", 99) + `1]}`
	for max, want := range map[int]error{50: loose.ErrTooManyValues, 106: nil, 105: loose.ErrTooManyValues, 0: nil} {
		_, err := answering(t, 200, body, ali1688.WithMaxValues(max)).ItemGet(context.Background(),
			&gateway.ItemGetParams{NumIID: "1"})
		assert.ErrorIs(t, err, want, "%d", max)
	}
}

// TestPrintable has texts of the server that would steer a terminal, forge a line of a log, or fill it.
func TestPrintable(t *testing.T) {
	dirty := `a\nlevel=INFO\u001b[31m` + strings.Repeat("长", 10_000)
	for _, member := range []string{"error", "reason", "error_code", "request_id"} {
		body := strings.Replace(`{"error_code":"4000","error":"x"}`, `{`, `{"`+member+`":"`+dirty+`",`, 1)
		if member == "error" || member == "error_code" {
			body = `{"error_code":"4000","error":"x","` + member + `":"` + dirty + `"}`
		}
		_, err := answering(t, 200, body).ItemGet(context.Background(), &gateway.ItemGetParams{NumIID: "1"})
		require.Error(t, err, member)
		assert.Contains(t, err.Error(), "a level=INFO [31m长", member)
		assert.NotContains(t, err.Error(), "\n", member)
		assert.Less(t, len([]rune(err.Error())), 600, member)
	}
}

// TestFakes calls both clients, in each of their forms, over round trippers as tests write them.
func TestFakes(t *testing.T) {
	for name, rsp := range map[string]*http.Response{
		"nothing at all":     nil,
		"the zero response":  {},
		"no header, no body": {StatusCode: 200},
		"no body, a status":  {StatusCode: 302},
		"no body, a header":  {StatusCode: 200, Header: http.Header{"Content-Type": {"text/html"}}},
	} {
		fake := &http.Client{Transport: transport.Func(func(*http.Request) (*http.Response, error) { return rsp, nil })}
		for _, opts := range [][]ali1688.Option{nil, {ali1688.WithForm()}, {ali1688.WithSigning()},
			{ali1688.WithResultType("xml")}} {
			client, err := ali1688.New("key", "secret", append(opts, ali1688.WithHTTPClient(fake))...)
			require.NoError(t, err)
			_, err = client.ItemGet(context.Background(), &gateway.ItemGetParams{NumIID: "1"})
			assert.Error(t, err, name)
			_, err = openplatform.Via(client).Trade.GetBuyerOrderList(context.Background(), &platform.GetBuyerOrderListRequest{})
			assert.Error(t, err, name)
		}
		direct, err := openplatform.New("1", "secret", openplatform.WithHTTPClient(fake),
			openplatform.WithAccessToken("token"))
		require.NoError(t, err)
		_, err = direct.Trade.GetBuyerOrderList(context.Background(), &platform.GetBuyerOrderListRequest{})
		assert.Error(t, err, name)
	}
}

// TestPlatformDecoding lists orders directly and through the gateway, tolerantly and strictly.
func TestPlatformDecoding(t *testing.T) {
	const list = `{"success":true,"result":{"baseInfo":{"id":"1","status":{"a":1}}},"totalRecord":1}`
	serving := func(body string) *http.Client {
		return &http.Client{Transport: transport.Func(func(*http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: 200, Body: io.NopCloser(strings.NewReader(body))}, nil
		})}
	}
	gatewayClient := func(opts ...ali1688.Option) *openplatform.Client {
		fake := serving(`{"error_code":"0000","response":` + list + `}`)
		client, err := ali1688.New("key", "secret", append(opts, ali1688.WithHTTPClient(fake))...)
		require.NoError(t, err)
		return openplatform.Via(client)
	}
	direct := func(opts ...openplatform.Option) *openplatform.Client {
		client, err := openplatform.New("1", "secret",
			append(opts, openplatform.WithHTTPClient(serving(list)), openplatform.WithAccessToken("token"))...)
		require.NoError(t, err)
		return client
	}
	for name, c := range map[string]struct {
		client *openplatform.Client
		fault  string
	}{
		"direct": {direct(), ""},
		"direct, strict": {direct(openplatform.WithStrictDecoding()),
			`want []platform.TradeInfoRow, got an object at "/result"`},
		"direct, few values": {direct(openplatform.WithMaxValues(6)), "too many values: the limit is 6"},
		"gateway":            {gatewayClient(), ""},
		"gateway, strict": {gatewayClient(ali1688.WithStrictDecoding()),
			`want []platform.TradeInfoRow, got an object at "/result"`},
		"gateway, few values": {gatewayClient(ali1688.WithMaxValues(6)), "too many values: the limit is 6"},
	} {
		got, err := c.client.Trade.GetBuyerOrderList(context.Background(), &platform.GetBuyerOrderListRequest{})
		if c.fault != "" {
			assert.ErrorContains(t, err, c.fault, name)
			continue
		}
		require.NoError(t, err, name)
		require.Len(t, got.Result, 1, name)
		assert.Equal(t, "1", got.Result[0].BaseInfo.ID.String(), name)
		assert.Equal(t, loose.Unread{{Pointer: "/result/baseInfo/status", Want: "string", Got: "object"}}, got.Unread, name)
	}
}
