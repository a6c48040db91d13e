package site

import (
	"bytes"
	"cmp"
	"fmt"
	"html/template"
	"os"
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688/internal/lists"
)

// repository is where the sources of the site are.
const repository = "https://github.com/go-ali1688/ali1688"

// publication writes the files for search engines, assistants and hosts. Those with whole addresses need a base URL.
func (b *builder) publication() error {
	return inOrder(b.notFound, b.robots, b.assistants, b.sitemap)
}

// sitemap lists every page with its twin in the other language, if the site has an address.
func (b *builder) sitemap() error {
	if b.base == "" {
		return nil
	}
	var out strings.Builder
	out.WriteString(`<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
`)
	for _, e := range b.editionList {
		for _, path := range e.paths {
			fmt.Fprintf(&out, "<url><loc>%s</loc>", template.HTMLEscapeString(b.base+e.lang+"/"+path))
			for _, lang := range languages {
				fmt.Fprintf(&out, `<xhtml:link rel="alternate" hreflang="%s" href="%s"/>`, lang,
					template.HTMLEscapeString(b.base+lang+"/"+path))
			}
			out.WriteString("</url>\n")
		}
	}
	out.WriteString("</urlset>\n")
	return b.write("sitemap.xml", []byte(out.String()))
}

func (b *builder) robots() error {
	out := "User-agent: *\nAllow: /\n"
	if b.base != "" {
		out += "Sitemap: " + b.base + "sitemap.xml\n"
	}
	return b.write("robots.txt", []byte(out))
}

// notFound writes the page of an address without a page. It may be shown at any depth, so it loads nothing.
func (b *builder) notFound() error {
	page, err := template.ParseFiles(b.path("docs", "templates", "404.html"))
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := page.Execute(&out, cmp.Or(b.base, b.BasePath, "./")); err != nil {
		return err
	}
	return b.write("404.html", out.Bytes())
}

// assistants writes the list of the pages in Markdown.
func (b *builder) assistants() error {
	var out strings.Builder
	out.WriteString("# " + b.Title + "\n\n> " + b.editionList[0].words["llms"] + "\n")
	for _, e := range b.editionList {
		fmt.Fprintf(&out, "\n## %s\n\n", e.words["guides"])
		for _, g := range slices.Concat(e.ownGuide, e.guide) {
			fmt.Fprintf(&out, "- [%s](%s)\n", g.Title, b.base+e.lang+"/"+markdownPath(g.Path))
		}
		for _, v := range e.docs {
			fmt.Fprintf(&out, "\n## %s %s\n\n", v.Title, v.Version)
			for i := range v.Operations {
				op := &v.Operations[i]
				fmt.Fprintf(&out, "- [%s](%s): %s\n", op.Name, b.base+e.lang+"/"+markdownPath(v.page(op.Name)), op.Summary)
			}
		}
	}
	return b.write("llms.txt", []byte(out.String()))
}

// markdownPath returns the path of a page in Markdown.
func markdownPath(page string) string { return strings.TrimSuffix(page, ".html") + ".md" }

// guideMarkdown writes a guide as it was written, with its tables, and with its pictures in words.
func (e *edition) guideMarkdown(g *guide) error {
	source, err := e.guideText(strings.TrimSuffix(g.Path, ".html"))
	if err != nil {
		return err
	}
	return e.write(e.lang+"/"+markdownPath(g.Path), source)
}

// operationMarkdown writes the page of an operation without its samples.
func (e *edition) operationMarkdown(o *operationPage) error {
	var out strings.Builder
	fmt.Fprintf(&out, "# %s\n\n%s\n\n`%s %s`\n\n%s\n", o.Name, o.Summary, o.Method, o.Path, o.Description)
	fmt.Fprintf(&out, "\n## %s\n\n", e.words["parameters"])
	for _, p := range o.Params {
		required := ""
		if p.Required {
			required = ", " + e.words["required"]
		}
		fmt.Fprintf(&out, "- `%s` (%s%s): %s\n", p.Name, e.kind(p.Kind), required, oneLine(p.Description))
	}
	fmt.Fprintf(&out, "\n## %s\n\n", e.words["members"])
	for _, m := range o.Members {
		fmt.Fprintf(&out, "- `%s` (%s): %s\n", m.Path, e.kind(m.Kind), oneLine(m.Description))
		for _, value := range m.Meanings {
			fmt.Fprintf(&out, "  - `%s`: %s\n", value.Value, e.say(value.EN, value.ZH))
		}
	}
	if o.Codes != "" {
		fmt.Fprintf(&out, "\n## %s\n\n%s", e.words["refusals"], o.Codes)
	}
	if o.Shown.JSON != "" {
		fmt.Fprintf(&out, "\n## %s\n\n```json\n%s\n```\n", e.words["answer"], o.Shown.JSON)
	}
	return e.write(e.lang+"/"+markdownPath(o.Volume.page(o.Name)), []byte(out.String()))
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// versions returns the site and the documents with their versions, for the foot of every page.
func (e *edition) versions() string {
	out := []string{strings.TrimSpace(e.Title + " " + e.Release)}
	if e.Date != "" {
		out[0] += " (" + e.Date + ")"
	}
	out = append(out, lists.Map(e.docs, func(v *volume) string { return v.Name + " " + v.Version })...)
	return strings.Join(out, " · ")
}

// sourceOf returns the address of the file in the repository from which a page is made, or "".
func (e *edition) sourceOf(path string) string {
	document, name, inDocument := strings.Cut(strings.TrimSuffix(path, ".html"), "/")
	file := "docs/" + e.lang + "/" + document + ".md"
	if inDocument {
		file = "openapi/" + document + "/paths/" + name + ".yaml"
	}
	if _, err := os.Stat(e.path(file)); err != nil {
		return ""
	}
	return repository + "/edit/main/" + file
}
