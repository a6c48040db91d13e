package refusal

import (
	"cmp"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/internal/phpjson"
)

// Find returns the row of the first table that explains a refusal of an operation, or false. The message decides
// between the cases of a code, and on its own where a table knows no code.
func Find(operation, code, message string, tables ...[]Meaning) (Meaning, bool) {
	message = Plain(message)
	for _, table := range tables {
		for i := range table {
			if table[i].explains(operation, code, message) {
				return table[i].caseOf(message), true
			}
		}
	}
	return Meaning{}, false
}

func (m *Meaning) explains(operation, code, message string) bool {
	if len(m.Operations) > 0 && !slices.Contains(m.Operations, operation) {
		return false
	}
	if m.Match == Text {
		return strings.Contains(strings.ToLower(message), strings.ToLower(m.Code))
	}
	return code != "" && m.Match.fits(m.Code, code)
}

// caseOf returns the case of m that the message chooses, or m.
func (m *Meaning) caseOf(message string) Meaning {
	for _, c := range m.Cases {
		if strings.Contains(message, c.Contains) {
			c.Code = m.Code
			return c
		}
	}
	return *m
}

// fits reports whether the code that came is the code of a row.
func (m Match) fits(row, came string) bool {
	switch m {
	case End:
		return came == row || strings.HasSuffix(came, "_"+row)
	case Digits:
		return len(row) == len(came) && !strings.ContainsFunc(came, notDigit) && samePattern(row, came)
	}
	return row == came
}

func notDigit(r rune) bool { return r < '0' || r > '9' }

// samePattern reports whether came is row with a digit for every x.
func samePattern(row, came string) bool {
	for i := range row {
		if row[i] != 'x' && row[i] != came[i] {
			return false
		}
	}
	return true
}

// successCodes are the codes, and the texts in place of codes, that both APIs send if nothing failed.
var successCodes = []string{"", "200", "ok", "s000", "s0000", "success", "true"}

// Succeeds reports whether a code or the text of an error means that nothing failed: there is none, it is zeros only,
// or a word such as ok.
func Succeeds(code string) bool {
	return strings.Trim(code, "0") == "" || slices.Contains(successCodes, strings.ToLower(code))
}

// SameCode reports whether two codes are one: the platform puts FAIL_BIZ_ before some codes, once, twice or not at all.
func SameCode(a, b string) bool { return bare(a) == bare(b) }

func bare(code string) string {
	for {
		rest, ok := strings.CutPrefix(code, "FAIL_BIZ_")
		if !ok {
			return code
		}
		code = rest
	}
}

// wrappedText returns the text in the member errorMessage of JSON text, or "".
func wrappedText(message string) string {
	members, _ := phpjson.Members([]byte(message))
	for _, m := range members {
		if m.Name == "errorMessage" && m.Value.Kind() == jsontext.KindString {
			return m.Text()
		}
	}
	return ""
}

// Plain returns the text of a message that may be JSON text with a member errorMessage, and that may say everything
// twice with a colon in between.
func Plain(message string) string {
	message = strings.TrimSpace(message)
	if strings.HasPrefix(message, "{") {
		message = cmp.Or(wrappedText(message), message)
	}
	if half := len(message) / 2; len(message)%2 == 1 && message[half] == ':' && message[:half] == message[half+1:] {
		return message[:half]
	}
	return message
}
