// Package jsontest compares JSON in tests.
package jsontest

import (
	"bytes"
	"encoding/json"
	"testing"
)

// Present returns a body without the members that are empty, which a typed value does not keep: it leaves out an
// optional text that is empty. Numbers stay as they are written, so that a changed digit shows.
func Present(t testing.TB, body []byte) any {
	t.Helper()
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	var v any
	if err := decoder.Decode(&v); err != nil {
		t.Fatalf("%v", err)
	}
	return present(v)
}

func present(v any) any {
	switch v := v.(type) {
	case map[string]any:
		out := map[string]any{}
		for k, member := range v {
			if p := present(member); !empty(p) {
				out[k] = p
			}
		}
		return out
	case []any:
		out := []any{}
		for _, row := range v {
			out = append(out, present(row))
		}
		return out
	}
	return v
}

func empty(v any) bool {
	switch v := v.(type) {
	case nil:
		return true
	case string:
		return v == ""
	case map[string]any:
		return len(v) == 0
	case []any:
		return len(v) == 0
	}
	return false
}
