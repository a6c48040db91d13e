package site

import (
	"html/template"
	"regexp"
	"strings"
)

var plainWord = regexp.MustCompile(`^[a-z+#-]+$`)

// inElement escapes what must not stand between tags. Quotes may, of which code is full.
var inElement = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// codeBlock is code as HTML. Its colours come from highlight.js, when the page is there.
func codeBlock(language, code string) template.HTML {
	class := ""
	if plainWord.MatchString(language) && language != "text" {
		class = ` class="language-` + language + `"`
	}
	return template.HTML(`<pre class="code" tabindex="0"><code` + class + ">" + inElement.Replace(code) +
		"</code></pre>")
}
