package world

import (
	"strconv"
	"unicode/utf8"
)

// encoder appends JSON. Its methods put the comma where one is needed; who opens a list or an object closes it.
type encoder struct {
	b       []byte
	english bool   // whether words are written in English
	base    string // scheme and host of the addresses of pictures
	album   album
}

// span is a part of what was written, to be copied where the same text comes again.
type span struct{ from, to int }

func (e *encoder) again(s span) { e.b = append(e.b, e.b[s.from:s.to]...) }

// comma writes one unless this is the first thing of an object, of a list, or of all.
func (e *encoder) comma() {
	if n := len(e.b); n > 0 && e.b[n-1] != '{' && e.b[n-1] != '[' {
		e.b = append(e.b, ',')
	}
}

// name begins a member. Names need no escapes.
func (e *encoder) name(name string) {
	e.comma()
	e.b = append(e.b, '"')
	e.b = append(e.b, name...)
	e.b = append(e.b, '"', ':')
}

func (e *encoder) object(name string) {
	e.name(name)
	e.b = append(e.b, '{')
}

func (e *encoder) list(name string) {
	e.name(name)
	e.b = append(e.b, '[')
}

// row begins an object within a list.
func (e *encoder) row() {
	e.comma()
	e.b = append(e.b, '{')
}

func (e *encoder) endObject() { e.b = append(e.b, '}') }
func (e *encoder) endList()   { e.b = append(e.b, ']') }

// raw writes a member whose value is JSON already.
func (e *encoder) raw(name, value string) {
	e.name(name)
	e.b = append(e.b, value...)
}

// members writes members whose values are always the same, such as `"tmall":"","unit":null`.
func (e *encoder) members(text string) {
	e.comma()
	e.b = append(e.b, text...)
}

// plain writes a text of ours, which needs no escapes, in parts.
func (e *encoder) plain(name string, parts ...string) {
	e.name(name)
	e.quote(parts...)
}

func (e *encoder) quote(parts ...string) {
	e.b = append(e.b, '"')
	for _, p := range parts {
		e.b = append(e.b, p...)
	}
	e.b = append(e.b, '"')
}

// element writes a text of ours into a list.
func (e *encoder) element(parts ...string) {
	e.comma()
	e.quote(parts...)
}

// text writes a text of anybody's.
func (e *encoder) text(name, value string) {
	e.name(name)
	e.b = append(e.b, '"')
	e.escape(value)
	e.b = append(e.b, '"')
}

// escape writes what stands between the quotes.
func (e *encoder) escape(value string) {
	for _, r := range value { // invalid bytes come as U+FFFD
		switch {
		case r == '"' || r == '\\':
			e.b = append(e.b, '\\', byte(r))
		case r < ' ':
			e.b = append(e.b, '\\', 'u', '0', '0', "0123456789abcdef"[r>>4], "0123456789abcdef"[r&15])
		default:
			e.b = utf8.AppendRune(e.b, r)
		}
	}
}

func (e *encoder) number(name string, value int64) {
	e.name(name)
	e.b = strconv.AppendInt(e.b, value, 10)
}

// digits writes a number as a text, as PHP does.
func (e *encoder) digits(name string, value int64) {
	e.name(name)
	e.b = append(e.b, '"')
	e.b = strconv.AppendInt(e.b, value, 10)
	e.b = append(e.b, '"')
}

// amount writes a price as a text with two decimals.
func (e *encoder) amount(name string, m money) {
	e.name(name)
	e.b = append(e.b, '"')
	e.b = m.append(e.b)
	e.b = append(e.b, '"')
}

// word writes a word in the language asked for.
func (e *encoder) word(name string, w word) { e.plain(name, w.in(e.english)) }

// thousandths writes a number of thousandths as a JSON number, without zeros at its end.
func (e *encoder) thousandths(name string, n int64) {
	e.name(name)
	e.b = strconv.AppendInt(e.b, n/1000, 10)
	if n %= 1000; n == 0 {
		return
	}
	e.b = append(e.b, '.')
	for ; n > 0; n = n % 100 * 10 {
		e.b = append(e.b, byte('0'+n/100))
	}
}
