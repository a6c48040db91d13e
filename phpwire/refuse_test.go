package phpwire_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/phpwire"
)

// The faults that errors name, in the words that users read.
const (
	noValue     = "no value of this format begins here"
	noNumber    = "not a number of this format"
	noString    = "a string that does not end, or an escape that var_export does not write"
	early       = "the body ends too early"
	behind      = "text after the value"
	tooShort    = "a length or count that the body is too short for"
	noKey       = "a key that is neither an int nor a string"
	anObject    = "an object, which is never built"
	aReference  = "a reference, which is never followed"
	tooDeep     = "more than 512 arrays in one another"
	beyond64    = "an int beyond 64 bits"
	brokenValue = "array (0 => "
)

// fault is a body that is refused, and where and why.
type fault struct {
	body   string
	offset int
	reason string
}

// check decodes the bodies by way of values and directly, and wants the same error of both.
func check(t *testing.T, format phpwire.Format, faults []fault) {
	t.Helper()
	for _, f := range faults {
		name := f.body[:min(len(f.body), 60)]
		v, err := phpwire.Decode(format, []byte(f.body))
		var syntax *phpwire.SyntaxError
		if !assert.True(t, errors.As(err, &syntax), "%s: %v", name, err) {
			continue
		}
		assert.Equal(t, f.offset, syntax.Offset, name)
		assert.EqualError(t, syntax.Err, f.reason, name)
		assert.Equal(t, format, syntax.Format)
		assert.Equal(t, phpwire.Value{}, v, name)
		if format != phpwire.JSON {
			_, direct := phpwire.ToJSON(format, []byte(f.body))
			assert.Equal(t, err, direct, name)
		}
	}
}

// TestSerializeRefuses names the byte and the fault of what PHP would not have written.
func TestSerializeRefuses(t *testing.T) {
	check(t, phpwire.Serialize, []fault{
		{"N", 0, noValue}, {"Nx", 0, noValue}, {"N; N;", 3, behind}, {"\n x", 2, noValue}, {"\x00", 0, noValue},
		{"ix", 0, noValue}, {"dx", 0, noValue}, {"sx", 0, noValue}, {"ax", 0, noValue}, {"bx", 0, noValue},
		{"i:5", 3, early}, {"d:5", 3, early}, {"s:", 2, early}, {"s:x", 2, noValue}, {"s:1", 3, early}, {"s:0", 3, early},
		{"i:9223372036854775808;", 2, beyond64}, {"i:-9223372036854775809;", 2, beyond64}, {"i:1.5;", 2, noNumber},
		{"i:0x1;", 2, noNumber}, {"i:1_0;", 2, noNumber}, {"d:1_0;", 2, noNumber}, {"d:1e;", 2, noNumber},
		{"d:1e+;", 2, noNumber}, {"d:.;", 2, noNumber}, {"d:e5;", 2, noNumber}, {"d:--1;", 2, noNumber},
		{"d:1e5x;", 2, noNumber}, {"d:nan;", 2, noNumber},
		{`s:2:"a";`, 7, noValue}, {`s:0:"a";`, 5, noValue}, {`s:9:"a";`, 2, tooShort}, {`s:3:"a";`, 8, early},
		{`s:4:"a";`, 5, tooShort}, {`s:1'a";`, 3, noValue}, {`s:1:"a"`, 6, noValue},
		{`s:99999999999999999999:"a";`, 2, tooShort}, {`s::"a";`, 2, noValue}, {`s:-1:"a";`, 2, noValue},
		{"a:", 2, early}, {"a:3:{}", 2, tooShort}, {"a:2:{i:0;i:1;}", 5, tooShort}, {"a:0:{", 5, early},
		{"a:0:[]", 3, noValue}, {"a:0:{N;}", 5, noValue}, {"a:2:{i:0;i:12345;", 17, early}, {"a:1:{i:0;N;]", 11, noValue},
		{"a:2:{i:0;i:1234;}", 16, noKey}, {"a:1:{b:1;N;}", 5, noKey}, {`a:1:{a:0:{}N;}`, 5, noKey},
		{`a:1:{s:9:"a";N;}`, 10, tooShort}, {`a:1:{i:x;N;}`, 7, noNumber}, {`a:1:{i:0;i:x;}`, 11, noNumber},
	})
}

// TestSerializeForeign refuses what PHP would build objects of, or follow.
func TestSerializeForeign(t *testing.T) {
	for _, kind := range []string{"O", "C", "E", "o"} {
		check(t, phpwire.Serialize, []fault{{kind + `:1:"A":0:{}`, 0, anObject},
			{`a:1:{i:0;` + kind + `:1:"A":0:{}}`, 9, anObject}})
	}
	for _, kind := range []string{"R", "r"} {
		check(t, phpwire.Serialize, []fault{{kind + ":1;", 0, aReference}, {`a:1:{s:1:"a";` + kind + `:1;}`, 13, aReference}})
	}
	check(t, phpwire.Serialize, []fault{{`a:1:{O:1:"A":0:{}N;}`, 5, noKey}, {"S:1:\"a\";", 0, noValue}, {"x:1;", 0, noValue}})
}

