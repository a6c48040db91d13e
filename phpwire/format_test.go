package phpwire_test

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/phpwire"
)

// TestEncode shows each format's peculiarities without asking PHP; the tests of judge_test.go do.
func TestEncode(t *testing.T) {
	tests := []struct {
		name  string
		value phpwire.Value
		want  map[phpwire.Format]string
	}{
		{"text", phpwire.String("a/b 淘😀'\\\x00"), map[phpwire.Format]string{
			phpwire.JSON:      `"a\/b \u6dd8\ud83d\ude00'\\\u0000"`,
			phpwire.JSONU:     `"a\/b 淘😀'\\\u0000"`,
			phpwire.Serialize: "s:14:\"a/b 淘😀'\\\x00\";",
			phpwire.VarExport: `'a/b 淘😀\'\\' . "\0" . ''`,
		}},
		{"separators", phpwire.String("\u2028\u2029"),
			map[phpwire.Format]string{phpwire.JSON: `"\u2028\u2029"`, phpwire.JSONU: `"\u2028\u2029"`}},
		{"float", phpwire.Float(0.30000000000000004), same("0.30000000000000004", "d:0.30000000000000004;")},
		{"whole float", phpwire.Float(5), map[phpwire.Format]string{phpwire.JSON: "5", phpwire.Serialize: "d:5;",
			phpwire.VarExport: "5.0"}},
		{"large float", phpwire.Float(1e25),
			map[phpwire.Format]string{phpwire.JSON: "1.0e+25", phpwire.Serialize: "d:1.0E+25;", phpwire.VarExport: "1.0E+25"}},
		{"id", phpwire.Int(639741530227), same("639741530227", "i:639741530227;")},
		{"lowest int", phpwire.Int(math.MinInt64), map[phpwire.Format]string{phpwire.VarExport: "-9223372036854775807-1"}},
		{"null", phpwire.Null(), map[phpwire.Format]string{phpwire.JSON: "null", phpwire.Serialize: "N;",
			phpwire.VarExport: "NULL"}},
		{"bool", phpwire.Bool(true), same("true", "b:1;")},
		{"empty array", phpwire.List(), map[phpwire.Format]string{phpwire.JSON: "[]", phpwire.Serialize: "a:0:{}",
			phpwire.VarExport: "array (\n)"}},
		{"hole", phpwire.Map(phpwire.At(0, phpwire.Int(1)), phpwire.At(2, phpwire.List(phpwire.Int(3)))),
			map[phpwire.Format]string{
				phpwire.JSON:      `{"0":1,"2":[3]}`,
				phpwire.Serialize: "a:2:{i:0;i:1;i:2;a:1:{i:0;i:3;}}",
				phpwire.VarExport: "array (\n  0 => 1,\n  2 => \n  array (\n    0 => 3,\n  ),\n)",
			}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for f, want := range test.want {
				got, err := phpwire.Encode(f, test.value)
				require.NoError(t, err)
				assert.Equal(t, want, string(got), f)
			}
		})
	}
}

func same(plain, serialized string) map[phpwire.Format]string {
	return map[phpwire.Format]string{phpwire.JSON: plain, phpwire.JSONU: plain, phpwire.VarExport: plain,
		phpwire.Serialize: serialized}
}

func TestDecode(t *testing.T) {
	tests := []struct {
		format phpwire.Format
		body   string
		want   phpwire.Value
	}{
		{phpwire.JSON, "12345678901234567890", phpwire.Float(12345678901234567890)},
		{phpwire.JSON, "9223372036854775807", phpwire.Int(math.MaxInt64)},
		{phpwire.JSON, "1.0", phpwire.Float(1)},
		{phpwire.JSON, "1e400", phpwire.Float(math.Inf(1))},
		{phpwire.JSON, "-0", phpwire.Int(0)},
		{phpwire.JSON, ` {"1":"a","1":"b"} `, phpwire.Map(phpwire.At(1, phpwire.String("b")))},
		{phpwire.JSON, `{"0":1,"1":2}`, phpwire.List(phpwire.Int(1), phpwire.Int(2))},
		{phpwire.JSON, `"\ud83d\ude00\/"`, phpwire.String("😀/")},
		{phpwire.Serialize, `a:1:{s:1:"5";N;}`, phpwire.Map(phpwire.At(5, phpwire.Null()))},
		{phpwire.Serialize, "d:0.1;\n", phpwire.Float(0.1)},
		{phpwire.Serialize, "d:-INF;", phpwire.Float(math.Inf(-1))},
		{phpwire.Serialize, `s:3:"淘";`, phpwire.String("淘")},
		{phpwire.Serialize, `s:3:"";"";`, phpwire.String(`";"`)},
		{phpwire.VarExport, `array ( 'a' => array ( ), 5 => 'b' . "\0" )`,
			phpwire.Map(phpwire.Pair("a", phpwire.List()), phpwire.At(5, phpwire.String("b\x00")))},
		{phpwire.VarExport, `'a\nb'`, phpwire.String(`a\nb`)},
		{phpwire.VarExport, `99999999999999999999`, phpwire.Float(1e20)},
		{phpwire.VarExport, `-INF`, phpwire.Float(math.Inf(-1))},
	}
	for _, test := range tests {
		t.Run(test.body, func(t *testing.T) {
			got, err := phpwire.Decode(test.format, []byte(test.body))
			require.NoError(t, err)
			assert.True(t, phpwire.Equal(test.want, got), "%#v", got)
		})
	}
}

