package collection_test

import (
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/collection"
	"github.com/go-ali1688/ali1688/openapi"
)

// brunoRequests returns the requests of a collection by name, as Bruno reads them.
func brunoRequests(t *testing.T, document openapi.Document) map[string]brunoRequest {
	t.Helper()
	content, err := collection.Bruno(document.JSON, document.Title, "http://127.0.0.1:1688")
	require.NoError(t, err)
	var read struct {
		Items []struct {
			Items []struct {
				Name    string
				Request brunoRequest
			}
		}
	}
	require.NoError(t, json.Unmarshal(content, &read, json.MatchCaseInsensitiveNames(true)))
	all := map[string]brunoRequest{}
	for _, folder := range read.Items {
		for _, item := range folder.Items {
			all[item.Name] = item.Request
		}
	}
	return all
}

type brunoRequest struct {
	Method, URL string
	Params      []struct {
		Name    string
		Enabled bool
	}
	Body struct{ Mode string }
}

func TestBruno(t *testing.T) {
	for _, c := range []struct {
		document           openapi.Document
		name, method, mode string
		url                string
	}{
		{openapi.Gateway(), "item_get", "GET", "none",
			"{{baseUrl}}/item_get/?key={{key}}&secret={{secret}}&num_iid=610947572360"},
		{openapi.OpenPlatform(), "alibaba.trade.cancel", "POST", "formUrlEncoded",
			"{{baseUrl}}/param2/1/com.alibaba.trade/alibaba.trade.cancel/{{appKey}}" +
				"?access_token={{accessToken}}&_aop_signature=SIGNATURE"},
		{openapi.OpenPlatform(), "alibaba.photobank.photo.add", "POST", "multipartForm",
			"{{baseUrl}}/param2/1/com.alibaba.product/alibaba.photobank.photo.add/{{appKey}}" +
				"?access_token={{accessToken}}"},
	} {
		r := brunoRequests(t, c.document)[c.name]
		assert.Equal(t, []string{c.method, c.url, c.mode}, []string{r.Method, r.URL, r.Body.Mode}, c.name)
	}
	custom := brunoRequests(t, openapi.Gateway())["custom"]
	assert.Contains(t, custom.URL, "method=com.alibaba.logistics%2F", "a value of an address is escaped")
	on := 0
	for _, p := range custom.Params {
		if p.Enabled {
			on++
		}
	}
	assert.Less(t, on, len(custom.Params), "the optional ones are there, switched off")
}
