package world

import "strings"

// Text is a text of the world in the two languages that it has words in.
type Text struct{ Chinese, English string }

func (w word) text() Text { return Text{w.zh, w.en} }

// tagged are the languages beside English that the documents name for translations. The world has no words in them:
// the English ones stand for them, with the code of the language before.
var tagged = map[string]string{"ja": "[ja] ", "ko": "[ko] "}

// In returns the text in a language, by its code. As live callers saw, every code that is not served gives Chinese.
func (t Text) In(language string) string {
	if language == "en" {
		return t.English
	}
	tag, ok := tagged[language]
	if !ok || t.Chinese == t.English {
		return t.Chinese
	}
	if rest, ok := strings.CutPrefix(t.English, englishMark); ok {
		return englishMark + tag + rest
	}
	return tag + t.English
}
