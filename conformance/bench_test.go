package conformance

import (
	"bytes"
	"encoding/json"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/valuelimit"
)

// recordedItem returns the recorded response of item_get as the wire has it, without indent.
func recordedItem(b *testing.B) []byte {
	b.Helper()
	body, err := os.ReadFile("../evidence/recordings/item_get/01-639741530227-lang-ko-2021.json")
	require.NoError(b, err)
	var compact bytes.Buffer
	require.NoError(b, json.Compact(&compact, body))
	return compact.Bytes()
}

// BenchmarkCheck compares the checker with kin-openapi on the same body, parse included.
func BenchmarkCheck(b *testing.B) {
	body := recordedItem(b)
	c, kin := gateway(b)
	schema := kin.schema(b, "item_get")
	b.Run("checker", func(b *testing.B) {
		b.SetBytes(int64(len(body)))
		b.ReportAllocs()
		for b.Loop() {
			if findings, err := c.Check("item_get", body, Options{}); err != nil || len(findings) > 0 {
				b.Fatal(findings, err)
			}
		}
	})
	b.Run("strict", func(b *testing.B) {
		b.SetBytes(int64(len(body)))
		b.ReportAllocs()
		for b.Loop() {
			if findings, err := c.Check("item_get", body, Options{Strict: true}); err != nil || len(findings) > 0 {
				b.Fatal(findings, err)
			}
		}
	})
	b.Run("kin-openapi", func(b *testing.B) {
		b.SetBytes(int64(len(body)))
		b.ReportAllocs()
		for b.Loop() {
			var value any
			if err := json.Unmarshal(body, &value); err != nil {
				b.Fatal(err)
			}
			if err := schema.VisitJSON(value); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkParse(b *testing.B) {
	body := recordedItem(b)
	t := tree{maxValues: valuelimit.MaxValues}
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		t.parse(body, 0)
	}
}

func BenchmarkNew(b *testing.B) {
	document, err := os.ReadFile("../openapi/dist/gateway.json")
	require.NoError(b, err)
	positions, err := os.ReadFile("../openapi/dist/gateway.positions.json")
	require.NoError(b, err)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := New(document, positions); err != nil {
			b.Fatal(err)
		}
	}
}
