package phpwire_test

import (
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/phpwire"
)

// TestDecodeEdges decodes what PHP 8.2 decodes, to the value that PHP makes of it, written as var_export.
func TestDecodeEdges(t *testing.T) {
	for _, tt := range []struct {
		format     phpwire.Format
		body, want string
	}{
		{phpwire.Serialize, `d:.5;`, "0.5"}, {phpwire.Serialize, `d:5.;`, "5.0"}, {phpwire.Serialize, `d:+.5;`, "0.5"},
		{phpwire.Serialize, `d:1e5;`, "100000.0"}, {phpwire.Serialize, `d:1E5;`, "100000.0"},
		{phpwire.Serialize, `d:NAN;`, "NAN"}, {phpwire.Serialize, `d:INF;`, "INF"}, {phpwire.Serialize, `d:-0;`, "-0.0"},
		{phpwire.Serialize, `i:+5;`, "5"}, {phpwire.Serialize, `i:-0;`, "0"},
		{phpwire.Serialize, `i:-9223372036854775808;`, "-9223372036854775807-1"},
		{phpwire.Serialize, `b:0;`, "false"}, {phpwire.Serialize, `b:1;`, "true"}, {phpwire.Serialize, `N;`, "NULL"},
		{phpwire.Serialize, `s:00:"";`, "''"}, {phpwire.Serialize, `a:00:{}`, "array (\n)"},
		{phpwire.Serialize, `a:1:{s:2:"05";i:1;}`, "array (\n  '05' => 1,\n)"},
		{phpwire.Serialize, `a:2:{i:1;i:1;s:1:"1";i:2;}`, "array (\n  1 => 2,\n)"},
		{phpwire.Serialize, `a:2:{i:1;i:1;i:0;i:2;}`, "array (\n  1 => 1,\n  0 => 2,\n)"},
		{phpwire.VarExport, `'a'.'b'`, "'ab'"}, {phpwire.VarExport, `'a' . "\0" . 'b'`, `'a' . "\0" . 'b'`},
		{phpwire.VarExport, `-9223372036854775807-1`, "-9223372036854775807-1"}, {phpwire.VarExport, `1.`, "1.0"},
		{phpwire.VarExport, `1e3`, "1000.0"}, {phpwire.VarExport, `tRuE`, "true"}, {phpwire.VarExport, "\n FALSE ", "false"},
		{phpwire.VarExport, `ARRAY()`, "array (\n)"}, {phpwire.VarExport, `array(1=>2,)`, "array (\n  1 => 2,\n)"},
		{phpwire.VarExport, `array('1'=>2,)`, "array (\n  1 => 2,\n)"},
		{phpwire.VarExport, `array (-9223372036854775808 => 1)`, "array (\n  -9223372036854775808 => 1,\n)"},
		{phpwire.JSON, `-0.0`, "-0.0"}, {phpwire.JSON, `-9223372036854775808`, "-9223372036854775807-1"},
		{phpwire.JSON, `9223372036854775808`, "9.223372036854776E+18"}, {phpwire.JSON, `{"":1}`, "array (\n  '' => 1,\n)"},
		{phpwire.JSON, `["\u0000","a\/b"]`, "array (\n  0 => '' . \"\\0\" . '',\n  1 => 'a/b',\n)"},
	} {
		v, err := phpwire.Decode(tt.format, []byte(tt.body))
		require.NoError(t, err, tt.body)
		assert.Equal(t, tt.want, string(must(phpwire.Encode(phpwire.VarExport, v))), "%s %s", tt.format, tt.body)
	}
}

