package phpwire_test

import (
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/go-ali1688/ali1688/phpwire"
)

func TestHostileInput(t *testing.T) {
	tests := []struct {
		name   string
		format phpwire.Format
		body   string
		want   error // nil for any
	}{
		{"declared length", phpwire.Serialize, `s:2147483648:"a";`, nil},
		{"declared count", phpwire.Serialize, `a:2147483648:{i:0;N;}`, nil},
		{"declared count beyond 64 bits", phpwire.Serialize, `a:99999999999999999999:{}`, nil},
		{"negative length", phpwire.Serialize, `s:-1:"a";`, nil},
		{"length into the quote", phpwire.Serialize, `s:3:"a";`, nil},
		{"nested counts", phpwire.Serialize, strings.Repeat(`a:9999999:{i:0;`, 100), nil},
		{"int beyond 64 bits", phpwire.Serialize, `i:9223372036854775808;`, nil},
		{"hexadecimal float", phpwire.Serialize, `d:0x1p-2;`, nil},
		{"infinity by another name", phpwire.Serialize, `d:Infinity;`, nil},
		{"number that does not end", phpwire.Serialize, `i:` + strings.Repeat("1", 1<<20), nil},
		{"array as a key", phpwire.Serialize, `a:1:{a:0:{}N;}`, nil},
		{"null as a key", phpwire.Serialize, `a:1:{N;N;}`, nil},
		{"text after the value", phpwire.Serialize, `N;N;`, nil},
		{"nothing", phpwire.Serialize, ``, nil},
		{"deep", phpwire.Serialize, strings.Repeat(`a:1:{i:0;`, 100_000), phpwire.ErrTooDeep},
		{"deep and whole", phpwire.Serialize, strings.Repeat(`a:1:{i:0;`, 100_000) + "N;" + strings.Repeat("}", 100_000),
			phpwire.ErrTooDeep},
		{"object", phpwire.Serialize, `O:8:"stdClass":0:{}`, phpwire.ErrObject},
		{"object within", phpwire.Serialize, `a:1:{i:0;O:8:"stdClass":0:{}}`, phpwire.ErrObject},
		{"custom object", phpwire.Serialize, `C:11:"ArrayObject":2:{x}`, phpwire.ErrObject},
		{"enum", phpwire.Serialize, `E:7:"Foo:Bar";`, phpwire.ErrObject},
		{"incomplete class", phpwire.Serialize,
			`O:22:"__PHP_Incomplete_Class":1:{s:27:"__PHP_Incomplete_Class_Name";s:1:"A";}`, phpwire.ErrObject},
		{"reference", phpwire.Serialize, `a:2:{i:0;i:1;i:1;R:2;}`, phpwire.ErrReference},
		{"reference to an object", phpwire.Serialize, `a:2:{i:0;i:1;i:1;r:1;}`, phpwire.ErrReference},

		{"deep", phpwire.VarExport, strings.Repeat(`array(0=>`, 100_000), phpwire.ErrTooDeep},
		{"object", phpwire.VarExport, `(object) array()`, phpwire.ErrObject},
		{"class", phpwire.VarExport, `\Foo\Bar::__set_state(array())`, phpwire.ErrObject},
		{"class of older PHP", phpwire.VarExport, `stdClass::__set_state(array())`, phpwire.ErrObject},
		{"enum", phpwire.VarExport, `array(0 => \Suit::Hearts)`, phpwire.ErrObject},
		{"call", phpwire.VarExport, `system('id')`, nil},
		{"constant", phpwire.VarExport, `PHP_VERSION`, nil},
		{"sum", phpwire.VarExport, `1+1`, nil},
		{"interpolation", phpwire.VarExport, `"$x"`, nil},
		{"string that does not end", phpwire.VarExport, `'` + strings.Repeat(`\`, 1<<20), nil},
		{"points", phpwire.VarExport, strings.Repeat(`'' . `, 100_000), nil},
		{"array that does not end", phpwire.VarExport, `array (0 => 1,`, nil},
		{"no comma", phpwire.VarExport, `array (0 => 1 1 => 2)`, nil},
		{"no key", phpwire.VarExport, `array (1, 2)`, nil},

		{"deep", phpwire.JSON, strings.Repeat(`[`, 100_000), phpwire.ErrTooDeep},
		{"deep objects", phpwire.JSON, strings.Repeat(`{"a":`, 100_000), phpwire.ErrTooDeep},
		{"cut off", phpwire.JSON, `{"a":`, nil},
		{"two values", phpwire.JSON, `1 2`, nil},
		{"half a pair", phpwire.JSON, `"\ud800"`, nil},
		{"not UTF-8", phpwire.JSON, "\"\xff\"", nil},
		{"crossed brackets", phpwire.JSON, `[1}`, nil},

		{"deep", phpwire.XML, strings.Repeat(`<a>`, 100_000), phpwire.ErrTooDeep},
		{"laughs", phpwire.XML, `<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><r>&b;</r>`, nil},
		{"file", phpwire.XML, `<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><r>&a;</r>`, nil},
	}
	for _, test := range tests {
		t.Run(string(test.format)+" "+test.name, func(t *testing.T) {
			withinMemory(t, test.body, func() {
				_, err := phpwire.Decode(test.format, []byte(test.body))
				assertRefused(t, err, test.want)
			})
			if test.format == phpwire.JSON {
				return // passes unread
			}
			withinMemory(t, test.body, func() {
				_, err := phpwire.ToJSON(test.format, []byte(test.body))
				assertRefused(t, err, test.want)
			})
		})
	}
}

func assertRefused(t *testing.T, err, want error) {
	t.Helper()
	if want == nil {
		assert.Error(t, err)
		return
	}
	assert.ErrorIs(t, err, want)
}

// withinMemory fails a test that allocates more than 64 bytes for each of the input and 256 KiB.
func withinMemory(t *testing.T, body string, run func()) {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	run()
	runtime.ReadMemStats(&after)
	assert.LessOrEqual(t, after.TotalAlloc-before.TotalAlloc, uint64(len(body)*64+256<<10))
}

// TestDenseInput has the most values for its size; they must not cost more than their number.
func TestDenseInput(t *testing.T) {
	const n = 100_000
	tests := []struct {
		format phpwire.Format
		body   string
	}{
		{phpwire.JSON, "[" + strings.Repeat("[],", n) + "0]"},
		{phpwire.JSON, "[" + strings.Repeat("0,", n) + "0]"},
		{phpwire.JSON, "[" + strings.Repeat(`{"a":0},`, n) + "0]"},
		{phpwire.VarExport, "array(" + strings.Repeat("1=>0,", n) + ")"},
		{phpwire.XML, "<r>" + strings.Repeat("<a/>", n) + "</r>"},
		{phpwire.XML, "<r>" + strings.Repeat("x<!---->", n) + "</r>"},
	}
	for _, test := range tests {
		t.Run(test.body[:10], func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := phpwire.Decode(test.format, []byte(test.body))
			runtime.ReadMemStats(&after)
			assert.NoError(t, err)
			perByte := float64(after.TotalAlloc-before.TotalAlloc) / float64(len(test.body))
			assert.Less(t, perByte, 400.0)
			t.Logf("%.0f bytes allocated for each of the input", perByte)
		})
	}
}

// TestErrorsQuoteNothing: a response may echo a key.
func TestErrorsQuoteNothing(t *testing.T) {
	const secret = "s3cr3t"
	for _, f := range phpwire.Formats() {
		for _, body := range []string{secret, `{"` + secret + `":x}`, "'" + secret, "<" + secret, "<a></" + secret + ">",
			"&" + secret + ";", "s:99:\"" + secret} {
			if _, err := phpwire.Decode(f, []byte(body)); assert.Error(t, err, "%s %s", f, body) {
				assert.NotContains(t, err.Error(), secret)
			}
		}
	}
}
