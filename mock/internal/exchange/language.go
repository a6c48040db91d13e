package exchange

import "strings"

// Language is the language that a request asks for, in lower case.
type Language string

// LanguageOf returns the value of the parameter lang.
func LanguageOf(c *Call) Language { return Language(strings.ToLower(c.Get("lang"))) }

// Chinese reports whether nothing has to be translated.
func (l Language) Chinese() bool { return l == "" || l == "cn" || strings.HasPrefix(string(l), "zh") }

// English reports whether the language is English, the only one that the world has words in.
func (l Language) English() bool { return strings.HasPrefix(string(l), "en") }

// Status returns translate_status. Translation into a language that the world has no words in breaks off, as it
// sometimes does on the gateway.
func (l Language) Status() string {
	switch {
	case l.Chinese():
		return ""
	case l.English():
		return "ok"
	}
	return "error"
}

// Seconds returns translate_time.
func (l Language) Seconds() string {
	switch {
	case l.Chinese():
		return "0"
	case l.English():
		return "1.25"
	}
	return "3.005"
}