// TestDecodeRefuses refuses what PHP 8.2 does not decode, and what it does not write, with the byte at which it begins.
func TestDecodeRefuses(t *testing.T) {
	const (
		noValue, noNumber = "no value of this format begins here", "not a number of this format"
		noString          = "a string that does not end, or an escape that var_export does not write"
		behind, early     = "text after the value", "the body ends too early"
	)
	for _, tt := range []struct {
		format     phpwire.Format
		body, want string
	}{
		{phpwire.Serialize, `d:;`, "at byte 2: " + noNumber}, {phpwire.Serialize, `d:inf;`, "at byte 2: " + noNumber},
		{phpwire.Serialize, `d:+INF;`, "at byte 2: " + noNumber}, {phpwire.Serialize, `d:-NAN;`, "at byte 2: " + noNumber},
		{phpwire.Serialize, `i:;`, "at byte 2: " + noNumber}, {phpwire.Serialize, `i: 5;`, "at byte 3: " + noNumber},
		{phpwire.Serialize, `i:5`, "at byte 3: " + early}, {phpwire.Serialize, `i:`, "at byte 2: " + early},
		{phpwire.Serialize, `b:2;`, "at byte 0: " + noValue}, {phpwire.Serialize, `b:;`, "at byte 0: " + noValue},
		{phpwire.Serialize, `b:10;`, "at byte 0: " + noValue}, {phpwire.Serialize, `n;`, "at byte 0: " + noValue},
		{phpwire.Serialize, `s:+1:"a";`, "at byte 2: " + noValue}, {phpwire.Serialize, `a:-1:{}`, "at byte 2: " + noValue},
		{phpwire.Serialize, `a:1:{i:0;i:1;};`, "at byte 14: " + behind},
		{phpwire.Serialize, `a:1:{d:1.5;i:1;}`, "at byte 5: a key that is neither an int nor a string"},
		{phpwire.VarExport, `1 .2`, "at byte 2: " + behind}, {phpwire.VarExport, `- 5`, "at byte 0: " + noNumber},
		{phpwire.VarExport, `.5`, "at byte 0: " + noValue}, {phpwire.VarExport, `0x1F`, "at byte 1: " + behind},
		{phpwire.VarExport, `1_000`, "at byte 1: " + behind}, {phpwire.VarExport, `inf`, "at byte 0: " + noValue},
		{phpwire.VarExport, `nan`, "at byte 0: " + noValue}, {phpwire.VarExport, `[1=>2]`, "at byte 0: " + noValue},
		{phpwire.VarExport, `array(1=>2,,)`, "at byte 11: " + noValue},
		{phpwire.VarExport, `array(,)`, "at byte 6: " + noValue},
		{phpwire.VarExport, `"a"`, "at byte 0: " + noString}, {phpwire.VarExport, `"a" . 'b'`, "at byte 0: " + noString},
		{phpwire.VarExport, `'a' . `, "at byte 6: " + noString}, {phpwire.VarExport, `'a' .`, "at byte 5: " + noString},
		{phpwire.VarExport, `array (`, "at byte 7: " + early}, {phpwire.VarExport, `a:b`, "at byte 0: " + noValue},
	} {
		_, err := phpwire.Decode(tt.format, []byte(tt.body))
		assert.EqualError(t, err, "phpwire: "+string(tt.format)+": "+tt.want, tt.body)
	}
}

// TestFloats writes floats as PHP 8.2 does, around the powers at which it turns to exponents.
func TestFloats(t *testing.T) {
	for f, want := range map[float64][3]string{
		1e14:                  {"100000000000000", "100000000000000", "100000000000000.0"},
		1e15:                  {"1000000000000000", "1000000000000000", "1000000000000000.0"},
		1e16:                  {"10000000000000000", "10000000000000000", "10000000000000000.0"},
		1e17:                  {"1.0e+17", "1.0E+17", "1.0E+17"},
		-1e17:                 {"-1.0e+17", "-1.0E+17", "-1.0E+17"},
		123456789012345678:    {"1.2345678901234568e+17", "1.2345678901234568E+17", "1.2345678901234568E+17"},
		0.0001:                {"0.0001", "0.0001", "0.0001"},
		0.00001:               {"1.0e-5", "1.0E-5", "1.0E-5"},
		-0.00001:              {"-1.0e-5", "-1.0E-5", "-1.0E-5"},
		0.00015:               {"0.00015", "0.00015", "0.00015"},
		1.5e-7:                {"1.5e-7", "1.5E-7", "1.5E-7"},
		0.1:                   {"0.1", "0.1", "0.1"},
		math.MaxFloat64:       {"1.7976931348623157e+308", "1.7976931348623157E+308", "1.7976931348623157E+308"},
		5e-324:                {"5.0e-324", "5.0E-324", "5.0E-324"},
		99999999999999.984375: {"99999999999999.98", "99999999999999.98", "99999999999999.98"},
	} {
		for i, format := range []phpwire.Format{phpwire.JSON, phpwire.Serialize, phpwire.VarExport} {
			got := strings.TrimSuffix(strings.TrimPrefix(string(must(phpwire.Encode(format, phpwire.Float(f)))), "d:"), ";")
			assert.Equal(t, want[i], got, "%s %g", format, f)
		}
	}
}

