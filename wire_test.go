package ali1688_test

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/mock"
)

// resultTypes are all formats, and none.
var resultTypes = []gateway.ResultType{
	"", gateway.ResultTypeJSON, gateway.ResultTypeJSONU, gateway.ResultTypeXML, gateway.ResultTypeSerialize,
	gateway.ResultTypeVarExport,
}

// TestResultTypes makes the mock go wrong in each format, and wants the same of the client whatever it is.
func TestResultTypes(t *testing.T) {
	good := func(t *testing.T, r *gateway.ItemGetResponse, err error) {
		require.NoError(t, err)
		assert.Equal(t, "610947572360", r.Item.NumIID.String())
		fen, ok := r.Item.Price.Fen()
		order, _ := fen.Compare(loose.FenOf(0))
		assert.True(t, ok && order > 0, r.Item.Price)
		assert.NotEmpty(t, r.Item.SKUs.Value().SKU)
		assert.Equal(t, byte('{'), r.Raw[0])
	}
	failed := func(target error, code string) func(*testing.T, *gateway.ItemGetResponse, error) {
		return func(t *testing.T, r *gateway.ItemGetResponse, err error) {
			require.ErrorIs(t, err, target)
			assert.True(t, ali1688.IsCode(err, code))
			assert.NotNil(t, r)
		}
	}
	cases := []struct {
		fault string
		want  func(*testing.T, *gateway.ItemGetResponse, error)
	}{
		{"", good}, {"bom", good}, {"php-notice", good}, {"php-notice-after", good}, {"gbk", good}, {"text-html", good},
		{"number-code", good},
		{"old-success", good}, {"numbers-as-text", good},
		{"code-2000", failed(ali1688.ErrNotFound, "2000")}, {"code-4013", failed(ali1688.ErrQuotaExceeded, "4013")},
		{"quota-4005", failed(ali1688.ErrQuotaExceeded, "4005")},
		{"data-error-with-data", failed(ali1688.ErrUnknownError, "5000")},
		{"html-200", unreadable(200)}, {"html-502", unreadable(502)}, {"gbk-refusal", unreadable(200)},
		{"truncated", unreadable(200)}, {"empty-body", unreadable(200)},
	}
	for _, format := range resultTypes {
		for _, c := range cases {
			t.Run(string(format)+" "+c.fault, func(t *testing.T) {
				var opts []mock.Option
				if c.fault != "" {
					opts = append(opts, mock.WithFault(mock.FaultRule{Fault: c.fault}))
				}
				answer, err := itemGet(over(t, opts, ali1688.WithResultType(format)))
				c.want(t, answer, err)
				noSecret(t, err)
			})
		}
	}
}

// over returns a client of a mock of its own, without a socket.
func over(t *testing.T, gatewayOpts []mock.Option, opts ...ali1688.Option) *ali1688.Client {
	t.Helper()
	rt := &http.Client{Transport: mock.Transport(gatewayOpts...)}
	return client(t, "http://gateway.test", append(opts, ali1688.WithHTTPClient(rt))...)
}

func TestResultTypeOfOneCall(t *testing.T) {
	gw := mock.New(t)
	c := client(t, gw.URL(), ali1688.WithResultType(gateway.ResultTypeXML))
	for _, asked := range []*gateway.ResultType{nil, ali1688.Ptr(gateway.ResultTypeVarExport),
		ali1688.Ptr(gateway.ResultTypeJSON)} {
		answer, err := c.ItemGet(context.Background(), &gateway.ItemGetParams{NumIID: "7", ResultType: asked})
		require.NoError(t, err)
		assert.Equal(t, "7", answer.Item.NumIID.String())
	}
	var asked []string
	for _, r := range gw.Requests() {
		asked = append(asked, r.Query.Get("result_type"))
	}
	assert.Equal(t, []string{"xml", "var_export", "json"}, asked)
}

// TestUnreadableFormat says what is wrong in terms of the format, and keeps the body as it came.
func TestUnreadableFormat(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, `a:1:{s:4:"item";O:1:"A":0:{}}`)
	}))
	defer server.Close()
	_, err := itemGet(client(t, server.URL, ali1688.WithResultType(gateway.ResultTypeSerialize)))
	require.EqualError(t, err,
		"item_get: HTTP 200 response of 29 bytes cannot be read: phpwire: serialize: at byte 16: an object, which is never "+
			"built")
	var body *apiclient.BodyError
	require.ErrorAs(t, err, &body)
	assert.Equal(t, `a:1:{s:4:"item";O:1:"A":0:{}}`, string(body.Body))
}

