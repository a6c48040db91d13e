package mock

import "strings"

// language is what a call asks to be translated into.
type language string

func languageOf(c *call) language { return language(strings.ToLower(c.get("lang"))) }

// chinese says that there is nothing to translate.
func (l language) chinese() bool { return l == "" || l == "cn" || strings.HasPrefix(string(l), "zh") }

// english is the one language that the world has words in.
func (l language) english() bool { return strings.HasPrefix(string(l), "en") }

// status is translate_status: translation into a language that the world has no words in breaks off, as it may on the
// gateway.
func (l language) status() string {
	switch {
	case l.chinese():
		return ""
	case l.english():
		return "ok"
	}
	return "error"
}

// seconds is what the translation took.
func (l language) seconds() string {
	switch {
	case l.chinese():
		return "0"
	case l.english():
		return "1.25"
	}
	return "3.005"
}
