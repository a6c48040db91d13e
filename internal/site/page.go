package site

import (
	"bytes"
	"cmp"
	"fmt"
	"html/template"
	"path"
	"strings"

	"github.com/go-ali1688/ali1688/internal/reference"
	"github.com/go-ali1688/ali1688/internal/samples"
)

// page is what every template gets.
type page struct {
	Lang, Other string // the language of the page, and the other one
	Title       string
	Text        string // a sentence for search engines
	Path        string // within the edition, such as gateway/item_get.html
	Base        string // the address of the root of the site, or ""
	Before      string // the page before in reading order, or ""
	After       string
	Markdown    bool   // there is the same in Markdown
	Edit        string // where its source is edited, or ""
	Versions    string // of the site and the documents
	Site        string // its title
	Feed        bool   // there is a feed of the changes
	Switcher    *switcher
	Root        string // the way to the root of the site, such as ../../
	Nav         []navGroup
	Headings    []heading
	Body        any // what the template is about
}

type heading struct{ ID, Text string }

// navGroup is a group of links beside the page.
type navGroup struct {
	Title string
	Links []navLink
	Open  bool
	Path  string // where it is listed, for a group without links
	Head  bool   // groups of its own follow
}

type navLink struct {
	Title, Sub, Path string
	Here, Code       bool
}

// render writes a page with a template.
func (e *edition) render(name string, p page) error {
	p.Lang, p.Other = e.lang, e.other.lang
	p.Base, p.Edit, p.Versions = e.base, e.sourceOf(p.Path), e.versions()
	p.Site, p.Feed = e.Title, e.hasFeed()
	e.paths = append(e.paths, p.Path)
	p.Root = strings.Repeat("../", strings.Count(p.Path, "/")+1)
	p.Nav, p.Switcher = e.nav(p.Path), e.switcher(p.Root)
	e.ids = map[string]int{}
	var out bytes.Buffer
	if err := e.pages.ExecuteTemplate(&out, name, p); err != nil {
		return fmt.Errorf("%s: %w", p.Path, err)
	}
	return e.write(e.lang+"/"+p.Path, e.linkHeadings(out.Bytes()))
}

// nav returns the way through the site, seen from the page at here.
func (e *edition) nav(here string) []navGroup {
	start := navGroup{Title: e.words["guides"], Open: true}
	for _, g := range e.guide {
		start.Links = append(start.Links, navLink{Title: g.Title, Path: g.Path, Here: g.Path == here})
	}
	groups := append(e.navOwn(here), start)
	for _, v := range e.docs {
		groups = append(groups, e.navVolume(v, here)...)
	}
	more := navGroup{Title: e.words["more"], Open: true}
	for _, link := range [][2]string{{"refusal-finder", refusalFinder}, {"coverage", "coverage.html"},
		{"downloads", "downloads.html"}, {"changes", "changes.html"}} {
		more.Links = append(more.Links, navLink{Title: e.words[link[0]], Path: link[1], Here: link[1] == here})
	}
	return append(groups, more)
}

// navOwn returns the group of the user's guides, if there are any.
func (e *edition) navOwn(here string) []navGroup {
	if len(e.ownGuide) == 0 {
		return nil
	}
	own := navGroup{Title: e.Title, Open: true}
	for _, g := range e.ownGuide {
		own.Links = append(own.Links, navLink{Title: g.Title, Path: g.Path, Here: g.Path == here})
	}
	return []navGroup{own}
}

// navVolume returns a group for the reference and one for each group of operations. Only the group of the page is
// listed: all of them on every page would be most of the site.
func (e *edition) navVolume(v *volume, here string) []navGroup {
	whole := v.Name + "/reference.html"
	groups := []navGroup{{Title: v.Title, Open: true, Head: true,
		Links: []navLink{{Title: e.words["reference"], Path: whole, Here: here == whole}}}}
	for _, g := range e.groups(v) {
		group := navGroup{Title: g.Title, Path: g.Path}
		for _, op := range g.Operations {
			link := navLink{Title: op.Name, Sub: op.Summary, Path: v.page(op.Name), Here: here == v.page(op.Name), Code: true}
			group.Links, group.Open = append(group.Links, link), group.Open || link.Here
		}
		if !group.Open {
			group.Links = nil
		}
		groups = append(groups, group)
	}
	return append(groups, e.navMessages(v, here)...)
}

// page returns where the page of an operation or a message lies within its edition.
func (v *volume) page(operation string) string { return v.Name + "/" + operation + ".html" }

// funcs returns what templates call.
func (e *edition) funcs() template.FuncMap {
	return template.FuncMap{
		"t":             e.word,
		"aboutDocument": func(name, text string) string { return cmp.Or(e.words["about-document-"+name], text) },
		"group":         func(op *reference.Operation) string { return e.groupTitle(groupOf(op)) },
		"level":         func(level string) string { return cmp.Or(e.words["level-"+level], level) },
		"families":      e.familyBars,
		"ages":          e.ageBars,
		"levels":        func() []string { return levels },
		"md":            func(text string) (template.HTML, error) { return e.inline(text, "") },
		"mdin":          e.inline,
		"code":          codeBlock,
		"base":          path.Base,
		"markdown":      markdownPath,
		"repository":    func() string { return repository },
		"indent":        func(depth int) template.CSS { return template.CSS(fmt.Sprintf("--depth:%d", depth)) },
		"href":          href,
		"soft":          soft,
		"tabs":          func(prefix string, s []samples.Sample, tried bool) tabSet { return tabSet{prefix, s, tried} },
		"lines":         func(text string) int { return min(12, strings.Count(text, "\n")+1) },
		"kind":          e.kindHTML,
		"id":            e.uniqueID,
		"say":           e.say,
		"source":        e.source,
		"came":          e.came,
		"refusalsOf":    e.refusalsOf,
		"meaning":       e.meaning,
		"unit":          func(unit string) string { return cmp.Or(e.words["unit-"+unit], unit) },
		"kilobyte":      func(n int) string { return fmt.Sprintf("%d KB", (n+1023)/1024) },
	}
}

// soft returns a name that may break behind its dots.
func soft(name string) template.HTML {
	return template.HTML(strings.ReplaceAll(template.HTMLEscapeString(name), ".", ".<wbr>"))
}

// levels are the levels of evidence, best first.
var levels = []string{"recorded", "official", "documented", "secondary", "sdk", "live", "sibling", "inferred",
	"unknown"}

// href makes a link to a page of the edition relative to the page that it stands on. A link goes to index.html and
// never to a folder, which only a server would open.
func href(from, to string) string { return strings.Repeat("../", strings.Count(from, "/")) + to }
