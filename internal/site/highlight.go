package site

import (
	"html/template"
	"regexp"
)

var plainWord = regexp.MustCompile(`^[a-z+#-]+$`)

// codeBlock is code as HTML. Its colours come from highlight.js, when the page is there.
func codeBlock(language, code string) template.HTML {
	class := ""
	if plainWord.MatchString(language) && language != "text" {
		class = ` class="language-` + language + `"`
	}
	return template.HTML(`<pre class="code" tabindex="0"><code` + class + ">" + template.HTMLEscapeString(code) + "</code></pre>") //nolint:gosec // escaped
}
