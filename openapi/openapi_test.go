package openapi_test

import (
	"encoding/json"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"

	"github.com/go-ali1688/ali1688/openapi"
)

func TestYAMLAndJSONSayTheSame(t *testing.T) {
	for _, doc := range openapi.Documents() {
		t.Run(doc.Name, func(t *testing.T) {
			var fromYAML, fromJSON any
			require.NoError(t, yaml.Unmarshal(doc.YAML, &fromYAML))
			require.NoError(t, yaml.Unmarshal(doc.JSON, &fromJSON), "every JSON text is YAML")
			assert.True(t, assert.ObjectsAreEqual(fromYAML, fromJSON), "dist/%[1]s.yaml and dist/%[1]s.json differ: run `make generate`", doc.Name)
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
			positions := map[string]string{}
			require.NoError(t, json.Unmarshal(doc.Positions, &positions))
			assert.Regexp(t, `^openapi/`+doc.Name+`/openapi\.yaml:\d+$`, positions["/info"])
		})
	}
}
