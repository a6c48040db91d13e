package site

import (
	"bytes"
	"cmp"
	"fmt"
	"os"
	"slices"
	"strings"
	"text/template"

	"github.com/go-ali1688/ali1688/internal/lists"
	"github.com/go-ali1688/ali1688/internal/reference"
	"github.com/go-ali1688/ali1688/mock"
	"github.com/go-ali1688/ali1688/phpwire"
)

// guideNames are the guides in the order in which one reads them.
var guideNames = []string{
	"quick-start", "authentication", "values", "errors", "formats", "paging", "production", "batch", "capacity",
	"open-platform", "push", "mock", "recording", "mcp", "generators", "upgrading", "policy",
}

// guide is a guide in the language of its edition.
type guide struct {
	*prose
	Path string
}

// page returns the page of the guide.
func (g *guide) page(body map[string]any) page {
	return page{Title: g.Title, Path: g.Path, Text: strings.TrimSpace(g.Sections[0].Text), Headings: g.Headings,
		Body: body, Markdown: true}
}

// readGuides reads the guides. What they state about codes, faults and formats is made from the code and the documents.
func (e *edition) readGuides() error {
	for _, name := range guideNames {
		source, err := e.guideSource(name)
		if err != nil {
			return err
		}
		path := name + ".html"
		read, err := e.markdown(source, path)
		if err != nil {
			return err
		}
		e.guide = append(e.guide, &guide{read, path})
	}
	return nil
}

// guideSource returns the Markdown of a guide with its tables and pictures filled in.
func (e *edition) guideSource(name string) ([]byte, error) { return e.filled(name, e.tables()) }

// guideText returns the Markdown of a guide with its tables filled in and its pictures in words.
func (e *edition) guideText(name string) ([]byte, error) {
	tables := e.tables()
	tables["picture"] = e.pictureText
	return e.filled(name, tables)
}

func (e *edition) filled(name string, tables template.FuncMap) ([]byte, error) {
	content, err := os.ReadFile(e.path("docs", e.lang, name+".md"))
	if err != nil {
		return nil, err
	}
	t, err := template.New(name + ".md").Funcs(tables).Parse(string(content))
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = t.Execute(&out, nil)
	return out.Bytes(), err
}

// tables returns what guides call for.
func (e *edition) tables() template.FuncMap {
	return template.FuncMap{
		"codes":    e.codeTable,
		"refusals": e.platformTable,
		"shared":   e.sharedTable,
		"faults":   e.faultTable,
		"losses":   e.lossTable,
		"values":   e.valueTable,
		"picture":  e.picture,
	}
}

func (e *edition) faultTable() string {
	t := e.table("fault", "happens")
	for _, f := range mock.Faults() {
		t.row("`"+f.Name+"`", e.translation(f.Summary, e.codeWords()))
	}
	return t.String()
}

// codeWords returns the words of the codes in the language of the edition, by their English.
func (e *edition) codeWords() map[string]string {
	out := map[string]string{}
	for _, v := range e.docs {
		for _, c := range v.Codes {
			if e.lang != "en" {
				out[c.EN] = c.ZH
			}
		}
	}
	return out
}

// translation returns a sentence of the code in the language of the edition, or as it is where nobody has translated
// it.
func (e *edition) translation(text string, more map[string]string) string {
	return cmp.Or(more[text], e.words["= "+text], text)
}

func (e *edition) lossTable() string {
	t := e.table("format", "loss", "becomes", "example")
	for _, l := range phpwire.Losses() {
		to := code(l.To)
		if l.To == "" {
			to = e.words["an-error"]
		}
		t.row("`"+string(l.Format)+"`", e.translation(l.What, nil), e.translation(l.Becomes, nil), code(l.From)+" → "+to)
	}
	return t.String()
}

func (e *edition) valueTable() string {
	t := e.table("name", "kinds", "description")
	for _, v := range e.namedKinds() {
		kinds := strings.Join(lists.Map(v.Kinds, e.kind), ", ")
		t.row(`<span id="kind-`+v.Name+`"></span>`+code(v.Name), kinds, v.Description)
	}
	return t.String()
}

// namedKinds returns the named kinds of all documents, by name.
func (e *edition) namedKinds() []reference.Value {
	var out []reference.Value
	for _, v := range e.docs {
		for _, one := range v.Values {
			if !slices.ContainsFunc(out, func(o reference.Value) bool { return o.Name == one.Name }) {
				out = append(out, one)
			}
		}
	}
	slices.SortFunc(out, func(a, b reference.Value) int { return strings.Compare(a.Name, b.Name) })
	return out
}

// guides writes the guides.
func (e *edition) guides() error {
	for i, g := range e.guide {
		body := map[string]any{"HTML": g.HTML}
		p := g.page(body)
		if i > 0 {
			body["Before"], p.Before = e.guide[i-1], e.guide[i-1].Path
		}
		if i+1 < len(e.guide) {
			body["After"], p.After = e.guide[i+1], e.guide[i+1].Path
		}
		if err := e.guideMarkdown(g); err != nil {
			return err
		}
		if err := e.render("guide.html", p); err != nil {
			return err
		}
		for _, s := range g.Sections {
			e.index.add(entry{g.Title, s.Title, anchored(g.Path, s.ID)}, s.Text)
		}
	}
	return nil
}

func anchored(path, id string) string {
	if id == "" {
		return path
	}
	return path + "#" + id
}

// changes writes the page of the change history.
func (e *edition) changes() error {
	content, err := os.ReadFile(e.path("CHANGELOG.md"))
	if err != nil {
		return fmt.Errorf("read the change history: %w", err)
	}
	read, err := e.markdown(content, "changes.html")
	if err != nil {
		return err
	}
	p := page{Title: e.words["changes"], Path: "changes.html", Headings: read.Headings,
		Body: map[string]any{"HTML": read.HTML, "Note": true}}
	return e.render("guide.html", p)
}