// TestVarExportRefuses names the byte and the fault of what PHP would not have written.
func TestVarExportRefuses(t *testing.T) {
	check(t, phpwire.VarExport, []fault{
		{"", 0, early}, {" ", 1, early}, {"nul", 0, noValue}, {"nulls", 0, noValue}, {"-", 0, noNumber}, {"-x", 0, noNumber},
		{"1e", 0, noNumber}, {"1.2.3", 0, noNumber}, {"5x", 1, behind}, {"-INFx", 4, behind}, {"INFINITY", 0, noValue},
		{"true false", 5, behind}, {"'a' 'b'", 4, behind}, {"NULL;", 4, behind},
		{"'a", 0, noString}, {`'a\`, 0, noString}, {`'a\'`, 0, noString}, {"'", 0, noString}, {`"a"`, 0, noString},
		{`"\x00"`, 0, noString}, {"'a' . x . 'b'", 6, noString}, {"'a' . . 'b'", 6, noString}, {"'a' . 'b", 6, noString},
		{"'a' .", 5, noString}, {"'a' . 1", 6, noString},
		{"array", 5, early}, {"array [", 6, noValue}, {"array (1)", 8, noValue}, {"array (1 = 2)", 9, noValue},
		{"array (1 =>", 11, early}, {"array (1 => 2", 13, early}, {"array (1 => 2;)", 13, noValue}, {"array (1 => 2,", 14, early},
		{"array (5.5 => 1)", 7, noValue}, {"array (x => 1)", 7, noValue}, {"array ('a => 1)", 7, noString},
		{`array ("a" => 1)`, 7, noString}, {"array (9223372036854775808 => 1)", 7, noValue}, {"array (1 => x)", 12, noValue},
		{brokenValue, 12, early}, {brokenValue + "1 2)", 14, noValue}, {brokenValue + "array (0 => x))", 24, noValue},
	})
}

// TestVarExportForeign refuses what PHP would build objects of, by every name that a class may have.
func TestVarExportForeign(t *testing.T) {
	for _, class := range []string{`\Foo`, `(object) array`, "stdClass::", "Zz_aZ::", "_z::", "A::", "z::", "_::"} {
		check(t, phpwire.VarExport, []fault{{class + "__set_state()", 0, anObject},
			{brokenValue + class + "__set_state())", 12, anObject}})
	}
	check(t, phpwire.VarExport, []fault{{"a:b", 0, noValue}, {"A9::x", 0, noValue}, {"{::x", 0, noValue}, {"[::x", 0, noValue},
		{"@::x", 0, noValue}, {"`::x", 0, noValue}})
}

// TestJSONRefuses names the byte and the fault of what is not JSON.
func TestJSONRefuses(t *testing.T) {
	check(t, phpwire.JSON, []fault{
		{"", 0, early}, {"[", 1, early}, {"[1", 2, early}, {"[1,", 3, early}, {`{"a"`, 4, early}, {`{"a":`, 5, early},
		{`"a`, 2, early}, {"tru", 3, early}, {"-", 0, early}, {"1.", 0, early}, {"1e", 0, early},
		{"x", 0, noValue}, {"[x]", 1, noValue}, {"[1 2]", 3, noValue}, {"[1}", 2, noValue}, {`{"a":1]`, 6, noValue},
		{`{1:2}`, 1, noValue}, {`{"a" 1}`, 5, noValue}, {"[-]", 2, noValue}, {"[-x]", 2, noValue}, {"01", 2, behind},
		{"[1,]", 2, noValue}, {`{"a":1,}`, 6, noValue}, {"nulL", 3, noValue}, {`["\x"]`, 2, noValue}, {`{"\x":1}`, 2, noValue},
		{"1 2", 3, behind}, {"[] x", 2, behind}, {"null,", 4, behind}, {"'a'", 0, noValue}, {"NaN", 0, noValue},
		{"\"\xff\"", 1, noValue}, {"{\"\xff\":1}", 2, noValue}, {`"\ud800"`, 1, noValue}, {`"\ud800\u0041"`, 1, noValue},
		{"\"\n\"", 1, noValue}, {"[1],", 3, behind},
	})
}

// TestTooDeep refuses the array that is one too many, at its own byte.
func TestTooDeep(t *testing.T) {
	const n = phpwire.MaxDepth
	for _, tt := range []struct {
		format                     phpwire.Format
		open, inner, middle, close string
	}{
		{phpwire.JSON, "[", "[]", "1", "]"}, {phpwire.JSON, `{"a":`, "{}", "1", "}"},
		{phpwire.Serialize, "a:1:{i:7;", "a:0:{}", "N;", "}"}, {phpwire.VarExport, "array(7=>", "array()", "NULL", ")"},
	} {
		deepest := strings.Repeat(tt.open, n) + tt.middle + strings.Repeat(tt.close, n)
		v, err := phpwire.Decode(tt.format, []byte(deepest))
		require.NoError(t, err, tt.open)
		if tt.format != phpwire.VarExport { // which is written with space
			assert.Equal(t, deepest, string(must(phpwire.Encode(tt.format, v))))
		}
		start := len(tt.open) * n
		offset := map[phpwire.Format]int{phpwire.JSON: start + 1, phpwire.Serialize: start + len("a:0:{"),
			phpwire.VarExport: start + len("array(")}[tt.format]
		check(t, tt.format, []fault{{strings.Repeat(tt.open, n) + tt.inner + strings.Repeat(tt.close, n), offset, tooDeep}})
	}
}
