package site

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// linker makes links of code that is the name of an operation.
type linker struct{ *edition }

func (l linker) Transform(root *ast.Document, reader text.Reader, context parser.Context) {
	path, _ := context.Get(here).(string)
	var found []ast.Node
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if n.Kind() == ast.KindLink || n.Kind() == ast.KindHeading {
			return ast.WalkSkipChildren, nil
		}
		if entering && n.Kind() == ast.KindCodeSpan {
			found = append(found, n)
		}
		return ast.WalkContinue, nil
	})
	for _, n := range found {
		name := plainText(n, reader.Source())
		if to := l.operation(name); to != "" && to != path {
			link := ast.NewLink()
			link.Destination = []byte(href(path, to))
			n.Parent().ReplaceChild(n.Parent(), n, link)
			link.AppendChild(link, n)
		}
	}
}

// operation returns the page of the operation or message of that name, or "".
func (e *edition) operation(name string) string {
	for _, v := range e.docs {
		if v.Operation(name) != nil || v.Message(name) != nil {
			return v.page(name)
		}
	}
	return ""
}

// mention is a name of several words, as operations have it, that stands neither in an address nor in a longer name.
var mention = regexp.MustCompile(`(^|[\s(,;:，。；：、（])([A-Za-z0-9]+(?:[_.][A-Za-z0-9]+)+)`)

// linked makes links of the names of operations that stand in a text as plain words, as seen from the page at path.
func (e *edition) linked(text, path string) string {
	parts := strings.Split(text, "`")
	for i := 0; i < len(parts); i += 2 { // the others are code
		parts[i] = mention.ReplaceAllStringFunc(parts[i], func(found string) string {
			m := mention.FindStringSubmatch(found)
			to := e.operation(m[2])
			if to == "" || to == path {
				return found
			}
			return m[1] + "[" + m[2] + "](" + href(path, to) + ")"
		})
	}
	return strings.Join(parts, "`")
}
