// Package gb18030 converts between UTF-8 and GB18030, of which GBK and GB 2312 are parts. It exists because the
// tables of golang.org/x/text are half of the source code that a program with a client of ours would have to vendor;
// its tests compare every character with that package.
package gb18030

import (
	"bytes"
	"compress/flate"
	_ "embed" // for the table
	"encoding/binary"
	"io"
	"sync"
	"unicode/utf8"
)

//go:embed table.flate
var compressed []byte

const (
	leads     = 0xfe - 0x81 + 1 // first bytes of a pair
	trails    = 190             // second bytes of a pair: 0x40 to 0xfe without 0x7f
	pairs     = leads * trails
	astral    = 189000   // linear value of the four bytes that stand for U+10000
	euro      = '\u20ac' // 0x80 alone, as in Windows code page 936
	maxLinear = astral + utf8.MaxRune - 0x10000
)

// tables are made when the first text is converted: most programs never see one.
type tables struct {
	pair   [pairs]uint16 // code points of the pairs, 0 where a pair is not assigned
	code   map[rune]int  // and back
	linear []rune        // code points below U+10000 that no pair stands for, in the order of their four-byte codes
	order  map[rune]int  // and back
}

var load = sync.OnceValue(func() *tables {
	raw, err := io.ReadAll(flate.NewReader(bytes.NewReader(compressed)))
	if err != nil || len(raw) != 2*pairs {
		panic("gb18030: the embedded table is damaged")
	}
	t := &tables{code: make(map[rune]int, pairs), order: map[rune]int{}}
	for i := range t.pair {
		t.pair[i] = binary.LittleEndian.Uint16(raw[2*i:])
		r := rune(t.pair[i])
		if _, twice := t.code[r]; !twice { // U+3000 has two pairs, of which the first is written
			t.code[r] = i
		}
	}
	for r := rune(0x80); r < 0x10000; r++ {
		if _, ok := t.code[r]; !ok && (r < 0xd800 || r > 0xdfff) {
			t.order[r] = len(t.linear)
			t.linear = append(t.linear, r)
		}
	}
	return t
})

// Decode returns text, which is GB18030, as UTF-8. Each byte that is not part of a character becomes the replacement
// character, and ok is false.
func Decode(text []byte) (decoded []byte, ok bool) {
	t := load()
	decoded, ok = make([]byte, 0, len(text)+len(text)/2), true
	for len(text) > 0 {
		r, size := t.decode(text)
		if size == 0 {
			r, size, ok = utf8.RuneError, 1, false
		}
		decoded, text = utf8.AppendRune(decoded, r), text[size:]
	}
	return decoded, ok
}

// decode returns the first character of text and its length in bytes, or 0 where there is none.
func (t *tables) decode(text []byte) (rune, int) {
	switch lead := text[0]; {
	case lead < 0x80:
		return rune(lead), 1
	case lead == 0x80:
		return euro, 1
	case lead == 0xff || len(text) < 2:
		return 0, 0
	case text[1] >= 0x30 && text[1] <= 0x39:
		return t.decodeFour(text)
	}
	if text[0] == 0xa3 && text[1] == 0xa0 { // a second ideographic space, which Windows writes
		return 0x3000, 2
	}
	i, ok := pairIndex(text[0], text[1])
	if !ok || t.pair[i] >= 0xe000 && t.pair[i] <= 0xf8ff { // private use: no text has it, so this is something else
		return 0, 0
	}
	return rune(t.pair[i]), 2
}

func pairIndex(lead, trail byte) (int, bool) {
	if trail < 0x40 || trail == 0x7f || trail == 0xff {
		return 0, false
	}
	column := int(trail) - 0x40
	if trail > 0x7f {
		column--
	}
	return int(lead-0x81)*trails + column, true
}

func (t *tables) decodeFour(text []byte) (rune, int) {
	if len(text) < 4 || text[2] < 0x81 || text[2] == 0xff || text[3] < 0x30 || text[3] > 0x39 {
		return 0, 0
	}
	n := ((int(text[0]-0x81)*10+int(text[1]-0x30))*126+int(text[2]-0x81))*10 + int(text[3]-0x30)
	switch {
	case n < len(t.linear) && t.linear[n] != utf8.RuneError:
		return t.linear[n], 4
	case n >= astral && n <= maxLinear:
		return rune(n - astral + 0x10000), 4
	}
	return 0, 0
}

// Encode returns text, which is UTF-8, as GB18030. Bytes that are not UTF-8 become the replacement character.
func Encode(text []byte) []byte {
	t := load()
	encoded := make([]byte, 0, len(text))
	for _, r := range string(text) {
		encoded = t.append(encoded, r)
	}
	return encoded
}

func (t *tables) append(to []byte, r rune) []byte {
	if r < 0x80 {
		return append(to, byte(r))
	}
	if i, ok := t.code[r]; ok {
		trail := byte(i%trails) + 0x40
		if trail >= 0x7f {
			trail++
		}
		return append(to, byte(i/trails)+0x81, trail)
	}
	n := int(r) - 0x10000 + astral
	if r < 0x10000 {
		n = t.order[r]
	}
	return append(to, byte(n/12600)+0x81, byte(n/1260%10)+0x30, byte(n/10%126)+0x81, byte(n%10)+0x30)
}
