package phpwire_test

import (
	"context"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/phpwire"
)

const xmlHead = `<?xml version="1.0" encoding="utf-8"?>` + "\n"

// TestMatrix writes values in every format. Where a format is left out it refuses the value. What XML and JSON read
// back is in Losses.
func TestMatrix(t *testing.T) {
	one, text := phpwire.Int(1), phpwire.String
	row := func(json, jsonu, xml, serialize, export string) map[phpwire.Format]string {
		return map[phpwire.Format]string{phpwire.JSON: json, phpwire.JSONU: jsonu,
			phpwire.XML: xmlHead + "<root>" + xml + "</root>", phpwire.Serialize: serialize, phpwire.VarExport: export}
	}
	unfit := func(xml, serialize, export string) map[phpwire.Format]string {
		all := row("", "", xml, serialize, export)
		delete(all, phpwire.JSON)
		delete(all, phpwire.JSONU)
		return all
	}
	tests := map[string]struct {
		value phpwire.Value
		want  map[phpwire.Format]string
	}{
		"null":  {phpwire.Null(), row(`null`, `null`, ``, `N;`, `NULL`)},
		"true":  {phpwire.Bool(true), row(`true`, `true`, `1`, `b:1;`, `true`)},
		"false": {phpwire.Bool(false), row(`false`, `false`, ``, `b:0;`, `false`)},
		"zero":  {phpwire.Int(0), row(`0`, `0`, `0`, `i:0;`, `0`)},
		"minus": {phpwire.Int(-7), row(`-7`, `-7`, `-7`, `i:-7;`, `-7`)},
		"highest": {phpwire.Int(math.MaxInt64), row(`9223372036854775807`, `9223372036854775807`, `9223372036854775807`,
			`i:9223372036854775807;`, `9223372036854775807`)},
		"lowest": {phpwire.Int(math.MinInt64), row(`-9223372036854775808`, `-9223372036854775808`, `-9223372036854775808`,
			`i:-9223372036854775808;`, `-9223372036854775807-1`)},
		"price":      {phpwire.Float(12.5), row(`12.5`, `12.5`, `12.5`, `d:12.5;`, `12.5`)},
		"whole":      {phpwire.Float(12), row(`12`, `12`, `12`, `d:12;`, `12.0`)},
		"minus zero": {phpwire.Float(math.Copysign(0, -1)), row(`-0`, `-0`, `-0`, `d:-0;`, `-0.0`)},
		"tiny":       {phpwire.Float(2e-9), row(`2.0e-9`, `2.0e-9`, `2.0E-9`, `d:2.0E-9;`, `2.0E-9`)},
		"huge":       {phpwire.Float(-2.5e30), row(`-2.5e+30`, `-2.5e+30`, `-2.5E+30`, `d:-2.5E+30;`, `-2.5E+30`)},
		"infinite":   {phpwire.Float(math.Inf(1)), unfit(`INF`, `d:INF;`, `INF`)},
		"minus inf":  {phpwire.Float(math.Inf(-1)), unfit(`-INF`, `d:-INF;`, `-INF`)},
		"no number":  {phpwire.Float(math.NaN()), unfit(`NAN`, `d:NAN;`, `NAN`)},
		"empty text": {text(""), row(`""`, `""`, ``, `s:0:"";`, `''`)},
		"quotes":     {text(`'"\`), row(`"'\"\\"`, `"'\"\\"`, `&#39;&#34;\`, `s:3:"'"\";`, `'\'"\\'`)},
		"tag":        {text(`<b>&`), row(`"<b>&"`, `"<b>&"`, `&lt;b&gt;&amp;`, `s:4:"<b>&";`, `'<b>&'`)},
		"slash":      {text(`a/b`), row(`"a\/b"`, `"a\/b"`, `a/b`, `s:3:"a/b";`, `'a/b'`)},
		"lines": {text("a\r\n\tb"), row(`"a\r\n\tb"`, `"a\r\n\tb"`, `a&#xD;&#xA;&#x9;b`, "s:5:\"a\r\n\tb\";",
			"'a\r\n\tb'")},
		"control": {text("\b\f\x01\x1f\x7f"), row(`"\b\f\u0001\u001f`+"\x7f\"", `"\b\f\u0001\u001f`+"\x7f\"",
			"\ufffd\ufffd\ufffd\ufffd\x7f", "s:5:\"\b\f\x01\x1f\x7f\";", "'\b\f\x01\x1f\x7f'")},
		"NUL":   {text("a\x00b"), row(`"a\u0000b"`, `"a\u0000b"`, "a\ufffdb", "s:3:\"a\x00b\";", `'a' . "\0" . 'b'`)},
		"Han":   {text("淘宝"), row(`"\u6dd8\u5b9d"`, `"淘宝"`, `淘宝`, `s:6:"淘宝";`, `'淘宝'`)},
		"emoji": {text("😀"), row(`"\ud83d\ude00"`, `"😀"`, `😀`, `s:4:"😀";`, `'😀'`)},
		"last of the plane": {text("\U0010ffff"), row(`"\udbff\udfff"`, "\"\U0010ffff\"", "\U0010ffff",
			"s:4:\"\U0010ffff\";", "'\U0010ffff'")},
		"separators": {text("\u2028\u2029\u202a"), row(`"\u2028\u2029\u202a"`, `"\u2028\u2029`+"\u202a\"",
			"\u2028\u2029\u202a", "s:9:\"\u2028\u2029\u202a\";", "'\u2028\u2029\u202a'")},
		"not UTF-8":  {text("a\xff"), unfit("a\ufffd", "s:2:\"a\xff\";", "'a\xff'")},
		"no element": {phpwire.List(), row(`[]`, `[]`, ``, `a:0:{}`, "array (\n)")},
		"list": {phpwire.List(one, text("x")), row(`[1,"x"]`, `[1,"x"]`, `<item id="0">1</item><item id="1">x</item>`,
			`a:2:{i:0;i:1;i:1;s:1:"x";}`, "array (\n  0 => 1,\n  1 => 'x',\n)")},
		"map": {phpwire.Map(phpwire.Pair("a", one), phpwire.Pair("b", phpwire.Null())), row(`{"a":1,"b":null}`,
			`{"a":1,"b":null}`, `<a>1</a><b></b>`, `a:2:{s:1:"a";i:1;s:1:"b";N;}`, "array (\n  'a' => 1,\n  'b' => NULL,\n)")},
		"numbered from one": {phpwire.Map(phpwire.At(1, one)), row(`{"1":1}`, `{"1":1}`, `<item id="1">1</item>`,
			`a:1:{i:1;i:1;}`, "array (\n  1 => 1,\n)")},
		"minus as a key": {phpwire.Map(phpwire.At(-5, one)), row(`{"-5":1}`, `{"-5":1}`, `<item id="-5">1</item>`,
			`a:1:{i:-5;i:1;}`, "array (\n  -5 => 1,\n)")},
		"both kinds of keys": {phpwire.Map(phpwire.At(0, one), phpwire.Pair("a", one)), row(`{"0":1,"a":1}`, `{"0":1,"a":1}`,
			`<item id="0">1</item><a>1</a>`, `a:2:{i:0;i:1;s:1:"a";i:1;}`, "array (\n  0 => 1,\n  'a' => 1,\n)")},
		"key of a quote": {phpwire.Map(phpwire.Pair(`'/"`, one)), row(`{"'\/\"":1}`, `{"'\/\"":1}`,
			`<item id="&#39;/&#34;">1</item>`, `a:1:{s:3:"'/"";i:1;}`, "array (\n  '\\'/\"' => 1,\n)")},
		"Han as a key": {phpwire.Map(phpwire.Pair("淘", one)), row(`{"\u6dd8":1}`, `{"淘":1}`, `<item id="淘">1</item>`,
			`a:1:{s:3:"淘";i:1;}`, "array (\n  '淘' => 1,\n)")},
		"key not UTF-8": {phpwire.Map(phpwire.Pair("\xff", one)), unfit("<item id=\"\ufffd\">1</item>",
			"a:1:{s:1:\"\xff\";i:1;}", "array (\n  '\xff' => 1,\n)")},
		"nested": {phpwire.List(phpwire.List(), phpwire.Map(phpwire.Pair("a", phpwire.List(one)))), row(`[[],{"a":[1]}]`,
			`[[],{"a":[1]}]`, `<item id="0"></item><item id="1"><a><item id="0">1</item></a></item>`,
			`a:2:{i:0;a:0:{}i:1;a:1:{s:1:"a";a:1:{i:0;i:1;}}}`,
			"array (\n  0 => \n  array (\n  ),\n  1 => \n  array (\n    'a' => \n    array (\n      0 => 1,\n    ),\n  ),\n)")},
		"item of a search": {phpwire.Map(phpwire.Pair("items", phpwire.Map(phpwire.Pair("item", phpwire.List(one))))),
			row(`{"items":{"item":[1]}}`, `{"items":{"item":[1]}}`, `<items><item><item id="0">1</item></item></items>`,
				`a:1:{s:5:"items";a:1:{s:4:"item";a:1:{i:0;i:1;}}}`,
				"array (\n  'items' => \n  array (\n    'item' => \n    array (\n      0 => 1,\n    ),\n  ),\n)")},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			for _, format := range phpwire.Formats() {
				got, err := phpwire.Append([]byte("head"), format, test.value)
				want, fits := test.want[format]
				assert.Equal(t, fits, err == nil, "%s: %v", format, err)
				assert.Equal(t, "head"+want, string(got), format)
			}
		})
	}
}

