package redact

import (
	"strconv"
	"strings"

	"github.com/go-ali1688/ali1688/internal/lazyregexp"
)

// opening begins a list or an object: in JSON and in scripts, as PHP serializes it, as var_export, print_r and var_dump
// write it, and as Go prints it. It ends with the first bracket that a closing one belongs to.
var opening = lazyregexp.New(openingForm)

const openingForm = `^(?:[{\[]|map\[|a:\d+:\{|[OC]:\d+:\\*"[^"{}]*":\d+:\{|` +
	`(?i:array\(\d+\)\s*\{|(?:\(object\)\s*)?array\s*\(|[\w\\]+::__set_state\s*\(|` +
	`object\([\w\\]+\)#\d+\s*\(\d+\)\s*\{|[\w\\]+ object\s*\())`

// afterOpening returns the length of what opens a list or an object at the beginning of a text, or 0.
func afterOpening(text string) int {
	if text == "" || !(text[0] == '{' || text[0] == '[' || text[0] == '(' || text[0] == '\\' || isWord(text[0])) {
		return 0
	}
	return len(opening().FindString(text))
}

// beginsQuoted reports whether a value in quotes begins at i. Behind backslashes there is a double quote.
func beginsQuoted(text string, i int) bool {
	quote := afterAll(text, i, `\`)
	return quote < len(text) && (text[quote] == '"' || quote == i && text[quote] == '\'')
}

// afterValue returns the end of the value at i in a text that no parser reads: one in quotes, with its quotes escaped
// or not and possibly cut off, a list or an object with everything in it, or a bare word.
func afterValue(text string, i int) int {
	if beginsQuoted(text, i) {
		return afterQuoted(text, i, afterAll(text, i, `\`))
	}
	return afterRun(text, i, memberByte)
}

// afterWhole returns what afterValue does, or i at a bare word.
func afterWhole(text string, i int) int {
	if beginsQuoted(text, i) || afterOpening(text[i:]) > 0 {
		return afterValue(text, i)
	}
	return i
}

// afterLongRun returns the end of a word of six characters or more, or i.
func afterLongRun(text string, i int) int {
	if end := after(text, i, bareByte); end-i >= 6 {
		return end
	}
	return i
}

func afterPair(text string, i int) int { return afterRun(text, i, valueByte) }

// afterQuotedPair reads a value of print_r, [name] => value, up to the end of its line, which may be escaped.
func afterQuotedPair(text string, i int) int {
	if !strings.HasSuffix(text[:i], "] => ") || afterOpening(text[i:]) > 0 {
		return afterRun(text, i, quotedByte)
	}
	line, _, _ := strings.Cut(text[i:], "\n")
	line, _, _ = strings.Cut(line, `\n`)
	return i + len(line)
}

// afterRun returns the end of the list or object that begins at i, or else of the run of a class.
func afterRun(text string, i int, class uint16) int {
	if length := afterOpening(text[i:]); length > 0 {
		return afterNested(text, i+length-1)
	}
	return after(text, i, class)
}

// afterNested returns the end of the list or object whose bracket is at i. Brackets in quotes and closing brackets
// without an opening one do not count. A list or object without its end reaches to the end of the text.
func afterNested(text string, i int) int {
	var closing []byte // the brackets that are to come
	for ; i < len(text); i++ {
		switch c := text[i]; c {
		case '"', '\'':
			i = afterQuoted(text, beforeSlashes(text, 0, i), i) - 1
		case '{', '[':
			closing = append(closing, c+2)
		case '(':
			closing = append(closing, ')')
		case closing[len(closing)-1]:
			if closing = closing[:len(closing)-1]; len(closing) == 0 {
				return i + 1
			}
		}
	}
	return len(text)
}

// afterQuoted returns the end of the text whose quote is at quote, with the backslashes before it from start on. A
// quote behind more backslashes belongs to the text, unless they are escaped ones; one behind fewer ends what is around
// it.
func afterQuoted(text string, start, quote int) int {
	if end := afterSerialized(text, quote); end > 0 {
		return end
	}
	level := quote - start
	closing := text[quote : quote+1]
	for i := afterOther(text, quote+1, closing); i < len(text); i = afterOther(text, i+1, closing) {
		switch slashes := i - beforeSlashes(text, quote+1, i); {
		case slashes < level:
			return i - slashes
		case slashes%(2*level+2) == level:
			return i + 1
		}
	}
	return len(text)
}

// beforeSlashes returns the beginning of the backslashes before i, from at the earliest.
func beforeSlashes(text string, from, i int) int {
	return from + len(strings.TrimRight(text[from:i], `\`))
}

// afterSerialized returns the end of a text as PHP serializes it, or 0. It ends where the length before its quote says,
// as in s:3:"a"b", or before the next semicolon if that is no longer true.
func afterSerialized(text string, quote int) int {
	prefix, isLength := strings.CutSuffix(text[:quote], ":")
	digits := before(prefix, 0, len(prefix), digitByte)
	length, err := strconv.Atoi(prefix[digits:])
	if !isLength || err != nil || !strings.HasSuffix(prefix[:digits], "s:") {
		return 0
	}
	inside := text[quote+1:]
	if length >= len(inside) || inside[length] != '"' {
		if length = strings.Index(inside, `";`); length < 0 {
			return len(text)
		}
	}
	return quote + 1 + length + 1
}

// afterOther returns the place of the first byte of set from i on.
func afterOther(text string, i int, set string) int {
	if next := strings.IndexAny(text[i:], set); next >= 0 {
		return i + next
	}
	return len(text)
}

// replaceEmails replaces [\w.+-]+@[\w-]+\.[\w.-]+\w.
func replaceEmails(text string) string {
	var out strings.Builder
	done := 0
	for i := afterOther(text, 0, "@"); i < len(text); i = afterOther(text, i+1, "@") {
		start, end := before(text, done, i, localByte), afterHost(text, i+1)
		if start == i || end == 0 {
			continue
		}
		out.WriteString(text[done:start])
		out.WriteString(Mark)
		done, i = end, end-1
	}
	return out.String() + text[done:]
}

// afterHost reads [\w-]+\.[\w.-]+\w, or returns 0.
func afterHost(text string, i int) int {
	dot := after(text, i, nameByte)
	if dot == i || dot == len(text) || text[dot] != '.' {
		return 0
	}
	end := dot + 1
	for end < len(text) && (classes[text[end]]&nameByte != 0 || text[end] == '.') {
		end++
	}
	for end > dot+1 && (text[end-1] == '.' || text[end-1] == '-') {
		end--
	}
	if end < dot+3 {
		return 0
	}
	return end
}
