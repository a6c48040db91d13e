package redact

import (
	"regexp"
	"strings"

	"github.com/go-ali1688/ali1688/internal/lazyregexp"
)

// Phone numbers are written with blanks, dashes and a country code, or without.
var (
	phones = []func() *regexp.Regexp{
		lazyregexp.New(`(?:\(?(?:\+|00)?86\)?[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}`),
		lazyregexp.New(`(?:\(?(?:\+|00)?86\)?[- ]?)?\(?0\d{2,3}\)?[- ]?\d{7,8}`),
		lazyregexp.New(`(?:\+|00)?86[- ]\d{2,3}[- ]\d{7,8}`),
		lazyregexp.New(`(?:\(?(?:\+|00)?86\)?[- ]?)?\(?0\d{2,3}\)?[- ]\d{3,4}[- ]\d{4}`),
		lazyregexp.New(`\+\d{1,3}[- ]?\(?\d{2,4}\)?(?:[- ]?\d{2,4}){2,4}`),
	}
	idCard   = lazyregexp.New(`[1-9]\d{5}(?:18|19|20)\d{2}(?:0\d|1[0-2])[0-3]\d{4}[\dXx]`)
	bankCard = lazyregexp.New(`62\d{2}(?:[- ]?\d{4}){3}(?:[- ]?\d{1,3})?|[45]\d{3}(?:[- ]?\d{4}){3}`)
)

// outsideAddresses rewrites what stands between the addresses of a text, (?:https?:)?//[^\s"'<>]+: their digits are of
// things.
func outsideAddresses(text string, rewrite func(string) string) string {
	var out strings.Builder
	done := 0
	for i := 0; i < len(text); i++ {
		next := strings.Index(text[i:], "//")
		if next < 0 {
			break
		}
		i += next
		end := after(text, i+2, urlByte)
		if end == i+2 {
			continue
		}
		start := done + len(withoutScheme(text[done:i]))
		out.WriteString(rewrite(text[done:start]))
		out.WriteString(text[start:end])
		done, i = end, end-1
	}
	return out.String() + rewrite(text[done:])
}

func withoutScheme(text string) string {
	if before, ok := strings.CutSuffix(text, "https:"); ok {
		return before
	}
	return strings.TrimSuffix(text, "http:")
}

// shapes replaces what has the shape of personal data.
func shapes(text string) string {
	if strings.Contains(text, "@") {
		text = replaceEmails(text)
	}
	if !strings.ContainsAny(text, "0123456789") {
		return text
	}
	return replaceNumbers(text)
}

// replaceAlone replaces digits that are no part of a longer number, nor of a word.
func (s surrounded) replaceAlone(form *regexp.Regexp, is func(string) bool) string {
	text := s.part
	var out strings.Builder
	done := 0
	for _, at := range form.FindAllStringIndex(text, -1) {
		if s.besideDigit(at[0], at[1]) || !is(text[at[0]:at[1]]) || s.inIdentifier(at[0], at[1]) {
			continue
		}
		out.WriteString(text[done:at[0]] + Mark)
		done = at[1]
	}
	return out.String() + text[done:]
}

// besideDigit reports whether a digit stands before or behind a piece of the part.
func (s surrounded) besideDigit(from, to int) bool {
	return from > 0 && isDigit(s.part[from-1]) || to < len(s.part) && isDigit(s.part[to]) ||
		from == 0 && s.before != "" && isDigit(s.before[len(s.before)-1]) ||
		to == len(s.part) && s.behind != "" && isDigit(s.behind[0])
}

// idLength is the length from which a word of letters and digits is an identifier, such as the 32 characters of a
// specId, whose digits may look like a phone number.
const idLength = 20

// inIdentifier reports whether a piece of the part belongs to an identifier.
func (s surrounded) inIdentifier(from, to int) bool {
	left, right := wordBefore(s.part, from), wordBehind(s.part, to)
	if left == from {
		left += wordBefore(s.before, len(s.before))
	}
	if right == len(s.part)-to {
		right += wordBehind(s.behind, 0)
	}
	return left+right > 0 && left+right+to-from >= idLength
}

// wordBefore counts the letters and digits before a place. It counts no more than idLength: in a text of base64 every
// number would be compared with all of the text.
func wordBefore(text string, at int) int {
	n := 0
	for n < min(at, idLength) && isWord(text[at-1-n]) {
		n++
	}
	return n
}

// wordBehind counts the letters and digits behind a place, idLength at most.
func wordBehind(text string, at int) int {
	n := 0
	for n < min(len(text)-at, idLength) && isWord(text[at+n]) {
		n++
	}
	return n
}

func isWord(c byte) bool { return isDigit(c) || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// isIdentity reports whether the last of 18 characters is the check digit of GB 11643: order numbers of 18 digits are
// no identity cards.
func isIdentity(text string) bool {
	sum := 0
	for i, weight := range []int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2} {
		sum += weight * int(text[i]-'0')
	}
	return strings.EqualFold(text[17:], "10X98765432"[sum%11:sum%11+1])
}

// isCard reports whether the last digit is the check digit of a bank card, by Luhn.
func isCard(text string) bool {
	sum, double := 0, false
	for i := len(text) - 1; i >= 0; i-- {
		if !isDigit(text[i]) {
			continue
		}
		d := int(text[i] - '0')
		if double {
			d *= 2
		}
		sum, double = sum+d/10+d%10, !double
	}
	return sum%10 == 0
}