// TestBothWays reads what it wrote in the formats that carry every value, and the same JSON out of both.
func TestBothWays(t *testing.T) {
	for _, export := range []string{
		`NULL`, `true`, `false`, `0`, `-9223372036854775807-1`, `1.5`, `-0.0`, `1.0E+25`, `''`, `'a\'\\b'`, `'淘😀'`, `array()`,
		`array(0=>1,1=>2)`, `array(1=>1,0=>2)`, `array('a'=>array('b'=>array(0=>NULL)),'c'=>1.0)`, `array(0=>1,'k'=>2,1=>3)`,
		`array(0=>array(),1=>array(0=>array()),3=>array(7=>'x'))`,
		`array(0=>0,1=>1,2=>2,3=>3,4=>4,5=>5,6=>6,7=>7,8=>8,9=>9,10=>10,11=>11,'x'=>12)`,
	} {
		v, err := phpwire.Decode(phpwire.VarExport, []byte(export))
		require.NoError(t, err, export)
		var texts []string
		for _, format := range []phpwire.Format{phpwire.VarExport, phpwire.Serialize} {
			body := must(phpwire.Encode(format, v))
			back, err := phpwire.Decode(format, body)
			require.NoError(t, err, "%s", body)
			assert.True(t, phpwire.Equal(v, back), "%s: %s", format, body)
			text, err := phpwire.AppendJSON([]byte("> "), format, body)
			require.NoError(t, err)
			texts = append(texts, string(text))
		}
		assert.Equal(t, texts[0], texts[1])
		again, err := phpwire.Decode(phpwire.JSON, []byte(texts[0][2:]))
		require.NoError(t, err, texts[0])
		assert.True(t, phpwire.Equal(asJSONCarries(v), asJSONCarries(again)), "%s: %s", export, texts[0])
	}
}

