package ali1688_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/conformance/testdata"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/loose"
)

// BenchmarkDecode decodes the recorded item_get body of 2021 into the generated response. Package loose has the same
// body in plain structs beside it.
func BenchmarkDecode(b *testing.B) {
	recorded, err := testdata.FS.ReadFile("recordings/item_get/01-639741530227-lang-ko-2021.json")
	require.NoError(b, err)
	var body bytes.Buffer
	require.NoError(b, json.Compact(&body, recorded))
	for name, decode := range map[string]func([]byte, any) error{"v1": json.Unmarshal, "v2": loose.Unmarshal} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(body.Len()))
			b.ReportAllocs()
			for b.Loop() {
				if err := decode(body.Bytes(), new(gateway.ItemGetResponse)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
