package record

import (
	"regexp"
	"strings"

	"github.com/go-ali1688/ali1688/transport"
)

var (
	address  = regexp.MustCompile(`(?:https?:)?//[^\s"'<>]+`)
	mail     = regexp.MustCompile(`[\w.+-]+@[\w-]+\.[\w.-]+\w`)
	landline = regexp.MustCompile(`0\d{2,3}-\d{7,8}`)
	mobile   = regexp.MustCompile(`1[3-9]\d{9}`)
)

// outsideAddresses rewrites what stands between the addresses of a text: their digits are of things.
func outsideAddresses(text string, rewrite func(string) string) string {
	var out strings.Builder
	done := 0
	for _, at := range address.FindAllStringIndex(text, -1) {
		out.WriteString(rewrite(text[done:at[0]]))
		out.WriteString(text[at[0]:at[1]])
		done = at[1]
	}
	out.WriteString(rewrite(text[done:]))
	return out.String()
}

// shapes takes out what has the shape of a mail address or a telephone number.
func shapes(text string) string {
	text = mail.ReplaceAllString(text, transport.Redacted)
	for _, form := range []*regexp.Regexp{landline, mobile} {
		text = replaceAlone(form, text)
	}
	return text
}

// replaceAlone replaces digits that are no part of a longer number.
func replaceAlone(form *regexp.Regexp, text string) string {
	var out strings.Builder
	done := 0
	for _, at := range form.FindAllStringIndex(text, -1) {
		if at[0] > 0 && isDigit(text[at[0]-1]) || at[1] < len(text) && isDigit(text[at[1]]) {
			continue
		}
		out.WriteString(text[done:at[0]] + transport.Redacted)
		done = at[1]
	}
	return out.String() + text[done:]
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
