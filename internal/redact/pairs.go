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
)

// named replaces the values that stand behind a name for which is returns true.
func named(text string, is func(name string) bool) string {
	hasScheme := containsFold(text, "bearer") || containsFold(text, "basic") || strings.Contains(text, "ſ") // folds to s
	if hasScheme && schemes().MatchString(text) || strings.ContainsAny(text, "=:[%;") {
		return namedPairs(quotedValues(afterWords(hidePasswords(text), hasScheme), is), is)
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
		authority := text[start:after(text, start, urlByte)]
		if end := strings.IndexAny(authority, "/?#"); end >= 0 {
			authority = authority[:end]
		}
		at := strings.LastIndexByte(authority, '@')
		if colon := strings.IndexByte(authority[:max(at, 0)], ':'); colon >= 0 && colon+1 < at {
			out.WriteString(text[done:start+colon+1] + Mark)
			done = start + at
			i = done
		}
	}
	return out.String() + text[done:]
}

// quotedValues replaces whole values in quotes, with the blanks and commas in them.
func quotedValues(text string, is func(name string) bool) string {
	for _, find := range [...]finder{findMember, findAssigned} {
		text = find.rewrite(text, func(name, value string) string {
			if strings.IndexByte(`\"'`, value[0]) < 0 || isNothing(unquoted(value)) || !is(name) {
				return value
			}
			return marked(value)
		})
	}
	return text
}

func namedPairs(text string, is func(name string) bool) string {
	for _, form := range [...]struct {
		find  finder
		least int // a shorter value is kept
	}{{findPair, 0}, {findQuotedPair, 0}, {findBarePair, 6}} {
		text = form.find.rewrite(text, func(name, value string) string {
			if len(value) < form.least || isNothing(value) || !is(name) {
				return value
			}
			return Mark
		})
	}
	return text
}

// pairs redacts the JSON in parameters of a text that quotes an address.
func (r Redactor) pairs(text string) string {
	text = customQuery().ReplaceAllString(text, "${1}"+Mark)
	return finder(findPair).rewrite(text, func(name, value string) string {
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

// rewrite replaces the value of every match by what is made of both, and leaves the rest of the text.
func (find finder) rewrite(text string, with func(name, value string) string) string {
	var out strings.Builder
	from, done := 0, 0
	for {
		at, ok := find(text, from)
		if !ok {
			return out.String() + text[done:]
		}
		value := text[at.value:at.end]
		if clean := with(text[at.name:at.nameEnd], value); clean != value {
			out.WriteString(text[done:at.value])
			out.WriteString(clean)
			done = at.end
		}
		from = at.end
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
	case "", "null", "true", "false":
		return true
	}
	return strings.HasPrefix(value, Mark)
}
