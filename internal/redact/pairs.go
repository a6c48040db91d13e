package redact

import (
	"net/url"
	"regexp"
	"strings"
)

var (
	// echoed is how the gateway quotes a key in its reasons.
	echoed = regexp.MustCompile(`(?i)(\bkey\[)[^\]]+`)
	// headers are quoted as a whole: a cookie has names of its own.
	headers = regexp.MustCompile(`(?i)(\b(?:set-)?cookie\s*:\s*)[^\r\n"]+`)
	schemes = regexp.MustCompile(`(?i)(\b(?:bearer|basic)\s+)[\w+/=.~-]{8,}`)
	// quotedPair is a name in quotes and its value, in JSON and in what PHP prints and serializes.
	quotedPair = regexp.MustCompile(`([\w-]+)\\*["'\]]+\s*(?:=>|[:;])\s*(?:s:\d+:)?\s*\\*["']*([^&\s"',;{}\[\]<>()\\]+)`)
	// barePair is a name and its value in words. A word behind a colon is no value; one with digits is.
	barePair = regexp.MustCompile(`([\w-]+)\s?:\s?([\w+/=.~%-]*\d[\w+/=.~%-]*)`)
	// pair is a parameter of an address, escaped or not.
	pair = regexp.MustCompile(`([\w-]+)(?:=|%3[Dd])([^&\s"'<>()\\,;]+)`)
	// customQuery is the query of the operation that passes on the arguments of others: addresses and names of people.
	customQuery = regexp.MustCompile(`(/custom/?\?)[^\s"'<>]+`)
)

// named replaces the values that stand behind a name for which is returns true.
func named(text string, is func(name string) bool) string {
	if !strings.ContainsAny(text, "=:[%;") && !schemes.MatchString(text) {
		return text
	}
	text = echoed.ReplaceAllString(text, "${1}"+Mark)
	text = headers.ReplaceAllString(text, "${1}"+Mark)
	text = schemes.ReplaceAllString(text, "${1}"+Mark)
	for _, form := range []*regexp.Regexp{pair, quotedPair, barePair} {
		text = rewrite(form, text, func(name, value string) string {
			if !is(name) || isNothing(value) || form == barePair && len(value) < 6 {
				return value
			}
			return Mark
		})
	}
	return text
}

// pairs redacts the JSON in parameters of a text that quotes an address.
func (r Redactor) pairs(text string) string {
	text = customQuery.ReplaceAllString(text, "${1}"+Mark)
	return rewrite(pair, text, func(name, value string) string {
		plain, err := url.QueryUnescape(value)
		if err != nil || !LooksJSON(plain) {
			return value
		}
		if clean := r.nested(name, plain); clean != plain {
			return url.QueryEscape(clean)
		}
		return value
	})
}

// rewrite replaces the second group of every match by what is made of both, and leaves the rest of the text.
func rewrite(form *regexp.Regexp, text string, with func(name, value string) string) string {
	var out strings.Builder
	done := 0
	for _, at := range form.FindAllStringSubmatchIndex(text, -1) {
		out.WriteString(text[done:at[4]])
		out.WriteString(with(text[at[2]:at[3]], text[at[4]:at[5]]))
		done = at[5]
	}
	return out.String() + text[done:]
}

func isNothing(value string) bool {
	switch strings.ToLower(value) {
	case "", "null", "true", "false":
		return true
	}
	return strings.HasPrefix(value, Mark)
}
