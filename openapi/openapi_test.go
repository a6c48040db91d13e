package openapi_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"

	"github.com/go-ali1688/ali1688/internal/document"
	"github.com/go-ali1688/ali1688/openapi"
	_ "github.com/go-ali1688/ali1688/openapi/legacy"
)

func TestYAMLAndJSONSayTheSame(t *testing.T) {
	for _, doc := range openapi.Documents() {
		t.Run(doc.Name, func(t *testing.T) {
			var fromYAML, fromJSON any
			require.NoError(t, yaml.Unmarshal(doc.YAML, &fromYAML))
			require.NoError(t, yaml.Unmarshal(doc.JSON, &fromJSON), "every JSON text is YAML")
			assert.True(t, assert.ObjectsAreEqual(fromYAML, fromJSON),
				"dist/%[1]s.yaml and dist/%[1]s.json differ: run `make generate`", doc.Name)
		})
	}
}

func TestDocumentsAreValid(t *testing.T) {
	for _, doc := range openapi.Documents() {
		t.Run(doc.Name, func(t *testing.T) {
			loaded, err := openapi3.NewLoader().LoadFromData(doc.JSON)
			require.NoError(t, err)
			assert.NoError(t, loaded.Validate(t.Context()))
		})
	}
}

func TestPositionsNameSources(t *testing.T) {
	for _, doc := range openapi.Documents() {
		t.Run(doc.Name, func(t *testing.T) {
			positions, err := document.ParsePositions(doc.Positions)
			require.NoError(t, err)
			assert.Regexp(t, `^openapi/`+doc.Name+`/openapi\.yaml:\d+$`, positions["/info"])
		})
	}
}

// TestLegacyShares compares what the document of earlier calls has in common with that of the open platform: both
// describe one platform, and a component of one name is one thing.
func TestLegacyShares(t *testing.T) {
	type components map[string]map[string]any
	var platform, legacy struct {
		Components components `json:"components"`
	}
	require.NoError(t, json.Unmarshal(openapi.OpenPlatform().JSON, &platform))
	require.NoError(t, json.Unmarshal(openapi.Legacy().JSON, &legacy))
	shared := 0
	for kind, group := range legacy.Components {
		for name, own := range group {
			if kind != "schemas" || slices.Contains([]string{"PlatformError", "Integer", "Decimal", "Boolean", "PlatformTime",
				"LooseID", "LooseInt", "LooseDecimal", "LooseBool", "PlainText", "PlainInteger", "PlainNumber"}, name) {
				assert.Equal(t, platform.Components[kind][name], own, "%s/%s", kind, name)
				shared++
			}
		}
	}
	assert.Greater(t, shared, 10)
}

// TestVersions lists every operation whose version is not 1: called with version 1 it is another operation, or none.
func TestVersions(t *testing.T) {
	want := map[string]string{
		"/param2/2/com.alibaba.syt/syt.buyer.draftPurchaseOrder/{appKey}":             "syt.buyer.draftPurchaseOrder",
		"/param2/2/com.alibaba.fenxiao/alibaba.pifatuan.product.detail.list/{appKey}": "alibaba.pifatuan.product.detail.list",
		"/param2/2/cn.alibaba.open/trade.order.list.get/{appKey}":                     "trade.order.list.get",
	}
	got := map[string]string{}
	for _, doc := range []openapi.Document{openapi.OpenPlatform(), openapi.Legacy()} {
		var paths struct {
			Paths map[string]struct{ Post struct{ OperationID string } }
		}
		require.NoError(t, json.Unmarshal(doc.JSON, &paths))
		for path, item := range paths.Paths {
			// as /param2/1/com.alibaba.trade/alibaba.trade.cancel/{appKey}
			if parts := strings.Split(path, "/"); parts[2] != "1" {
				got[path] = item.Post.OperationID
			}
		}
	}
	assert.Equal(t, want, got)
}
