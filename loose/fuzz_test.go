package loose_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/loose"
)

var fuzzSeeds = []string{
	`null`, `""`, `[]`, `{}`, `false`, `true`, `0`, `-0.0`, `5.40`, `"5.40"`, `6.39741530227e11`,
	`1e400`, `1e-400`, `-9223372036854775808`, `"12-30"`, `"2000+"`, `"1.2万+"`, `"已售300+"`, `[1]`,
	`["a",["b"]]`, `{"0":"a","2":"b"}`, `{"a":1,"b":[],"a":2}`, `{"1":{"2":{"3":[]}}}`, `"\ud800"`,
	"\"\xff\"", `"\u0000\/"`, ` [ ] `, `{"":""}`, `{"0`, `[`, ``,
}

// fuzz decodes any bytes into a T. That must not panic, and what was accepted
// must encode and decode to the same again, in json v2 and encoding/json. If keeps is
// true, the type keeps the form, so the JSON must mean the same as what came.
func fuzz[T any](f *testing.F, keeps bool, read func(T)) {
	for _, seed := range fuzzSeeds {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		var direct T
		_ = any(&direct).(json.Unmarshaler).UnmarshalJSON(in)
		var v T
		if loose.Unmarshal(in, &v) != nil {
			return
		}
		read(v)
		for _, c := range codecs {
			encoded, err := c.marshal(v)
			require.NoError(t, err)
			var again T
			require.NoError(t, c.unmarshal(encoded, &again))
			encodedAgain, err := c.marshal(again)
			require.NoError(t, err)
			assert.Equal(t, string(encoded), string(encodedAgain), c.name)
			if keeps {
				assert.Equal(t, v, again, c.name)
				assert.Equal(t, meaning(t, in), meaning(t, encoded), c.name)
			}
		}
	})
}

// meaning returns the JSON in b with one spelling of strings, and numbers as they are. Of
// a name that comes twice only the last is left, in the place of the first.
func meaning(t *testing.T, b []byte) string {
	v := jsontext.Value(bytes.Clone(b))
	require.NoError(t, v.Format(loose.Options()))
	var m loose.Map[jsontext.Value]
	if v.Kind() != '{' || loose.Unmarshal(v, &m) != nil {
		return string(v)
	}
	b, err := loose.Marshal(m)
	require.NoError(t, err)
	return string(b)
}

func FuzzText(f *testing.F) { fuzz(f, true, func(v loose.Text) { _ = v.String() }) }

func FuzzID(f *testing.F) { fuzz(f, true, func(v loose.ID) { v.Int64() }) }

func FuzzInt(f *testing.F) { fuzz(f, true, func(v loose.Int) { v.Int64() }) }

func FuzzBool(f *testing.F) { fuzz(f, true, func(v loose.Bool) { v.Bool() }) }

func FuzzCount(f *testing.F) { fuzz(f, true, func(v loose.Count) { v.Int64() }) }

func FuzzDecimal(f *testing.F) {
	fuzz(f, true, func(v loose.Decimal) {
		v.Float64()
		v.Rat()
	})
}

func FuzzYuan(f *testing.F) {
	fuzz(f, true, func(v loose.Yuan) {
		rat, ok := v.Rat()
		amount, exact := v.Fen()
		if fen, _ := amount.Int64(); exact && (!ok || rat.Num().Int64() != fen/(100/rat.Denom().Int64())) {
			panic("Fen and Rat differ: " + v.String())
		}
	})
}

func FuzzFen(f *testing.F) { fuzz(f, true, func(v loose.Fen) { v.Int64() }) }

func FuzzMap(f *testing.F) {
	fuzz(f, true, func(v loose.Map[loose.Text]) {
		for key := range v.All() {
			if _, ok := v.Get(key); !ok {
				panic("no value under " + key)
			}
		}
	})
}

func FuzzList(f *testing.F) { fuzz(f, false, func(loose.List[loose.Text]) {}) }

func FuzzListOfLists(f *testing.F) { fuzz(f, false, func(loose.List[loose.List[sku]]) {}) }

func FuzzObject(f *testing.F) { fuzz(f, false, func(v loose.Object[sku]) { v.Value() }) }
