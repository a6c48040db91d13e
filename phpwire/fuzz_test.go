package phpwire_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/phpwire"
)

// fuzzSeeds are bodies of all formats; each target is given all of them.
var fuzzSeeds = []string{
	``, `null`, `[1,{"a":[]},"\ud83d\ude00\/"]`, `{"0":1,"2":2,"0":3}`, `-0.0`, `1e400`, `12345678901234567890`,
	`N;`, `b:1;`, `i:-5;`, `d:1.0E+25;`, `d:NAN;`, `s:3:"淘";`, `a:2:{i:0;i:1;s:1:"k";a:0:{}}`, `a:1:{i:0;O:1:"A":0:{}}`,
	`a:2:{i:0;i:1;i:1;R:2;}`, `s:2147483648:"a";`, `a:2:{s:1:"a";i:1;s:1:"a";i:2;}`, `a:3:{i:0;i:1;i:1;i:1;i:0;i:1;}`,
	"s:2:\"\xcc\xd4\";",
	"array (\n  'a' => \n  array (\n    0 => 1.0,\n  ),\n)", `'a\'\\' . "\0" . ''`, `-9223372036854775807-1`,
	`(object) array()`, `-INF`,
	`<root><a id="0">x</a><b/><b/></root>`, `<r><item0>a</item0><0>b</0><![CDATA[<1>]]></r>`, `<items><item/></items>`,
	"<r>\xcc\xd4</r>",
}

// fuzzFormat reads any bytes as a format. What was read is written and read back as the same, by way of values and
// directly as JSON.
func fuzzFormat(f *testing.F, format phpwire.Format) {
	for _, seed := range fuzzSeeds {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		v, err := phpwire.Decode(format, body)
		direct, directErr := phpwire.ToJSON(format, body)
		if err != nil {
			assert.True(t, directErr != nil || format == phpwire.JSON, "ToJSON reads what Decode refuses")
			return
		}
		rewritten(t, format, v)
		if directErr == nil {
			meansTheSame(t, format, v, direct)
		}
	})
}

// rewritten encodes a value and wants it back.
func rewritten(t *testing.T, format phpwire.Format, v phpwire.Value) {
	text, err := phpwire.Encode(format, v)
	if err != nil {
		assert.ErrorIs(t, err, phpwire.ErrNotFinite)
		return
	}
	back, err := phpwire.Decode(format, text)
	require.NoError(t, err, "%q", text)
	if format != phpwire.XML {
		require.True(t, phpwire.Equal(carried(format, v), back), "%q", text)
		return
	}
	again, err := phpwire.Encode(format, back)
	require.NoError(t, err)
	require.Equal(t, string(text), string(again))
}

// meansTheSame compares direct JSON with the value's, where that has one.
func meansTheSame(t *testing.T, format phpwire.Format, v phpwire.Value, direct []byte) {
	if _, err := phpwire.Encode(phpwire.JSON, v); err != nil {
		return
	}
	got, err := phpwire.Decode(phpwire.JSON, direct)
	require.NoError(t, err, "%s", direct)
	require.True(t, phpwire.Equal(asToJSONCarries(format, v), asJSONCarries(got)), "%s", direct)
}

func FuzzJSON(f *testing.F) { fuzzFormat(f, phpwire.JSON) }

func FuzzXML(f *testing.F) { fuzzFormat(f, phpwire.XML) }

func FuzzSerialize(f *testing.F) { fuzzFormat(f, phpwire.Serialize) }

func FuzzVarExport(f *testing.F) { fuzzFormat(f, phpwire.VarExport) }

// FuzzEncode makes a value from a text and two numbers and wants it back from every format.
func FuzzEncode(f *testing.F) {
	f.Add("淘'\\\x00\"\r\n😀", int64(-1<<63), 1e25)
	f.Add("]]>\u2028\xff", int64(5), math.Copysign(0, -1))
	f.Add("05", int64(0), 5e-324)
	f.Fuzz(func(t *testing.T, s string, n int64, x float64) {
		v := phpwire.Map(phpwire.Pair(s, phpwire.Float(x)), phpwire.At(n, phpwire.List(phpwire.String(s), phpwire.Int(n))))
		for _, format := range phpwire.Formats() {
			want, err := phpwire.Encode(format, v)
			if err != nil {
				continue
			}
			back, err := phpwire.Decode(format, want)
			require.NoError(t, err, "%s %q", format, want)
			if format == phpwire.Serialize || format == phpwire.VarExport {
				require.True(t, phpwire.Equal(v, back), "%s %q", format, want)
			}
		}
	})
}