// TestCutOff refuses every beginning of a body, and says that it ends too early where that can be known.
func TestCutOff(t *testing.T) {
	bodies := map[phpwire.Format]string{
		phpwire.JSON:      `{"a":[1,true,null,"x\u0041"],"b":{"c":-1.5e3}}`,
		phpwire.Serialize: `a:2:{s:1:"a";a:3:{i:0;i:1;i:1;b:1;i:2;N;}s:1:"b";d:-1.5;}`,
		phpwire.VarExport: `array ( 'a' => array ( 0 => 1, 1 => true, 2 => NULL, ), 'b' => -1.5, )`,
		phpwire.XML:       `<root><a><item id="0">1</item><b>x &amp; y</b></a><c/></root>`,
	}
	for format, body := range bodies {
		_, err := phpwire.Decode(format, []byte(body))
		require.NoError(t, err, format)
		for end := range len(body) {
			v, err := phpwire.Decode(format, []byte(body[:end]))
			if !assert.Error(t, err, "%s: %s", format, body[:end]) {
				continue
			}
			assert.True(t, v.IsNull(), "%s: an error comes with no value", format)
			var syntax *phpwire.SyntaxError
			require.True(t, errors.As(err, &syntax), "%v", err)
			assert.Equal(t, format, syntax.Format)
			assert.LessOrEqual(t, syntax.Offset, end)
			if dst, err := phpwire.AppendJSON([]byte("kept"), format, []byte(body[:end])); format != phpwire.JSON {
				assert.Error(t, err)
				assert.Equal(t, "kept", string(dst), "%s: %s", format, body[:end])
			}
		}
	}
}

// TestEndsTooEarly names the reason where a body was cut off, and the byte where it ends.
func TestEndsTooEarly(t *testing.T) {
	for _, tt := range []struct {
		format phpwire.Format
		body   string
	}{
		{phpwire.JSON, ``}, {phpwire.JSON, `[`}, {phpwire.JSON, `[1`}, {phpwire.JSON, `[1,`}, {phpwire.JSON, `{"a"`},
		{phpwire.JSON, `{"a":`}, {phpwire.JSON, `"a`}, {phpwire.JSON, `tru`},
		{phpwire.Serialize, ``}, {phpwire.Serialize, `i:`}, {phpwire.Serialize, `i:5`},
		{phpwire.Serialize, `s:`}, {phpwire.Serialize, `a:0:{`},
		{phpwire.VarExport, ``}, {phpwire.VarExport, `array`}, {phpwire.VarExport, `array (`},
		{phpwire.VarExport, `array ( 1 => 2`}, {phpwire.VarExport, `array ( 1 =>`}, {phpwire.VarExport, `array ( 1`},
		{phpwire.XML, ``}, {phpwire.XML, `<root>`}, {phpwire.XML, `<root><a>`}, {phpwire.XML, `<ro`}, {phpwire.XML, `<a>x`},
	} {
		_, err := phpwire.Decode(tt.format, []byte(tt.body))
		assert.ErrorContains(t, err, "the body ends too early", "%s: %s", tt.format, tt.body)
	}
}

