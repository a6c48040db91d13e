package redact

import "strings"

// The scanners in this file find what regular expressions describe, which are in their comments and which the tests
// compare them with. An expression reads every byte of a text dozens of times: one megabyte takes seconds.

// pairAt is where a name stands in a text, and where its value begins.
type pairAt struct{ name, nameEnd, value int }

// finder returns the first match in a text from a place on. It does not look for the end of the value, which only a
// private value needs: in a text of names inside values it would read each value once for every name around it.
type finder func(text string, from int) (at pairAt, ok bool)

// Classes of bytes, which are bits of [classes].
const (
	nameByte      uint16 = 1 << iota // [\w-]
	valueByte                        // [^&\s"'<>()\\,;]
	bareByte                         // [\w+/=.~%-]
	quotedByte                       // [^&\s"',;{}\[\]<>()\\]
	memberByte                       // [^\s,;}\])<>"'\\]
	spaceByte                        // \s
	localByte                        // [\w.+-]
	numberByte                       // what numbers of telephones, cards and identities consist of
	digitByte                        // \d
	urlByte                          // [^\s"'<>]
	authorityByte                    // [^\s"'<>/?#]
	tagByte                          // [\w:-]
)

var classes = func() (out [256]uint16) {
	for i := range out {
		c := byte(i)
		word := isWord(c) || c == '_'
		for class, has := range map[uint16]bool{
			nameByte:      word || c == '-',
			valueByte:     strings.IndexByte("&\t\n\f\r \"'<>()\\,;", c) < 0,
			bareByte:      word || strings.IndexByte("+/=.~%-", c) >= 0,
			quotedByte:    strings.IndexByte("&\t\n\f\r \"',;{}[]<>()\\", c) < 0,
			memberByte:    strings.IndexByte("\t\n\f\r ,;}])<>\"'\\", c) < 0,
			spaceByte:     strings.IndexByte("\t\n\f\r ", c) >= 0,
			localByte:     word || strings.IndexByte(".+-", c) >= 0,
			numberByte:    isDigit(c) || strings.IndexByte("()+- Xx", c) >= 0,
			digitByte:     isDigit(c),
			urlByte:       strings.IndexByte("\t\n\f\r \"'<>", c) < 0,
			authorityByte: strings.IndexByte("\t\n\f\r \"'<>/?#", c) < 0,
			tagByte:       word || c == '-' || c == ':',
		} {
			if has {
				out[i] |= class
			}
		}
	}
	return out
}()

// after returns the end of the run of a class that begins at i.
func after(text string, i int, class uint16) int {
	for i < len(text) && classes[text[i]]&class != 0 {
		i++
	}
	return i
}

// before returns the beginning of the run of a class that ends at i, from at the earliest.
func before(text string, from, i int, class uint16) int {
	for i > from && classes[text[i-1]]&class != 0 {
		i--
	}
	return i
}

// beforeName returns the beginning of the name of a parameter that ends at i. The name of a value in a list has
// brackets.
func beforeName(text string, from, i int) int {
	for end := i; ; {
		part, closed := strings.CutSuffix(text[from:end], "]")
		if !closed {
			part, closed = cutEscaped(part, "%5d")
		}
		start := before(part, 0, len(part), nameByte)
		if !closed && start < len(part) {
			return from + start
		}
		outer, opened := strings.CutSuffix(part[:start], "[")
		if !opened {
			outer, opened = cutEscaped(part[:min(start+2, len(part))], "%5b")
		}
		if !closed || !opened {
			return before(text, from, i, nameByte)
		}
		end = from + len(outer)
	}
}

// cutEscaped removes an escaped bracket from the end of a text.
func cutEscaped(text, bracket string) (rest string, found bool) {
	if start := len(text) - len(bracket); start >= 0 && strings.EqualFold(text[start:], bracket) {
		return text[:start], true
	}
	return text, false
}

// afterAll returns the end of the run of the bytes in set that begins at i.
func afterAll(text string, i int, set string) int {
	for i < len(text) && strings.IndexByte(set, text[i]) >= 0 {
		i++
	}
	return i
}

// findPair finds a parameter of an address, escaped or not, which may be a part of another one:
// ([\w-]+(?:(?:\[|%5[Bb])[\w-]*(?:\]|%5[Dd]))*)(?:=|%3[Dd])[^&\s"'<>()\\,;].
func findPair(text string, from int) (pairAt, bool) {
	for i := from; i < len(text); i++ {
		value := i + 1
		switch {
		case text[i] == '=':
		case text[i] == '%' && i+2 < len(text) && text[i+1] == '3' && text[i+2]|0x20 == 'd':
			value = i + 3
		default:
			continue
		}
		name := beforeName(text, from, i)
		if name < i && value < len(text) && classes[text[value]]&valueByte != 0 {
			return pairAt{name, i, value}, true
		}
	}
	return pairAt{}, false
}

