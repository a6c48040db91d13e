package site

import (
	"bytes"
	"fmt"
	"html/template"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/go-ali1688/ali1688/internal/lists"
)

// prose is Markdown read and turned into HTML.
type prose struct {
	Title    string
	HTML     template.HTML
	Headings []heading
	Sections []section
}

// section is what stands below a heading, for the search.
type section struct{ ID, Title, Text string }

// here is where the path of the page stands that is being read.
var here = parser.NewContextKey()

// newConverter returns what reads the Markdown of the edition with a parser and writes HTML.
func (e *edition) newConverter(p parser.Parser, more ...renderer.Option) goldmark.Markdown {
	return goldmark.New(
		goldmark.WithParser(p),
		goldmark.WithExtensions(extension.Table, extension.Strikethrough),
		goldmark.WithParserOptions(parser.WithAttribute(), parser.WithAutoHeadingID(),
			parser.WithASTTransformers(util.Prioritized(linker{e}, 100))),
		goldmark.WithRendererOptions(append(more, renderer.WithNodeRenderers(util.Prioritized(codeBlocks{}, 100)))...),
	)
}

// markdown turns the Markdown of a page into HTML. Names of operations in code become links, as seen from the page at
// path.
func (e *edition) markdown(source []byte, path string) (*prose, error) {
	if e.md == nil {
		e.md = e.newConverter(goldmark.DefaultParser(), html.WithUnsafe())
	}
	return e.convert(e.md, source, path)
}

func (e *edition) convert(md goldmark.Markdown, source []byte, path string) (*prose, error) {
	context := parser.NewContext()
	context.Set(here, path)
	root := md.Parser().Parse(text.NewReader(source), parser.WithContext(context))
	out := &prose{}
	out.read(root, source)
	var html bytes.Buffer
	if err := md.Renderer().Render(&html, source, root); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	page := strings.ReplaceAll(html.String(), "<table>", `<div class="table" tabindex="0"><table>`)
	out.HTML = template.HTML(strings.ReplaceAll(page, "</table>", "</table></div>"))
	return out, nil
}

// inline returns a text of a document as HTML. Tags in it are text: an <id> stays readable, and a script does not run.
func (e *edition) inline(text, path string) (template.HTML, error) {
	if e.texts == nil {
		e.texts = e.newConverter(parser.NewParser(
			parser.WithBlockParsers(without(parser.DefaultBlockParsers(), parser.NewHTMLBlockParser())...),
			parser.WithInlineParsers(without(parser.DefaultInlineParsers(), parser.NewRawHTMLParser())...),
			parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...)))
	}
	p, err := e.convert(e.texts, []byte(text), path)
	if err != nil {
		return "", err
	}
	return p.HTML, nil
}

// without returns the parsers except one.
func without(parsers []util.PrioritizedValue, one any) []util.PrioritizedValue {
	return lists.Select(parsers, func(p util.PrioritizedValue) bool { return p.Value != one })
}

// read takes the title out of the page, and lists its headings with what stands below them.
func (p *prose) read(root ast.Node, source []byte) {
	var title ast.Node
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		h, ok := n.(*ast.Heading)
		switch {
		case ok && h.Level == 1:
			p.Title, title = plainText(h, source), h
			p.Sections = append(p.Sections, section{Title: p.Title})
		case ok && h.Level == 2:
			id := attribute(h, "id")
			p.Headings = append(p.Headings, heading{id, plainText(h, source)})
			p.Sections = append(p.Sections, section{ID: id, Title: plainText(h, source)})
		case len(p.Sections) > 0:
			p.Sections[len(p.Sections)-1].Text += " " + plainText(n, source)
		}
	}
	if title != nil {
		root.RemoveChild(root, title)
	}
}

func attribute(n ast.Node, name string) string {
	v, _ := n.AttributeString(name)
	switch v := v.(type) {
	case []byte:
		return string(v)
	case string:
		return v
	}
	return ""
}

// plainText returns the text of a node.
func plainText(n ast.Node, source []byte) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch t := n.(type) {
		case *ast.Text:
			if entering {
				b.Write(t.Segment.Value(source))
			} else if t.SoftLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.FencedCodeBlock, *ast.CodeBlock:
			return ast.WalkSkipChildren, nil
		default:
			if !entering && n.Type() == ast.TypeBlock {
				b.WriteByte(' ')
			}
		}
		return ast.WalkContinue, nil
	})
	return strings.TrimSpace(b.String())
}

// codeBlocks highlights fenced code.
type codeBlocks struct{}

func (c codeBlocks) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindFencedCodeBlock, c.render)
}

func (codeBlocks) render(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	block := n.(*ast.FencedCodeBlock)
	var code strings.Builder
	for i := range block.Lines().Len() {
		line := block.Lines().At(i)
		code.Write(line.Value(source))
	}
	_, err := w.WriteString(string(codeBlock(string(block.Language(source)), code.String())))
	return ast.WalkSkipChildren, err
}