func TestUnknownFormat(t *testing.T) {
	_, err := phpwire.Decode("yaml", nil)
	assert.EqualError(t, err, `phpwire: there is no format "yaml"`)
	_, err = phpwire.Encode("", phpwire.Null())
	assert.Error(t, err)
	_, err = phpwire.ToJSON("", []byte("1"))
	assert.Error(t, err)
}

func TestAppendLeavesDestinationAloneOnError(t *testing.T) {
	dst := []byte("kept")
	for _, v := range []phpwire.Value{phpwire.Float(math.NaN()), phpwire.List(phpwire.Int(1), phpwire.String("\xff")),
		nested(phpwire.MaxDepth + 1)} {
		got, err := phpwire.Append(dst, phpwire.JSON, v)
		assert.Error(t, err)
		assert.Equal(t, "kept", string(got))
	}
}

func TestDepth(t *testing.T) {
	for _, f := range phpwire.Formats() {
		t.Run(string(f), func(t *testing.T) {
			body, err := phpwire.Encode(f, nested(phpwire.MaxDepth))
			require.NoError(t, err)
			_, err = phpwire.Decode(f, body)
			require.NoError(t, err)
			_, err = phpwire.Encode(f, nested(phpwire.MaxDepth+1))
			assert.ErrorIs(t, err, phpwire.ErrTooDeep)
		})
	}
}

func TestLosses(t *testing.T) {
	for _, loss := range phpwire.Losses() {
		t.Run(string(loss.Format)+" "+loss.What, func(t *testing.T) {
			body, err := phpwire.Encode(loss.Format, example(loss.From))
			if loss.To == "" {
				require.Error(t, err)
				return
			}
			require.NoError(t, err)
			back, err := phpwire.Decode(loss.Format, body)
			require.NoError(t, err)
			assert.True(t, phpwire.Equal(example(loss.To), back), "%#v", back)
			assert.NotEqual(t, loss.From, loss.To)
		})
	}
}

// TestLossesInTheDocumentation looks for each of them in the table of the package comment, and for no other there.
func TestLossesInTheDocumentation(t *testing.T) {
	var rows []string
	for _, loss := range phpwire.Losses() {
		if loss.Format == phpwire.JSONU {
			continue // as json, which the next assertion is about
		}
		name := map[phpwire.Format]string{phpwire.JSON: "json, jsonu"}[loss.Format]
		rows = append(rows, fmt.Sprintf("//\t%-13s%s -> %s", cmp.Or(name, string(loss.Format)), loss.What, loss.Becomes))
	}
	assert.Equal(t, lossesOf(phpwire.JSON), lossesOf(phpwire.JSONU))
	source, err := os.ReadFile("doc.go")
	require.NoError(t, err)
	var found []string
	for line := range strings.Lines(string(source)) {
		if strings.Contains(line, " -> ") {
			found = append(found, strings.TrimSuffix(line, "\n"))
		}
	}
	assert.Equal(t, rows, found)
}

func lossesOf(f phpwire.Format) (all []string) {
	for _, loss := range phpwire.Losses() {
		if loss.Format == f {
			all = append(all, loss.What+" -> "+loss.Becomes)
		}
	}
	return all
}

// example reads an example of a Loss.
func example(text string) phpwire.Value {
	v, err := phpwire.Decode(phpwire.JSON, []byte(text))
	if err != nil {
		v = must(phpwire.Decode(phpwire.VarExport, []byte(text)))
	}
	return v
}

// TestNothingElseIsLost encodes values that hold nothing of what Losses lists, and wants them back as they were.
func TestNothingElseIsLost(t *testing.T) {
	g := newGenerator(7)
	for range 2000 {
		v := g.value(4)
		for _, f := range phpwire.Formats() {
			want := carried(f, v)
			body, err := phpwire.Encode(f, want)
			require.NoError(t, err)
			back, err := phpwire.Decode(f, body)
			require.NoError(t, err, "%s", body)
			require.True(t, phpwire.Equal(want, back), "%s\n%s", f, body)
		}
	}
}

// carried returns the value without what Losses states about a format.
func carried(f phpwire.Format, v phpwire.Value) phpwire.Value {
	switch f {
	case phpwire.JSON, phpwire.JSONU:
		return asJSONCarries(v)
	case phpwire.XML:
		return asXMLCarries(v)
	}
	return v
}

func TestSyntaxError(t *testing.T) {
	_, err := phpwire.Decode(phpwire.Serialize, []byte(`a:1:{i:0;O:8:"stdClass":0:{}}`))
	var syntax *phpwire.SyntaxError
	require.True(t, errors.As(err, &syntax))
	assert.Equal(t, 9, syntax.Offset)
	assert.EqualError(t, err, "phpwire: serialize: at byte 9: an object, which is never built")
}
