package model

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/go-ali1688/ali1688/internal/codegen/naming"
	"github.com/go-ali1688/ali1688/internal/document"
)

// Topic is a kind of message that the API sends.
type Topic struct {
	Name, Go, Type string // on the wire, in Go, and the Go type of its contents
	Summary, Text  string
	Family         string
}

// BuildTopics reads the messages of a document.
func BuildTopics(bundled []byte) ([]Topic, error) {
	doc, err := document.Parse(bundled)
	if err != nil {
		return nil, err
	}
	var all []Topic
	for _, m := range doc.Messages() {
		t := Topic{
			Name: m.Path, Go: cmp.Or(m.GoName, naming.Identifier(m.Path)), Type: doc.MessageContents(m).Component(),
			Summary: m.Summary, Text: strings.TrimSpace(m.Description), Family: m.Family,
		}
		if t.Type == "" {
			return nil, fmt.Errorf("%s: its form must refer to the schema of message.data", m.Path)
		}
		all = append(all, t)
	}
	return all, nil
}
