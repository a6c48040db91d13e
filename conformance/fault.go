package conformance

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/internal/valuelimit"
)

// abandon ends the tree where the text of the body broke off.
func (t *tree) abandon(err error) {
	t.cut = true
	t.report(t.diagnose(err))
	// A number at the very end may be the beginning of a longer one.
	if last := len(t.nodes) - 1; last >= 0 && kindNumber.contains(t.nodes[last].kind) &&
		int(t.nodes[last].to) == len(t.body) {
		t.nodes = t.nodes[:last]
	}
	for len(t.frames) > 0 {
		t.close()
	}
}

func (t *tree) diagnose(err error) fault {
	if errors.Is(err, valuelimit.ErrTooManyValues) {
		return wholeBody("too-long", "at most "+plural(t.maxValues, "value"), "more")
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		f := wholeBody("truncated", "the rest of the value", "the end after "+plural(t.shift+len(t.body), "byte"))
		f.at = t.broken()
		return f
	}
	at := t.decoder.InputOffset()
	var syntactic *jsontext.SyntacticError
	if errors.As(err, &syntactic) {
		at = syntactic.ByteOffset
	}
	got := fmt.Sprintf("the end after %s", plural(t.shift+len(t.body), "byte"))
	if at < int64(len(t.body)) {
		got = character(t.body[at:]) + t.offset(int(at))
	}
	f := wholeBody("syntax", "one JSON value", got)
	f.at = t.broken()
	return f
}

// broken returns the innermost container that was being read.
func (t *tree) broken() int32 {
	if f := t.frame(); f != nil {
		return f.node
	}
	return -1
}

// trailing reports what follows the first value.
func (t *tree) trailing() {
	rest := bytes.TrimLeft(t.body[t.decoder.InputOffset():], blank)
	at := len(t.body) - len(rest)
	if rest = bytes.TrimRight(rest, blank); len(rest) > 0 {
		t.more = true
		got := fmt.Sprintf("%s more, from %s%s on", plural(len(rest), "byte"), character(rest), t.offset(at))
		t.report(wholeBody("trailing-data", "the end of the body", got))
	}
}

// character quotes the first character of a text.
func character(text []byte) string {
	r, _ := utf8.DecodeRune(text)
	return strconv.QuoteRune(r)
}

// offset returns where a byte of the body is in what was sent.
func (t *tree) offset(at int) string { return " at byte " + strconv.Itoa(t.shift+at) }

// within returns where the value that was just read has its first byte that is not UTF-8, or where it begins, if its
// fault is an escape.
func (t *tree) within(raw []byte) string {
	at := int(t.decoder.InputOffset()) - len(raw)
	if i := firstInvalid(raw); i < len(raw) {
		at += i
	}
	return t.offset(at)
}

// firstInvalid returns where a text stops being UTF-8.
func firstInvalid(text []byte) int {
	at := 0
	for at < len(text) {
		r, size := utf8.DecodeRune(text[at:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		at += size
	}
	return at
}