// TestXMLNames writes keys that are no names of elements as ids, and reads all of them back.
func TestXMLNames(t *testing.T) {
	for key, want := range map[string]string{
		"a": "<a>1</a>", "a-b": "<a-b>1</a-b>", "a.b9": "<a.b9>1</a.b9>", "_x": "<_x>1</_x>", "zZ": "<zZ>1</zZ>",
		"price1": "<price1>1</price1>", "": `<item id="">1</item>`, "-a": `<item id="-a">1</item>`,
		".a": `<item id=".a">1</item>`, "9a": `<item id="9a">1</item>`, "a b": `<item id="a b">1</item>`,
		"a/b": `<item id="a/b">1</item>`, "a:b": `<item id="a:b">1</item>`, "a{": `<item id="a{">1</item>`,
		"a@": `<item id="a@">1</item>`, "a[": `<item id="a[">1</item>`, "a`": "<item id=\"a`\">1</item>",
		"item0": `<item id="item0">1</item>`, "key_5": `<item id="key_5">1</item>`, "_7": `<item id="_7">1</item>`,
		"key-5": "<key-5>1</key-5>", "row07": "<row07>1</row07>", "中": `<item id="中">1</item>`, "7": `<item id="7">1</item>`,
		`"<`: `<item id="&#34;&lt;">1</item>`,
	} {
		v := phpwire.Map(phpwire.Pair("p",
			phpwire.Map(phpwire.Pair(key, phpwire.String("1")), phpwire.Pair("other", phpwire.Null()))))
		body := string(must(phpwire.Encode(phpwire.XML, v)))
		assert.Contains(t, body, "<p>"+want+"<other></other></p>", key)
		back, err := phpwire.Decode(phpwire.XML, []byte(body))
		require.NoError(t, err, key)
		inner, _ := back.Get("p")
		got, found := inner.Get(key)
		assert.True(t, found, "%s in %s", key, body)
		assert.Equal(t, "1", got.Str(), key)
	}
}

// TestEqual compares kinds, keys, order and length.
func TestEqual(t *testing.T) {
	one, two := phpwire.Int(1), phpwire.Int(2)
	values := []phpwire.Value{
		phpwire.Null(), phpwire.Bool(false), phpwire.Bool(true), one, phpwire.Float(1),
		phpwire.String("1"), phpwire.String(""),
		phpwire.List(), phpwire.List(one), phpwire.List(one, two), phpwire.List(two, one),
		phpwire.Map(phpwire.Pair("a", one)), phpwire.Map(phpwire.Pair("b", one)),
		phpwire.Map(phpwire.Pair("a", one), phpwire.Pair("b", one)),
		phpwire.Map(phpwire.Pair("b", one), phpwire.Pair("a", one)),
		phpwire.Map(phpwire.Pair("a", two)), phpwire.Map(phpwire.At(1, one)), phpwire.List(phpwire.List()),
	}
	for i, a := range values {
		for j, b := range values {
			assert.Equal(t, i == j, phpwire.Equal(a, b), "%#v %#v", a, b)
		}
	}
}
