package world

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestEncoder puts commas where they are needed, whatever comes first.
func TestEncoder(t *testing.T) {
	cases := map[string]struct {
		before string
		write  func(*encoder)
		want   string
	}{
		"nothing":            {"", func(*encoder) {}, ``},
		"a member":           {"", func(e *encoder) { e.plain("a", "x") }, `"a":"x"`},
		"behind a member":    {`{"a":1`, func(e *encoder) { e.plain("b", "x") }, `{"a":1,"b":"x"`},
		"first in an object": {`{`, func(e *encoder) { e.plain("b", "x") }, `{"b":"x"`},
		"parts":              {"", func(e *encoder) { e.plain("a", "x", "", "y") }, `"a":"xy"`},
		"no part":            {"", func(e *encoder) { e.plain("a") }, `"a":""`},
		"raw":                {"", func(e *encoder) { e.raw("a", "null") }, `"a":null`},
		"number":             {"", func(e *encoder) { e.number("a", -5) }, `"a":-5`},
		"digits":             {"", func(e *encoder) { e.digits("a", -5) }, `"a":"-5"`},
		"amount":             {"", func(e *encoder) { e.amount("a", 1234) }, `"a":"123.40"`},
		"cheap":              {"", func(e *encoder) { e.amount("a", 5) }, `"a":"0.50"`},
		"tenths":             {"", func(e *encoder) { e.tenths("a", 47) }, `"a":"4.7"`},
		"members":            {`{"z":0`, func(e *encoder) { e.members(`"a":1,"b":2`) }, `{"z":0,"a":1,"b":2`},
		"empty list":         {"", func(e *encoder) { e.list("a"); e.endList() }, `"a":[]`},
		"texts in a list": {"", func(e *encoder) { e.list("a"); e.element("x"); e.element("y", "z"); e.endList() },
			`"a":["x","yz"]`},
		"rows": {"", func(e *encoder) {
			e.list("a")
			for range 2 {
				e.row()
				e.object("b")
				e.endObject()
				e.number("c", 1)
				e.endObject()
			}
			e.endList()
			e.number("d", 2)
		}, `"a":[{"b":{},"c":1},{"b":{},"c":1}],"d":2`},
		"a word": {"", func(e *encoder) { e.word("a", word{zh: "白色", en: "white"}) }, `"a":"白色"`},
		"an English word": {"", func(e *encoder) { e.english = true; e.word("a", word{zh: "白色", en: "white"}) },
			`"a":"white"`},
		"again": {"", func(e *encoder) {
			from := len(e.b)
			e.plain("a", "x")
			s := span{from, len(e.b)}
			e.comma()
			e.again(s)
		}, `"a":"x","a":"x"`},
		"a text of anybody's": {"", func(e *encoder) { e.text("a", "</b>\t\"\\\u2028") }, `"a":"</b>\u0009\"\\` + "\u2028\""},
	}
	for name, c := range cases {
		e := encoder{b: []byte(c.before)}
		c.write(&e)
		assert.Equal(t, c.want, string(e.b), name)
	}
}

// TestMoney reads and writes amounts in tenths of a yuan.
func TestMoney(t *testing.T) {
	for m, want := range map[money][3]string{0: {"0.00", "0.0", "0"}, 5: {"0.50", "0.5", "50"},
		399:   {"39.90", "39.9", "3990"},
		12000: {"1200.00", "1200.0", "120000"}} {
		assert.Equal(t, want[0], m.String())
		assert.Equal(t, want[1], string(m.short(nil)))
		assert.Equal(t, want[2], quotedless(quoted(m.fen())))
	}
}

func quotedless(text string) string { return text[1 : len(text)-1] }

// TestSealsAreLetters writes numbers in letters and digits, and reads them back.
func TestSealsAreLetters(t *testing.T) {
	for x, want := range map[uint64]string{0: "000", 1: "100", 61: "z00", 62: "010", 62*62 + 35: "Z01"} {
		assert.Equal(t, want, string(appendLetters(nil, x, 3)))
		assert.Equal(t, x, letters(want))
	}
	assert.Equal(t, "..20", string(appendLetters([]byte(".."), 2, 2)))
	for _, factor := range []uint64{1, 3, sealFactor, golden | 1, ^uint64(0)} {
		assert.Equal(t, uint64(1), factor*inverseOf(factor), factor)
	}
	assert.Equal(t, "//h/p", withoutScheme("https://h/p"))
	assert.Empty(t, withoutScheme("none"))
}

// TestDecodedPictures reads the beginning of a picture in base64, with or without the head of a data address.
func TestDecodedPictures(t *testing.T) {
	for text, want := range map[string]string{
		"aGVsbG8h": "hello!", "data:image/png;base64,aGVsbG8h": "hello!", "aGVsbG8hx": "hello!", "": "", "abc": "",
		"****": "", "%%%%aGVs": "",
	} {
		assert.Equal(t, want, decoded(text), text)
	}
}

// TestDice stay within their bounds and reach both.
func TestDice(t *testing.T) {
	d := dice(1)
	seen, hits := map[int]int{}, 0
	for range 2000 {
		seen[d.between(3, 6)]++
		if d.chance(25) {
			hits++
		}
	}
	assert.Len(t, seen, 4)
	for n, times := range seen {
		assert.True(t, 3 <= n && n <= 6, n)
		assert.InDelta(t, 500, times, 120, "%d comes as often as the others", n)
	}
	assert.InDelta(t, 500, hits, 120)
	assert.Zero(t, d.below(1))
	assert.False(t, d.chance(0))
	assert.True(t, d.chance(100))
}
