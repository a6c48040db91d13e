package collection_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/collection"
	"github.com/go-ali1688/ali1688/openapi"
)

func find(t *testing.T, document openapi.Document, name string) collection.Request {
	all, err := collection.Requests(document.JSON)
	require.NoError(t, err)
	for _, r := range all {
		if r.Name == name {
			return r
		}
	}
	t.Fatalf("no request %s", name)
	return collection.Request{}
}

// on returns the fields that are sent.
func on(fields []collection.Field) map[string]string {
	sent := map[string]string{}
	for _, f := range fields {
		if f.On {
			sent[f.Name] = f.Value
		}
	}
	return sent
}

func TestGatewaySendsOnlyWhatIsRequired(t *testing.T) {
	r := find(t, openapi.Gateway(), "item_get")
	assert.Equal(t, map[string]string{"key": "{{key}}", "secret": "{{secret}}", "num_iid": "610947572360"}, on(r.Query))
	assert.Greater(t, len(r.Query), 5, "the optional ones are there, switched off")
	assert.Equal(t, "GET /item_get/ product", r.Method+" "+r.Path+" "+r.Folder)
}

func TestPlatformSendsJSONText(t *testing.T) {
	r := find(t, openapi.OpenPlatform(), "alibaba.trade.fastCreateOrder")
	assert.Equal(t, map[string]string{"access_token": "{{accessToken}}", "_aop_signature": "SIGNATURE"}, on(r.Query))
	assert.Regexp(t, `^\[\{"offerId":\d+,`, on(r.Form)["cargoParamList"])
	assert.Equal(t, "/param2/1/com.alibaba.trade/alibaba.trade.fastCreateOrder/{{appKey}}", r.Path)
	assert.True(t, r.Signed)
}

func TestTokensNeedNoSignature(t *testing.T) {
	r := find(t, openapi.OpenPlatform(), "getToken")
	assert.False(t, r.Signed)
	assert.Empty(t, r.Query)
	assert.Equal(t, "{{appSecret}}", on(r.Form)["client_secret"])
}
