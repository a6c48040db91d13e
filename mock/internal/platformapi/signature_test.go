package platformapi_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/go-ali1688/ali1688/mock/internal/mocktest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/platformsign"
	documented "github.com/go-ali1688/ali1688/internal/testkit/examplecalls"
	"github.com/go-ali1688/ali1688/mock"
	"github.com/go-ali1688/ali1688/openplatform"

	platform "github.com/go-ali1688/ali1688/generated/platform"
)

// TestApplication has requests of the wrong application or of nobody.
func TestApplication(t *testing.T) {
	for path, want := range map[string]string{
		strings.TrimSuffix(orderList, "/"+mocktest.AppKey): "the address lacks the application's key at its end",
		orderList + "1": "the application's key at the end of the address is not the one that the mock was given",
		orderList:       "access_token is missing; alibaba.trade.getBuyerOrderList requires it",
	} {
		e := exchangeOf(t, plainForm("/openapi/"+path, "page=1"))
		assert.NotEqual(t, http.StatusOK, e.status)
		assert.Contains(t, e.texts(), want)
	}
	noToken := plainForm("/openapi/"+orderList,
		mocktest.Pairs(platformsign.Signature, platformsign.Sign(orderList, nil, mocktest.AppSecret)))
	assert.Equal(t, http.StatusUnauthorized, exchangeOf(t, noToken, mock.WithStrict()).status)
}

// TestOwnClients calls every operation with the documents' examples by the clients of this module. Nothing deviates.
func TestOwnClients(t *testing.T) {
	gw := mock.New(t, mock.WithApp(mocktest.AppKey, mocktest.AppSecret), mock.WithFailOnDeviation())
	clients := map[string]*openplatform.Client{
		"direct":              mocktest.DirectClient(t, gw.Transport(), time.Now),
		"through the gateway": mocktest.ViaClient(t, gw.Transport()),
	}
	examples, err := documented.PlatformArguments()
	require.NoError(t, err)
	for route, client := range clients {
		for _, op := range platform.Operations {
			if route == "direct" || !op.Unsigned && !carriesFile(op) { // the gateway does not hand these on
				_, _ = client.Call(t.Context(), op.API(), examples[op.Name]) // the world need not have the examples' orders
			}
		}
	}
	requests := mocktest.Requests(t)
	delete(requests, "custom") // its example lacks the arguments
	for api, query := range requests {
		_, _ = mocktest.SendRaw(t, gw.Transport(), mocktest.Request(t, http.MethodPost, "/1688/"+api+"/?"+mocktest.Auth,
			query))
	}
	assert.NotEmpty(t, gw.Requests())
}

// TestSignatureExplained has a text that was signed in a wrong way, and the explanation.
func TestSignatureExplained(t *testing.T) {
	const text = "; the text to sign is " + orderList + "access_tokenREDACTEDpage1"
	sign := func(key, text string) string { return platformsign.Sign(text, nil, key) }
	whole := orderList + "access_token" + mocktest.OneMember + "page1"
	for signature, want := range map[string]string{
		"":                           "the signature is missing",
		sign(mocktest.AppKey, whole): "the signature is wrong: the application's key is used in place of its secret",
		sign(mocktest.AppSecret, "page1access_token"+
			mocktest.OneMember): "the signature is wrong: the path is not part of the text, and the arguments are not sorted",
		sign("another", whole): "the signature is wrong, and no usual mistake explains it: the secret or a value may be " +
			"another",
		"abc": "the signature is wrong: it must have the 40 hexadecimal digits of HMAC-SHA1 in upper case",
	} {
		t.Run(want, func(t *testing.T) {
			form := "page=1&" + mocktest.Pairs("access_token", mocktest.OneMember, platformsign.Signature, signature)
			e := exchangeOf(t, plainForm("/openapi/"+orderList, form))
			assert.Equal(t, http.StatusBadRequest, e.status)
			assert.Contains(t, e.texts(), want+text)
			for _, hidden := range []string{mocktest.AppSecret, mocktest.OneMember} {
				assert.NotContains(t, e.texts()+e.log.String()+e.body, hidden)
			}
		})
	}
}

// TestWrongSign has a wrong sign of the gateway, and the text that was to be signed.
func TestWrongSign(t *testing.T) {
	req := httptest.NewRequest(http.MethodGet, "/1688/item_get/?"+
		mocktest.Pairs("key", mocktest.Key, "num_iid", "610947572360", "dateline", "2026-03-04 20:00:00", "sign", "x"), nil)
	e := exchangeOf(t, req, mock.WithKey(mocktest.Key, mocktest.Secret))
	assert.Equal(
		t, "the sign is wrong: it must be the MD5, in lower case, of api_name=item_get&dateline=2026-03-04 "+
			"20:00:00&key=REDACTED&num_iid=610947572360"+
			" and behind it the secret, or the MD5 of a secret that has not 32 characters", e.texts())
	assert.NotContains(t, e.log.String(), mocktest.Secret)
	assert.NotContains(t, e.log.String(), mocktest.Key)
}
