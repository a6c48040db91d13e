package site

import (
	"fmt"
	"strings"

	"github.com/go-ali1688/ali1688/internal/reference"
)

// messagePage is what the page of a message shows.
type messagePage struct {
	*reference.Message
	Volume *volume
	Text   string
}

// messages writes a page for each message that a document's API sends.
func (e *edition) messages(v *volume) error {
	for i := range v.Messages {
		m := &v.Messages[i]
		body := messagePage{Message: m, Volume: v, Text: e.linked(m.Description, v.page(m.Name))}
		body.Example = readable(m.Example)
		p := page{Title: m.Name, Path: v.page(m.Name), Text: m.Summary, Body: body,
			Headings: e.headings("message", "members", "evidence")}
		e.indexMessage(v, m)
		if err := e.render("message.html", p); err != nil {
			return fmt.Errorf("%s: %w", m.Name, err)
		}
	}
	return nil
}

// indexMessage puts a message into the search, under its names in all languages.
func (e *edition) indexMessage(v *volume, m *reference.Message) {
	words := []string{m.Description}
	if twin := e.other.volume(v.Name).Message(m.Name); twin != nil {
		words = append(words, twin.Summary)
	}
	for _, member := range m.Members {
		words = append(words, member.Name)
	}
	e.index.add(entry{m.Name, m.Summary, v.page(m.Name)}, strings.Join(words, " "))
}

// navMessages returns the group of a document's messages, listed on their own pages only.
func (e *edition) navMessages(v *volume, here string) []navGroup {
	if len(v.Messages) == 0 {
		return nil
	}
	group := navGroup{Title: e.words["messages"], Path: anchored("index.html", v.Name+"-messages")}
	for _, m := range v.Messages {
		link := navLink{Title: m.Name, Sub: m.Summary, Path: v.page(m.Name), Here: here == v.page(m.Name), Code: true}
		group.Links, group.Open = append(group.Links, link), group.Open || link.Here
	}
	if !group.Open {
		group.Links = nil
	}
	return []navGroup{group}
}
