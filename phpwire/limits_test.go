package phpwire_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/phpwire"
)

// TestDeepMaps counts maps like lists, behind other elements too.
func TestDeepMaps(t *testing.T) {
	deep := func(n int, wrap func(phpwire.Value) phpwire.Value) phpwire.Value {
		v := phpwire.Int(1)
		for range n {
			v = wrap(v)
		}
		return v
	}
	for name, wrap := range map[string]func(phpwire.Value) phpwire.Value{
		"map": func(v phpwire.Value) phpwire.Value {
			return phpwire.Map(phpwire.Pair("a", phpwire.Null()), phpwire.Pair("b", v))
		},
		"list": func(v phpwire.Value) phpwire.Value { return phpwire.List(phpwire.Null(), v) },
	} {
		for _, format := range phpwire.Formats() {
			_, err := phpwire.Encode(format, deep(phpwire.MaxDepth, wrap))
			assert.NoError(t, err, "%s of %s", format, name)
			got, err := phpwire.Append([]byte("kept"), format, deep(phpwire.MaxDepth+1, wrap))
			assert.Equal(t, phpwire.ErrTooDeep, err, "%s of %s", format, name)
			assert.Equal(t, "kept", string(got))
		}
	}
}

// TestUnknownFormatKeeps returns what was to be appended to.
func TestUnknownFormatKeeps(t *testing.T) {
	kept := []byte("kept")
	got, err := phpwire.Append(kept, "yaml", phpwire.Null())
	assert.EqualError(t, err, `phpwire: there is no format "yaml"`)
	assert.Equal(t, "kept", string(got))
	got, err = phpwire.AppendJSON(kept, "yaml", []byte("1"))
	assert.EqualError(t, err, `phpwire: there is no format "yaml"`)
	assert.Equal(t, "kept", string(got))
}

// TestJSONPasses unread and without a copy, whatever its bytes are.
func TestJSONPasses(t *testing.T) {
	for _, format := range []phpwire.Format{phpwire.JSON, phpwire.JSONU} {
		body := []byte("{broken \xff")
		got, err := phpwire.ToJSON(format, body)
		require.NoError(t, err)
		assert.Same(t, &body[0], &got[0], format)
		assert.Len(t, got, len(body))
		got, err = phpwire.AppendJSON([]byte("a"), format, body)
		require.NoError(t, err)
		assert.Equal(t, "a{broken \xff", string(got))
	}
}

