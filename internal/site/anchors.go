package site

import (
	"cmp"
	"fmt"
	"html/template"
	"regexp"
	"strings"
)

// notInID is what ids of rows do without.
var notInID = regexp.MustCompile(`[^A-Za-z0-9_.-]+`)

// rowID returns the id of the row of a parameter or a member: its kind and its path without the brackets of lists.
func rowID(kind, path string) string {
	return kind + "-" + strings.Trim(notInID.ReplaceAllString(strings.ReplaceAll(path, "[]", ""), "-"), "-")
}

// uniqueID returns the id of a row that no other row of the page has: members of alternatives may share a path.
func (e *edition) uniqueID(kind, path string) string {
	id := rowID(kind, path)
	e.ids[id]++
	if n := e.ids[id]; n > 1 {
		return fmt.Sprintf("%s-%d", id, n)
	}
	return id
}

var headingTag = regexp.MustCompile(`(?s)<h([23]) id="([^"]+)">(.*?)</h[23]>`)

// linkHeadings adds a link to itself to each heading of a page.
func (e *edition) linkHeadings(page []byte) []byte {
	label := template.HTMLEscapeString(e.words["link-here"])
	return headingTag.ReplaceAll(page, []byte(`<h$1 id="$2">$3 <a class="anchor" href="#$2" aria-label="`+
		label+`">#</a></h$1>`))
}

// kindHTML returns what comes, as seen from the page of an operation: a named kind is a link to its explanation.
func (e *edition) kindHTML(kind string) template.HTML {
	parts := strings.Split(kind, " ")
	for i, p := range parts {
		parts[i] = template.HTMLEscapeString(cmp.Or(e.words["kind-"+p], p))
		if e.named[p] {
			parts[i] = `<a href="../values.html#kind-` + p + `">` + p + "</a>"
		}
	}
	return template.HTML(strings.Join(parts, e.words["space"]))
}
