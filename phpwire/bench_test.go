package phpwire_test

import (
	"encoding/json"
	"testing"

	"github.com/elliotchance/phpserialize"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/phpwire"
)

// BenchmarkDecode reads the recorded item_get in each format, beside encoding/json into any and a library for serialize
// into Go maps.
func BenchmarkDecode(b *testing.B) {
	for _, f := range phpwire.Formats() {
		body := recorded(b, f)
		bench(b, string(f), len(body), func() error {
			_, err := phpwire.Decode(f, body)
			return err
		})
	}
	body := recorded(b, phpwire.JSON)
	bench(b, "json/encoding-json", len(body), func() error {
		var v any
		return json.Unmarshal(body, &v)
	})
	serialized := recorded(b, phpwire.Serialize)
	bench(b, "serialize/phpserialize", len(serialized), func() error {
		_, err := phpserialize.UnmarshalAssociativeArray(serialized)
		return err
	})
}

// BenchmarkToJSON turns the recorded item_get of each format into JSON.
func BenchmarkToJSON(b *testing.B) {
	for _, f := range phpwire.Formats() {
		body := recorded(b, f)
		var out []byte
		bench(b, string(f), len(body), func() (err error) {
			out, err = phpwire.AppendJSON(out[:0], f, body)
			return err
		})
	}
}

// BenchmarkEncode writes the recorded item_get in each format, beside encoding/json from any and a library for
// serialize from Go maps.
func BenchmarkEncode(b *testing.B) {
	v := must(phpwire.Decode(phpwire.JSON, recorded(b, phpwire.JSON)))
	for _, f := range phpwire.Formats() {
		var out []byte
		bench(b, string(f), len(recorded(b, f)), func() (err error) {
			out, err = phpwire.Append(out[:0], f, v)
			return err
		})
	}
	var plain any
	body := recorded(b, phpwire.JSON)
	require.NoError(b, json.Unmarshal(body, &plain))
	bench(b, "json/encoding-json", len(body), func() error {
		_, err := json.Marshal(plain)
		return err
	})
	serialized := recorded(b, phpwire.Serialize)
	maps, err := phpserialize.UnmarshalAssociativeArray(serialized)
	require.NoError(b, err)
	bench(b, "serialize/phpserialize", len(serialized), func() error {
		_, err := phpserialize.Marshal(maps, nil)
		return err
	})
}

func bench(b *testing.B, name string, size int, run func() error) {
	b.Run(name, func(b *testing.B) {
		b.ReportAllocs()
		b.SetBytes(int64(size))
		for b.Loop() {
			if err := run(); err != nil {
				b.Fatal(err)
			}
		}
	})
}
