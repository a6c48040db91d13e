package conformance

import (
	"encoding/json"
	"maps"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

// infer makes a document that describes exactly what it sees in a body: every member has
// the kind it came in. It stands for a document without any loose place.
func infer(t testing.TB, body []byte) []byte {
	t.Helper()
	var value any
	require.NoError(t, json.Unmarshal(body, &value))
	schemas, err := json.Marshal(map[string]any{"Root": inferSchema([]any{value})})
	require.NoError(t, err)
	return documentOf(string(schemas))
}

type object = map[string]any

// inferSchema describes all the values by a union of the kinds among them.
func inferSchema(values []any) object {
	var branches []any
	objects, lists, items := []object{}, 0, []any{}
	kinds := map[string]bool{}
	for _, value := range values {
		switch value := value.(type) {
		case object:
			objects = append(objects, value)
		case []any:
			lists, items = lists+1, append(items, value...)
		case string:
			kinds["string"] = true
		case float64:
			kinds["number"] = true
		case bool:
			kinds["boolean"] = true
		case nil:
			branches = append(branches, object{"type": "string", "nullable": true, "enum": []any{nil}})
		}
	}
	for _, kind := range slices.Sorted(maps.Keys(kinds)) {
		branches = append(branches, object{"type": kind})
	}
	if len(objects) > 0 {
		branches = append(branches, inferObject(objects))
	}
	if lists > 0 {
		branches = append(branches, inferList(items))
	}
	return object{"anyOf": branches}
}

func inferList(items []any) object {
	if len(items) == 0 {
		return object{"type": "array", "maxItems": 0, "items": object{}}
	}
	return object{"type": "array", "items": inferSchema(items)}
}

func inferObject(objects []object) object {
	members := map[string][]any{}
	for _, o := range objects {
		for name, value := range o {
			members[name] = append(members[name], value)
		}
	}
	properties := object{}
	for name, values := range members {
		properties[name] = inferSchema(values)
	}
	return object{"type": "object", "properties": properties}
}
