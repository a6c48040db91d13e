package redact

import (
	"net/url"
	"regexp"
	"strings"

	"github.com/go-ali1688/ali1688/internal/lazyregexp"
)

var (
	// echoed is how the gateway quotes a key in its reasons.
	echoed = lazyregexp.New(`(?i)(\bkey\[)[^\]]+`)
	// headers are quoted as a whole: a cookie has names of its own, and a value of it may have quotes.
	headers = lazyregexp.New(`(?i)(\b(?:set-)?cookie\s*:\s*)(?:[^\r\n"=]|="[^\r\n"]*"|=)+`)
	// schemes are before credentials, which are of any length in their header.
	schemes = lazyregexp.New(`(?i)(\bauthorization\s*:\s*(?:bearer|basic)\s+)[\w+/=.~-]+|` +
		`(\b(?:bearer|basic)\s+)[\w+/=.~-]{8,}`)
	// customQuery is the query of the operation that passes on the arguments of others: addresses and names of people.
	customQuery = lazyregexp.New(`(/custom/?\?)[^\s"'<>]+`)
	// escapedJSON begins a parameter that is an object or a list.
	escapedJSON = lazyregexp.New(`^(?:\+|%(?:20|09|0[AaDd]))*(?:[{\[]|%[75][Bb])`)
)

// named replaces the values that stand behind a name for which is returns true.
func named(text string, is func(name string) bool) string {
	hasScheme := containsFold(text, "bearer") || containsFold(text, "basic") || strings.Contains(text, "ſ") // folds to s
	if hasScheme && schemes().MatchString(text) || strings.ContainsAny(text, "=:[%;") {
		return namedPairs(afterWords(quotedValues(hidePasswords(text), is), hasScheme), is)
	}
	return text
}

// afterWords replaces what is recognised by a word before it. The expressions run where a part of the word is there
// that has no other spelling in Unicode.
func afterWords(text string, hasScheme bool) string {
	if containsFold(text, "ey[") {
		text = echoed().ReplaceAllString(text, "${1}"+Mark)
	}
	if containsFold(text, "coo") {
		text = headers().ReplaceAllString(text, "${1}"+Mark)
	}
	if hasScheme {
		text = schemes().ReplaceAllString(text, "${1}${2}"+Mark)
	}
	return text
}

// hidePasswords replaces the passwords in addresses, such as that of a proxy.
func hidePasswords(text string) string {
	var out strings.Builder
	done := 0
	for i := 0; i < len(text); {
		next := strings.Index(text[i:], "//")
		if next < 0 {
			break
		}
		start := i + next + 2
		i = start
		authority := text[start:after(text, start, authorityByte)]
		at := strings.LastIndexByte(authority, '@')
		if colon := strings.IndexByte(authority[:max(at, 0)], ':'); colon >= 0 && colon+1 < at {
			out.WriteString(text[done:start+colon+1] + Mark)
			done = start + at
			i = done
		}
	}
	return out.String() + text[done:]
}

// quotedValues replaces whole values in quotes and in brackets, with the blanks and commas in them.
func quotedValues(text string, is func(name string) bool) string {
	for _, find := range [...]finder{findMember, findAssigned} {
		text = hiding{find, afterWhole, marked, is}.rewrite(text)
	}
	return text
}

func namedPairs(text string, is func(name string) bool) string {
	mark := func(string) string { return Mark }
	isAny := func(name string) bool { return anyName(name, is) }
	text = hiding{findPair, afterPair, mark, isAny}.rewrite(text)
	text = hiding{findQuotedPair, afterQuotedPair, mark, is}.rewrite(text)
	return hiding{findBarePair, afterLongRun, mark, is}.rewrite(text)
}

// pairs redacts the JSON in parameters of a text that quotes an address.
func (r Redactor) pairs(text string) string {
	text = customQuery().ReplaceAllString(text, "${1}"+Mark)
	return finder(findPair).rewrite(text, func(name string, value int) (string, int) {
		if !escapedJSON().MatchString(text[value:]) {
			return "", 0
		}
		end := after(text, value, valueByte)
		plain := unescaped(text[value:end])
		if clean := r.nested(name, plain); clean != plain {
			return url.QueryEscape(clean), end
		}
		return text[value:end], end
	})
}

// unescaped returns the text of a parameter. A percent sign that escapes nothing is one, as at the end of a text that
// is cut off.
func unescaped(value string) string {
	var out strings.Builder
	for i := range len(value) {
		out.WriteByte(value[i])
		if value[i] == '%' && (i+3 > len(value) || !isHex(value[i+1:i+3])) {
			out.WriteString("25")
		}
	}
	plain, _ := url.QueryUnescape(out.String())
	return plain
}

// rewrite replaces values: with returns what stands in place of one, and its end. A value whose end is 0 stays, and is
// read for further names: it may have some in it, and in a part of what PHP serialized it may be one.
func (find finder) rewrite(text string, with func(name string, value int) (clean string, end int)) string {
	var out strings.Builder
	from, done := 0, 0
	for {
		at, ok := find(text, from)
		if !ok {
			return out.String() + text[done:]
		}
		clean, end := with(text[at.name:at.nameEnd], at.value)
		if end == 0 {
			from = at.value
			continue
		}
		out.WriteString(text[done:at.value])
		out.WriteString(clean)
		from, done = end, end
	}
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
	case "", "null", "true", "false", "[]", "{}":
		return true
	}
	return value == Mark
}
