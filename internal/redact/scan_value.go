package redact

import "strings"

// afterValue reads one value in a text that no parser reads, or returns i: quoted, with its quotes escaped or not and
// possibly cut off, a flat list or object, or a bare word.
//
//	\\+"[^"\\]*(?:\\+")?|"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?|\{[^{}]*\}?|\[[^\[\]]*\]?|[^\s,;}\])<>"'\\]+
func afterValue(text string, i int) int {
	if i == len(text) {
		return i
	}
	switch c := text[i]; c {
	case '\\':
		quote := afterAll(text, i, `\`)
		if quote == len(text) || text[quote] != '"' {
			return i
		}
		end := afterOther(text, quote+1, `"\`)
		if close := afterAll(text, end, `\`); close > end && close < len(text) && text[close] == '"' {
			return close + 1
		}
		return end
	case '"', '\'':
		return afterQuoted(text, i+1, c)
	case '{':
		return afterClosing(text, afterOther(text, i+1, "{}"), '}')
	case '[':
		return afterClosing(text, afterOther(text, i+1, "[]"), ']')
	}
	return after(text, i, memberByte)
}

// afterOther returns the place of the first byte of set from i on.
func afterOther(text string, i int, set string) int {
	if next := strings.IndexAny(text[i:], set); next >= 0 {
		return i + next
	}
	return len(text)
}

func afterClosing(text string, i int, closing byte) int {
	if i < len(text) && text[i] == closing {
		return i + 1
	}
	return i
}

func afterQuoted(text string, i int, quote byte) int {
	for i < len(text) {
		switch {
		case text[i] == quote:
			return i + 1
		case text[i] == '\\' && i+1 == len(text):
			return i
		case text[i] == '\\':
			i++
		}
		i++
	}
	return i
}

// replaceEmails replaces [\w.+-]+@[\w-]+\.[\w.-]+\w.
func replaceEmails(text string) string {
	var out strings.Builder
	done := 0
	for i := 0; i < len(text); i++ {
		next := strings.IndexByte(text[i:], '@')
		if next < 0 {
			break
		}
		i += next
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
