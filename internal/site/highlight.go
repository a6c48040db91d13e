package site

import (
	"html/template"
	"strings"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/formatters/html"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/alecthomas/chroma/v2/styles"
)

var formatter = html.New(html.WithClasses(true), html.PreventSurroundingPre(true))

// highlight is code as HTML, with classes that the style sheet colours. A language that is unknown stays plain.
func highlight(language, code string) (template.HTML, error) {
	lexer := lexers.Get(language)
	if lexer == nil {
		lexer = lexers.Fallback
	}
	tokens, err := chroma.Coalesce(lexer).Tokenise(nil, code)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	b.WriteString(`<pre class="code" tabindex="0"><code>`)
	if err := formatter.Format(&b, styles.Fallback, tokens); err != nil {
		return "", err
	}
	b.WriteString("</code></pre>")
	return template.HTML(b.String()), nil //nolint:gosec // the formatter escapes
}