// TestRunes escapes at the edges of what UTF-16 writes in one unit, and nothing for machines but what must be.
func TestRunes(t *testing.T) {
	for _, tt := range []struct{ text, json, jsonu, terse string }{
		{"\x1f", `\u001f`, `\u001f`, `\u001f`}, {"\x7f", "\x7f", "\x7f", "\x7f"}, {"\u0080", `\u0080`, "\u0080", "\u0080"},
		{"\uffff", `\uffff`, "\uffff", "\uffff"}, {"\U00010000", `\ud800\udc00`, "\U00010000", "\U00010000"},
		{"\ufffd", `\ufffd`, "\ufffd", "\ufffd"}, {"\u2027", `\u2027`, "\u2027", "\u2027"},
		{"\u2028", `\u2028`, `\u2028`, "\u2028"}, {"\u2029", `\u2029`, `\u2029`, "\u2029"}, {"/", `\/`, `\/`, `/`},
		{"\b\f\n\r\t", `\b\f\n\r\t`, `\b\f\n\r\t`, `\b\f\n\r\t`}, {`"\`, `\"\\`, `\"\\`, `\"\\`}, {"\x00", `\u0000`, `\u0000`, `\u0000`},
	} {
		v := phpwire.String("a" + tt.text + "b")
		assert.Equal(t, `"a`+tt.json+`b"`, string(must(phpwire.Encode(phpwire.JSON, v))), "%q", tt.text)
		assert.Equal(t, `"a`+tt.jsonu+`b"`, string(must(phpwire.Encode(phpwire.JSONU, v))), "%q", tt.text)
		serialized := must(phpwire.Encode(phpwire.Serialize, v))
		assert.Equal(t, `"a`+tt.terse+`b"`, string(must(phpwire.ToJSON(phpwire.Serialize, serialized))), "%q", tt.text)
	}
}

// TestOneNaN takes all NANs for one.
func TestOneNaN(t *testing.T) {
	other := math.Float64frombits(math.Float64bits(math.NaN()) + 1)
	assert.Equal(t, phpwire.Float(math.NaN()), phpwire.Float(other))
	assert.True(t, phpwire.Equal(phpwire.Float(-other), phpwire.Float(other)))
}

// TestRepeatedKeys keeps the place of the first and the value of the last, few keys or many.
func TestRepeatedKeys(t *testing.T) {
	one, two, three := phpwire.Int(1), phpwire.Int(2), phpwire.Int(3)
	assert.Equal(t, `{"a":1,"b":3,"c":2}`, string(must(phpwire.Encode(phpwire.JSON, phpwire.Map(phpwire.Pair("a", one),
		phpwire.Pair("b", two), phpwire.Pair("c", one), phpwire.Pair("b", three), phpwire.Pair("c", two))))))
	for _, n := range []int64{15, 16, 17, 1023, 1024, 1025} {
		var entries []phpwire.Entry
		for i := range n {
			entries = append(entries, phpwire.At(2*i+2, phpwire.Int(i)))
		}
		v := phpwire.Map(append(entries, phpwire.At(2*n, three))...)
		require.Equal(t, int(n), v.Len())
		last, _ := v.At(2 * n)
		assert.Equal(t, three, last)
		first, _ := v.At(2)
		assert.Equal(t, phpwire.Int(0), first)
	}
}

// TestOneArrayAfterAnother does not mix up their keys.
func TestOneArrayAfterAnother(t *testing.T) {
	row := "{"
	for i := range 20 {
		row += `"k` + string(rune('a'+i)) + `":` + string(rune('0'+i%10)) + `,`
	}
	row += `"ka":7}`
	v, err := phpwire.Decode(phpwire.JSON, []byte("["+row+","+row+"]"))
	require.NoError(t, err)
	a, _ := v.At(0)
	b, _ := v.At(1)
	assert.Equal(t, 20, b.Len())
	assert.True(t, phpwire.Equal(a, b))
	first, _ := b.Get("ka")
	assert.Equal(t, phpwire.Int(7), first)
}

// TestFind returns elements of lists by number only, and of maps by both kinds of keys.
func TestFind(t *testing.T) {
	one, two, none := phpwire.Int(1), phpwire.Int(2), phpwire.Null()
	list, table := phpwire.List(one, two), phpwire.Map(phpwire.Pair("x", one), phpwire.At(0, two))
	for _, tt := range []struct {
		value phpwire.Value
		key   string
		want  phpwire.Value
		found bool
	}{
		{list, "0", one, true}, {list, "1", two, true}, {list, "2", none, false}, {list, "x", none, false},
		{list, "", none, false}, {list, "00", none, false}, {list, "-1", none, false},
		{table, "x", one, true}, {table, "0", two, true}, {table, "1", none, false}, {table, "y", none, false},
		{phpwire.List(), "0", none, false}, {one, "0", none, false},
	} {
		got, found := tt.value.Get(tt.key)
		assert.Equal(t, tt.want, got, tt.key)
		assert.Equal(t, tt.found, found, tt.key)
		if n, isInt := phpwire.StringKey(tt.key).Int(); isInt {
			got, found = tt.value.At(n)
			assert.Equal(t, tt.want, got, tt.key)
			assert.Equal(t, tt.found, found, tt.key)
		}
	}
}

// TestExportedKeys reads keys with NULs in them, and joined ones.
func TestExportedKeys(t *testing.T) {
	for body, want := range map[string]string{
		`array ('' . "\0" . '' => 1)`: "\x00", `array ("\0" => 1)`: "\x00", `array ("\0" . 'a' => 1)`: "\x00a",
		`array ('a' . 'b' => 1)`: "ab", `array ('1' . '2' => 1)`: "12", `array ('a\'b\\' => 1)`: `a'b\`,
		`array ( '\\\'' . "\0" => 1, )`: "\\'\x00", `array (-5 => 1)`: "-5", `array (+5 => 1)`: "5", `array ('\n' => 1)`: `\n`,
	} {
		v, err := phpwire.Decode(phpwire.VarExport, []byte(body))
		require.NoError(t, err, body)
		assert.Equal(t, phpwire.Map(phpwire.Pair(want, phpwire.Int(1))), v, body)
	}
}

// TestExportedNumbers reads a literal as PHP does: an int of 64 bits, else a float.
func TestExportedNumbers(t *testing.T) {
	for body, want := range map[string]phpwire.Value{
		"0": phpwire.Int(0), "9": phpwire.Int(9), "-9": phpwire.Int(-9), "007": phpwire.Int(7), "1.": phpwire.Float(1),
		"9223372036854775807": phpwire.Int(math.MaxInt64), "9223372036854775808": phpwire.Float(1 << 63),
		"-9223372036854775807": phpwire.Int(-math.MaxInt64), "-9223372036854775807-1": phpwire.Int(math.MinInt64),
		"-9223372036854775809": phpwire.Float(-1 << 63), "1E+25": phpwire.Float(1e25), "1e-7": phpwire.Float(1e-7),
		"1e400": phpwire.Float(math.Inf(1)), "-1e400": phpwire.Float(math.Inf(-1)), "INF": phpwire.Float(math.Inf(1)),
		"-INF": phpwire.Float(math.Inf(-1)), "NAN": phpwire.Float(math.NaN()), "-0.0": phpwire.Float(math.Copysign(0, -1)),
	} {
		v, err := phpwire.Decode(phpwire.VarExport, []byte(body))
		require.NoError(t, err, body)
		assert.Equal(t, want, v, body)
	}
}