// TestValueLimit accepts as many values as the decoder names, in every format, and no more.
func TestValueLimit(t *testing.T) {
	bodies := map[phpwire.Format]string{ // of 4 values, the array included
		phpwire.JSON: `[1,[],"x"]`, phpwire.JSONU: `{"a":1,"b":{},"c":"x"}`,
		phpwire.Serialize: `a:3:{i:0;i:1;i:1;a:0:{}i:2;s:1:"x";}`, phpwire.VarExport: `array(0=>1,1=>array(),2=>'x')`,
		phpwire.XML: `<root><a>1</a><b/><c>x</c></root>`,
	}
	for format, body := range bodies {
		for limit, accepted := range map[int]bool{1: false, 3: false, 4: true, 5: true, 0: true, -1: true} {
			_, err := phpwire.Decoder{MaxValues: limit}.Decode(t.Context(), format, []byte(body))
			assert.Equal(t, accepted, err == nil, "%s with %d: %v", format, limit, err)
			if !accepted {
				assert.ErrorIs(t, err, phpwire.ErrTooManyValues)
			}
			_, err = phpwire.Decoder{MaxValues: limit}.ToJSON(t.Context(), format, []byte(body))
			unread := format == phpwire.JSON || format == phpwire.JSONU
			assert.Equal(t, accepted || unread, err == nil, "ToJSON %s with %d: %v", format, limit, err)
		}
	}
}

// TestContextEnds stops reading a long body, in every format.
func TestContextEnds(t *testing.T) {
	reason := errors.New("the user went away")
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(reason)
	const n = 5000
	for format, body := range map[phpwire.Format]string{
		phpwire.JSON:      "[" + strings.Repeat("1,", n) + "1]",
		phpwire.Serialize: "a:5000:{" + strings.Repeat("i:7;N;", n) + "}",
		phpwire.VarExport: "array(" + strings.Repeat("7=>1,", n) + ")",
		phpwire.XML:       "<root>" + strings.Repeat("<a/>", n) + "</root>",
	} {
		_, err := phpwire.Decoder{}.Decode(ctx, format, []byte(body))
		assert.ErrorIs(t, err, reason, format)
		_, err = phpwire.Decode(format, []byte(body))
		assert.NoError(t, err, format)
	}
}

// TestWhiteSpace allows space around a value, and inside var_export wherever PHP does.
func TestWhiteSpace(t *testing.T) {
	const space = " \r\n\t"
	for format, body := range map[phpwire.Format]string{
		phpwire.JSON: `[1]`, phpwire.JSONU: `[1]`, phpwire.Serialize: `a:1:{i:0;i:1;}`, phpwire.VarExport: `array(0=>1)`,
		phpwire.XML: `<root><item id="0">1</item></root>`,
	} {
		v, err := phpwire.Decode(format, []byte(space+body+space))
		require.NoError(t, err, format)
		assert.True(t, v.IsList(), format)
		assert.Equal(t, 1, v.Len(), format)
		_, err = phpwire.Decode(format, []byte(body+space+body))
		assert.ErrorIs(t, err, phpwire.ErrTrailing, format)
	}
	spaced := strings.ReplaceAll("array_(_0_=>_'a'_._'b'_,_1_=>_array_(_)_,_)", "_", space)
	v, err := phpwire.Decode(phpwire.VarExport, []byte(spaced))
	require.NoError(t, err)
	assert.True(t, phpwire.Equal(phpwire.List(phpwire.String("ab"), phpwire.List()), v))
}

// TestKinds names the kinds as PHP does.
func TestKinds(t *testing.T) {
	for want, v := range map[string]phpwire.Value{
		"null": phpwire.Null(), "bool": phpwire.Bool(false), "int": phpwire.Int(0), "float": phpwire.Float(0),
		"string": phpwire.String(""), "array": phpwire.List(),
	} {
		assert.Equal(t, want, v.Kind().String())
		assert.Equal(t, want == "null", v.IsNull(), want)
		assert.Equal(t, want == "array", v.IsList(), want)
	}
}
