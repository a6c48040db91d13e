package transport

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
)

// isShortGBK reports whether text is GBK although it is valid UTF-8. That happens to short text, since some
// pairs of Chinese characters in GBK are valid UTF-8: 女装 is Ůװ. It is taken for GBK if every character beyond ASCII
// could be one of the Chinese characters of GB2312, and if as UTF-8 the text mixes scripts, as no text of the gateway
// does. One script alone stays: it may be a translation.
func isShortGBK(text []byte) bool {
	var scripts uint
	for text = fromNonASCII(text); len(text) > 0; text = fromNonASCII(text[2:]) {
		r, size := utf8.DecodeRune(text)
		if size != 2 || text[1] < 0xA1 {
			return false
		}
		scripts |= scriptOf(r)
	}
	return bits.OnesCount(scripts) > 1
}

// scriptOf returns a bit for the script of a character of two bytes, and 0 for a sign that all scripts use.
func scriptOf(r rune) uint {
	for i, end := range [...]rune{0xC0, 0x2B0, 0x370, 0x400, 0x530, 0x590, 0x600} {
		if r < end {
			return [...]uint{0, 1, 0, 2, 4, 8, 16}[i] // signs, Latin, modifiers, Greek, Cyrillic, Armenian, Hebrew
		}
	}
	return 32 // Arabic and its neighbors
}

// fromNonASCII returns text from its first byte beyond ASCII on.
func fromNonASCII(text []byte) []byte {
	for len(text) >= 8 && binary.LittleEndian.Uint64(text)&0x8080808080808080 == 0 {
		text = text[8:]
	}
	for len(text) > 0 && text[0] < utf8.RuneSelf {
		text = text[1:]
	}
	return text
}
