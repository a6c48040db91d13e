package phpwire_test

import (
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/phpwire"
)

const recording = "../evidence/recordings/item_get/01-639741530227-lang-ko-2021.json"

// recorded returns the recorded response of item_get in a format, as the gateway would send it.
func recorded(tb testing.TB, f phpwire.Format) []byte {
	tb.Helper()
	body, err := os.ReadFile(recording)
	require.NoError(tb, err)
	return must(phpwire.Encode(f, must(phpwire.Decode(phpwire.JSON, body))))
}

func TestToJSON(t *testing.T) {
	tests := []struct {
		format     phpwire.Format
		body, want string
	}{
		{phpwire.JSON, `{"a": "\u6dd8\/"}`, `{"a": "\u6dd8\/"}`},
		{phpwire.JSONU, `not looked at`, `not looked at`},
		{phpwire.Serialize, `a:2:{s:1:"a";s:4:"x/"` + "\n" + `";s:1:"b";a:0:{}}`, `{"a":"x/\"\n","b":[]}`},
		{phpwire.Serialize, "s:4:\"\xcc\xd4\xb1\xa6\";", `"淘宝"`},
		{phpwire.Serialize, "s:1:\"\xff\";", "\"\ufffd\""},
		{phpwire.Serialize, `a:2:{i:0;s:1:"a";i:1;s:1:"b";}`, `["a","b"]`},
		{phpwire.Serialize, `a:3:{i:0;s:1:"a";i:1;a:1:{i:0;i:7;}i:5;N;}`, `{"0":"a","1":[7],"5":null}`},
		{phpwire.Serialize, `a:2:{i:0;s:1:"a";s:1:"k";b:1;}`, `{"0":"a","k":true}`},
		{phpwire.Serialize, `a:1:{i:1;d:1.0E+25;}`, `{"1":1.0e+25}`},
		{phpwire.VarExport, "array (\n  0 => 'a',\n  1 => \n  array (\n    1 => 'b',\n  ),\n)", `["a",{"1":"b"}]`},
		{phpwire.XML, `<root><a>5</a><b><item id="0">x</item></b></root>`, `{"a":"5","b":["x"]}`},
		{phpwire.XML, `<root><a/><item id=""></item></root>`, `{"a":null,"":null}`},
		{phpwire.XML, `<root/>`, `null`},
	}
	for _, test := range tests {
		t.Run(test.body, func(t *testing.T) {
			got, err := phpwire.ToJSON(test.format, []byte(test.body))
			require.NoError(t, err)
			assert.Equal(t, test.want, string(got))
			got, err = phpwire.AppendJSON([]byte("before "), test.format, []byte(test.body))
			require.NoError(t, err)
			assert.Equal(t, "before "+test.want, string(got))
		})
	}
}

func TestToJSONRefuses(t *testing.T) {
	tests := []struct {
		format phpwire.Format
		body   string
		want   error
	}{
		{phpwire.Serialize, `a:1:{i:0;d:NAN;}`, phpwire.ErrNotFinite},
		{phpwire.Serialize, `a:1:{i:0;O:1:"A":0:{}}`, phpwire.ErrObject},
		{phpwire.VarExport, `(object) array()`, phpwire.ErrObject},
	}
	for _, test := range tests {
		got, err := phpwire.AppendJSON([]byte("kept"), test.format, []byte(test.body))
		assert.ErrorIs(t, err, test.want)
		assert.Equal(t, "kept", string(got))
	}
}

// TestToJSONMeansTheSame compares with the way through values.
func TestToJSONMeansTheSame(t *testing.T) {
	g := newGenerator(9)
	for range 2000 {
		v := g.value(5)
		for _, f := range phpwire.Formats() {
			want := asToJSONCarries(f, carried(f, v))
			direct, err := phpwire.ToJSON(f, must(phpwire.Encode(f, v)))
			require.NoError(t, err)
			got, err := phpwire.Decode(phpwire.JSON, direct)
			require.NoError(t, err, "%s", direct)
			require.True(t, phpwire.Equal(want, got), "%s: %s", f, direct)
		}
	}
}

// asToJSONCarries returns the value as ToJSON hands it on.
func asToJSONCarries(f phpwire.Format, v phpwire.Value) phpwire.Value {
	v = asJSONCarries(v)
	if f == phpwire.XML {
		return nullForEmpty(v)
	}
	return v
}

func nullForEmpty(v phpwire.Value) phpwire.Value {
	if v.Len() == 0 {
		if v.Kind() == phpwire.KindString && v.Str() == "" {
			return phpwire.Null()
		}
		return v
	}
	var entries []phpwire.Entry
	for k, element := range v.All() {
		entries = append(entries, phpwire.Entry{Key: k, Value: nullForEmpty(element)})
	}
	return phpwire.Map(entries...)
}

// TestLongListTurnsIntoObject has keys of one to four digits.
func TestLongListTurnsIntoObject(t *testing.T) {
	var entries []phpwire.Entry
	for i := range int64(1234) {
		entries = append(entries, phpwire.At(i, phpwire.Int(i*i)))
	}
	v := phpwire.Map(append(entries, phpwire.Pair("last", phpwire.List()))...)
	want := must(phpwire.Encode(phpwire.JSON, v))
	got, err := phpwire.ToJSON(phpwire.Serialize, must(phpwire.Encode(phpwire.Serialize, v)))
	require.NoError(t, err)
	assert.Equal(t, string(want), string(got))
}