// findBarePair finds a name and its value in words: ([\w-]+)\s?:\s?([\w+/=.~%-]*\d[\w+/=.~%-]*). A word behind a colon
// is no value; one with digits is.
func findBarePair(text string, from int) (pairAt, bool) {
	for i := afterOther(text, from, ":"); i < len(text); i = afterOther(text, i+1, ":") {
		nameEnd, value := i, i+1
		if nameEnd > from && classes[text[nameEnd-1]]&spaceByte != 0 {
			nameEnd--
		}
		if value < len(text) && classes[text[value]]&spaceByte != 0 {
			value++
		}
		name := before(text, from, nameEnd, nameByte)
		if name == nameEnd {
			continue
		}
		if end := after(text, value, bareByte); strings.ContainsAny(text[value:end], "0123456789") {
			return pairAt{name, nameEnd, value}, true
		}
	}
	return pairAt{}, false
}

// findQuotedPair finds a name in quotes and its value, in JSON and in what PHP prints and serializes:
// ([\w-]+)\\*["'\]]+\s*(?:=>|[:;=])\s*(?:s:\d+:|string\(\d+\))?\s*\\*["']*([{\[]|[^&\s"',;{}\[\]<>()\\]).
func findQuotedPair(text string, from int) (pairAt, bool) {
	for i := from; i < len(text); i++ {
		if c := text[i]; c != '"' && c != '\'' && c != ']' {
			continue
		}
		nameEnd := i
		for nameEnd > from && text[nameEnd-1] == '\\' {
			nameEnd--
		}
		name := before(text, from, nameEnd, nameByte)
		i = afterAll(text, i, `"']`) - 1
		if name == nameEnd {
			continue
		}
		at, ok := afterSeparator(text, i+1)
		if !ok {
			continue
		}
		for _, start := range [...]int{afterLength(text, at), at} {
			value := afterAll(text, afterAll(text, after(text, start, spaceByte), `\`), `"'`)
			if value < len(text) && (classes[text[value]]&quotedByte != 0 || text[value] == '{' || text[value] == '[') {
				return pairAt{name, nameEnd, value}, true
			}
		}
	}
	return pairAt{}, false
}

// afterSeparator reads \s*(?:=>|[:;=])\s*.
func afterSeparator(text string, i int) (end int, ok bool) {
	i = after(text, i, spaceByte)
	switch {
	case strings.HasPrefix(text[i:], "=>"):
		return after(text, i+2, spaceByte), true
	case i < len(text) && strings.IndexByte(":;=", text[i]) >= 0:
		return after(text, i+1, spaceByte), true
	}
	return 0, false
}

// afterLength reads (?:s:\d+:|string\(\d+\)) if it is there.
func afterLength(text string, i int) int {
	for _, form := range [...]struct{ before, behind string }{{"s:", ":"}, {"string(", ")"}} {
		digits, ok := strings.CutPrefix(text[i:], form.before)
		end := after(digits, 0, digitByte)
		if ok && end > 0 && strings.HasPrefix(digits[end:], form.behind) {
			return i + len(form.before) + end + 1
		}
	}
	return i
}

// findMember finds a name and its value in broken JSON, in a script, and as var_export ('a' => 'b'), var_dump
// (["a"]=> string(1) "b") and serialize (s:1:"a";s:1:"b") write them:
// \\*["']([\w-]+)\\*["']\]?\s*(?:=>|[:;=])\s*(?:(?:s:\d+:|string\(\d+\))\s*)?(\\+"|["'{\[]|[^\s,;}\])<>"'\\]).
func findMember(text string, from int) (pairAt, bool) {
	for i := from; i < len(text); i++ {
		if text[i] != '"' && text[i] != '\'' {
			continue
		}
		name := i + 1
		nameEnd := after(text, name, nameByte)
		quote := afterAll(text, nameEnd, `\`)
		if nameEnd == name || quote == len(text) || text[quote] != '"' && text[quote] != '\'' {
			continue
		}
		end := quote + 1
		if end < len(text) && text[end] == ']' {
			end++
		}
		at, ok := afterSeparator(text, end)
		if !ok {
			continue
		}
		for _, value := range [...]int{after(text, afterLength(text, at), spaceByte), at} {
			if beginsQuoted(text, value) || value < len(text) && classes[text[value]]&memberByte != 0 {
				return pairAt{name, nameEnd, value}, true
			}
		}
	}
	return pairAt{}, false
}

// findAssigned finds a name without quotes and its value in quotes or brackets, in a script and in a line of a log:
// ([\w-]+)\s*[=:]\s*(\\+"|["']|opening).
func findAssigned(text string, from int) (pairAt, bool) {
	for i := afterOther(text, from, "=:"); i < len(text); i = afterOther(text, i+1, "=:") {
		nameEnd := before(text, from, i, spaceByte)
		name := before(text, from, nameEnd, nameByte)
		value := after(text, i+1, spaceByte)
		if name < nameEnd && (beginsQuoted(text, value) || afterOpening(text[value:]) > 0) {
			return pairAt{name, nameEnd, value}, true
		}
	}
	return pairAt{}, false
}

// containsFold reports whether text contains a word of ASCII letters, in whatever case.
func containsFold(text, lower string) bool {
	for i := 0; i+len(lower) <= len(text); i++ {
		if text[i]|0x20 == lower[0] && strings.EqualFold(text[i:i+len(lower)], lower) {
			return true
		}
	}
	return false
}
