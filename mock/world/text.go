package world

import "strings"

// Text is a text of the world in Chinese and in English.
type Text struct{ Chinese, English string }

func (w word) text() Text { return Text{w.zh, w.en} }

// In returns the text in a language, by its code: en, ja or ko, which are those that the documents name. As live
// callers saw, every code that is not served gives Chinese.
func (t Text) In(language string) string {
	if language == "en" {
		return t.English
	}
	i, ok := eastern[language]
	if !ok || t.Chinese == t.English {
		return t.Chinese
	}
	if words, ok := east()[t.Chinese]; ok {
		return words[i]
	}
	return t.English
}

// TitleIn returns the offer's title in a language, by its code.
func (o *Offer) TitleIn(language string) string {
	if _, ok := eastern[language]; !ok {
		return o.Title(language == "en")
	}
	var b strings.Builder
	b.WriteString(englishMark)
	for i, w := range o.titleWords() {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.text().In(language))
	}
	return b.String()
}
