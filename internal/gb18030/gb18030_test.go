package gb18030

import (
	"bytes"
	"compress/flate"
	"flag"
	"os"
	"os/exec"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/simplifiedchinese"
)

var update = flag.Bool("update", false, "write the table of pairs ")

// reference decodes with golang.org/x/text, and returns false where it finds the replacement character.
func reference(text []byte) (string, bool) {
	got, err := simplifiedchinese.GB18030.NewDecoder().Bytes(text)
	return string(got), err == nil && !bytes.ContainsRune(got, utf8.RuneError)
}

// script prints the code points of all pairs. Python knows those of private use, too, which the order of the codes of
// four bytes depends on.
const script = `import sys
for lead in range(0x81, 0xff):
    for trail in list(range(0x40, 0x7f)) + list(range(0x80, 0xff)):
        sys.stdout.buffer.write(bytes([lead, trail]).decode("gb18030").encode("utf-16-le"))`

func TestTable(t *testing.T) {
	if !*update {
		t.Skip("it writes the table, with -update and Python")
	}
	raw, err := exec.Command("python3", "-c", script).Output()
	require.NoError(t, err)
	require.Len(t, raw, 2*pairs)
	var out bytes.Buffer
	w, err := flate.NewWriter(&out, flate.BestCompression)
	require.NoError(t, err)
	_, err = w.Write(raw)
	require.NoError(t, err)
	require.NoError(t, w.Close())
	require.NoError(t, os.WriteFile("table.flate", out.Bytes(), 0o600))
}

// TestDecodeEverything compares every sequence of two and of four bytes that can stand for a character.
func TestDecodeEverything(t *testing.T) {
	var bad int
	compare := func(text ...byte) {
		want, known := reference(text)
		got, ok := Decode(text)
		if ok != known || ok && string(got) != want {
			if bad++; bad < 20 {
				t.Errorf("% x: got %q %v, want %q %v", text, got, ok, want, known)
			}
		}
	}
	for first := range 256 {
		compare(byte(first))
		for second := range 256 {
			compare(byte(first), byte(second))
		}
	}
	for n := 0; n <= maxLinear+10; n++ {
		if n > 39420+10 && n < astral-10 || n > astral+300 && n < maxLinear-300 {
			continue // not assigned, or arithmetic
		}
		compare(byte(n/12600)+0x81, byte(n/1260%10)+0x30, byte(n/10%126)+0x81, byte(n%10)+0x30)
	}
}

// TestRoundTrip encodes every code point, as the reference does, and decodes it again.
func TestRoundTrip(t *testing.T) {
	for r := rune(0); r <= utf8.MaxRune; r++ {
		if r >= 0xd800 && r <= 0xf8ff || r == utf8.RuneError || r > 0x10400 && r < utf8.MaxRune-300 {
			continue
		}
		text := []byte(string(r))
		encoded := Encode(text)
		got, ok := Decode(encoded)
		if !assert.True(t, ok && bytes.Equal(text, got), "%U: % x, got %q", r, encoded, got) {
			return
		}
		want, err := simplifiedchinese.GB18030.NewEncoder().Bytes(text)
		if r != euro && (err != nil || !bytes.Equal(want, encoded)) {
			t.Fatalf("%U: got % x, want % x (%v)", r, encoded, want, err)
		}
	}
}

func TestDecode(t *testing.T) {
	cases := []struct {
		name, text, want string
		ok               bool
	}{
		{"plain", "abc", "abc", true},
		{"Chinese", "\xc5\xae\xd7\xb0", "女装", true},
		{"four bytes", "\x81\x39\xee\x39", "㐀", true},
		{"beyond the BMP", "\x94\x39\xda\x33", "💩", true},
		{"cut", "\xc5", "\ufffd", false},
		{"cut after three bytes", "\x81\x39\xef", "\ufffd9\ufffd", false},
		{"not assigned", "\xff\xff", "\ufffd\ufffd", false},
		{"empty", "", "", true},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, ok := Decode([]byte(c.text))
			assert.Equal(t, c.ok, ok)
			assert.Equal(t, c.want, string(got))
		})
	}
}
