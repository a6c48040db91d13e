package site

import (
	"html/template"
	"strings"
	"sync"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/formatters/html"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/alecthomas/chroma/v2/styles"
)

var formatter = html.New(html.WithClasses(true), html.PreventSurroundingPre(true))

// highlighted is what highlight made so far: the editions show the same samples.
var highlighted sync.Map

// highlight is code as HTML, with classes that the style sheet colours. A language that is unknown stays plain.
func highlight(language, code string) (template.HTML, error) {
	key := [2]string{language, code}
	if done, ok := highlighted.Load(key); ok {
		return done.(template.HTML), nil
	}
	out, err := colour(language, code)
	highlighted.Store(key, out)
	return out, err
}

func colour(language, code string) (template.HTML, error) {
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
