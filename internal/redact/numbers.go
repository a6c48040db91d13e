package redact

import "strings"

// maxDigits is the number of digits in a row that no number of a person exceeds.
const maxDigits = 24

// replaceNumbers replaces what has the shape of a phone number, an identity card or a bank card. The expressions read
// only the parts of a text that consist of digits and what stands between them.
func replaceNumbers(text string) string {
	var out strings.Builder
	done := 0
	for i := 0; i < len(text); i++ {
		if classes[text[i]]&numberByte == 0 {
			continue
		}
		start := i
		i = afterNumbers(text, i)
		if part := text[start:i]; mayBeNumber(part) {
			out.WriteString(text[done:start])
			out.WriteString(replaceShapes(surrounded{text[:start], part, text[i:]}))
			done = i
		}
		i = max(i, after(text, i, digitByte)-1) // more digits than maxDigits
	}
	return out.String() + text[done:]
}

// afterNumbers returns the end of the part that begins at i and may hold numbers.
func afterNumbers(text string, i int) int {
	for i < len(text) && classes[text[i]]&numberByte != 0 {
		end := after(text, i, digitByte)
		if end-i > maxDigits {
			return i
		}
		i = max(end, i+1)
	}
	return i
}

// mayBeNumber reports whether a part has as many digits as the shortest number: seven behind a plus, ten without.
func mayBeNumber(part string) bool {
	digits, least := 0, 10
	for i := range len(part) {
		switch {
		case isDigit(part[i]):
			digits++
		case part[i] == '+':
			least = 7
		}
	}
	return digits >= least
}

// surrounded is a part of a text.
type surrounded struct{ before, part, behind string }

func replaceShapes(s surrounded) string {
	s.part = s.replaceAlone(idCard(), isIdentity)
	s.part = s.replaceAlone(bankCard(), isCard)
	for _, form := range phones {
		s.part = s.replaceAlone(form(), func(string) bool { return true })
	}
	return s.part
}