func TestWireOptionsThatCannotBe(t *testing.T) {
	_, err := ali1688.New("k", "s", ali1688.WithResultType("yaml"))
	assert.EqualError(t, err,
		`ali1688: unknown result type "yaml"; the formats are json, jsonu, xml, serialize and var_export`)
	_, err = ali1688.New("k", "", ali1688.WithSigning())
	assert.EqualError(t, err, "ali1688: signing needs the secret; it is shown in the gateway's console")
}

// TestSigning calls a mock that knows the secret and checks the sign and its time; the secret itself is sent nowhere.
func TestSigning(t *testing.T) {
	for name, opts := range map[string][]ali1688.Option{
		"by GET": nil, "in a form": {ali1688.WithForm()},
		"with a format": {ali1688.WithResultType(gateway.ResultTypeSerialize)},
	} {
		t.Run(name, func(t *testing.T) {
			gw := mock.New(t, mock.WithKey(testKey, testSecret), mock.WithStrict())
			c := client(t, gw.URL(), append(opts, ali1688.WithSigning())...)
			ctx := ali1688.WithSession(context.Background(), "sess-of-nobody")
			_, err := c.ItemSearch(ctx, &gateway.ItemSearchParams{Q: "女装 夏&季+", Page: ali1688.Ptr[int64](2)})
			require.NoError(t, err)
			_, err = c.UploadImg(ctx, nil, gateway.UploadImgFormdataRequestBody{ImgCode: "iVBORw0KGgo+/w=="})
			require.NoError(t, err)
			_, err = c.Custom(ctx, &gateway.CustomParams{
				API:       ali1688.Ptr("com.alibaba.trade/alibaba.trade.getBuyerOrderList"),
				Arguments: map[string]string{"outOrderId": "[1] &+"},
			})
			require.NoError(t, err)
			for _, r := range gw.Requests() {
				assert.False(t, r.Query.Has("secret") || r.Form.Has("secret"))
				assert.True(t, r.Query.Has("sign") || r.Form.Has("sign"))
			}
		})
	}
	t.Run("with another secret", func(t *testing.T) {
		_, err := itemGet(over(t, []mock.Option{mock.WithKey(testKey, "other")}, ali1688.WithSigning()))
		require.ErrorIs(t, err, ali1688.ErrUnauthorized)
		assert.Contains(t, err.Error(), "sign")
	})
	t.Run("with a wrong clock", func(t *testing.T) {
		tomorrow := mock.WithClock(func() time.Time { return time.Now().Add(24 * time.Hour) })
		_, err := itemGet(over(t, []mock.Option{mock.WithKey(testKey, testSecret), mock.WithStrict(), tomorrow},
			ali1688.WithSigning()))
		require.ErrorIs(t, err, ali1688.ErrUnauthorized)
		assert.Contains(t, err.Error(), "dateline")
	})
}

// TestForm keeps everything but the key out of the URL.
func TestForm(t *testing.T) {
	gw := mock.New(t, mock.WithKey(testKey, testSecret), mock.WithStrict())
	c := client(t, gw.URL(), ali1688.WithForm())
	_, err := itemGet(c)
	require.NoError(t, err)
	_, err = c.Img2Text(context.Background(), nil, gateway.Img2TextFormdataRequestBody{ImgCode: "iVBORw0KGgo="})
	require.NoError(t, err)
	for _, r := range gw.Requests() {
		assert.Equal(t, "POST", r.Method)
		assert.Len(t, r.Query, 1)
		assert.True(t, r.Form.Has("secret"))
	}
}

func TestGzip(t *testing.T) {
	gw := mock.New(t, mock.WithGzip())
	for _, format := range resultTypes {
		_, err := itemGet(client(t, gw.URL(), ali1688.WithResultType(format)))
		require.NoError(t, err, format)
	}
}

// TestHTTP10 is a server of the old sort, whose response ends with the connection.
func TestHTTP10(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer func() { _ = listener.Close() }()
	go func() {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		defer func() { _ = conn.Close() }()
		if _, err := http.ReadRequest(bufio.NewReader(conn)); err == nil {
			_, _ = io.WriteString(conn,
				"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n{\"item\":{\"num_iid\":610947572360},\"error_code\":\"0000\"}")
		}
	}()
	answer, err := itemGet(client(t, "http://"+listener.Addr().String()))
	require.NoError(t, err)
	assert.Equal(t, "610947572360", answer.Item.NumIID.String())
}
