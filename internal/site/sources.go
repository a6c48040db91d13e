package site

import (
	"html"
	"html/template"
	"strings"
)

// source returns where a fact was seen: a link for an address and for a file of the repository, or else a sentence in
// the language of the edition.
func (e *edition) source(text string) template.HTML {
	address := text
	switch {
	case strings.HasPrefix(text, "evidence/"):
		address = repository + "/tree/main/" + text
	case !strings.HasPrefix(text, "https://"):
		return template.HTML(html.EscapeString(e.translation(text, nil)))
	}
	link := `<a rel="external nofollow" href="` + html.EscapeString(address) + `">` + html.EscapeString(text) + `</a>`
	return template.HTML(link)
}
