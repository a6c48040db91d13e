package site

import (
	"fmt"
	"html/template"
	"os"
	"path/filepath"
	"slices"

	"github.com/yuin/goldmark"
	"go.yaml.in/yaml/v3"

	"github.com/go-ali1688/ali1688/internal/reference"
)

// languages are the editions, English first.
var languages = []string{"en", "zh-CN"}

// edition is the site in one language.
type edition struct {
	*builder
	lang  string
	words map[string]string
	docs  []*volume
	guide []*guide
	pages *template.Template
	index *index
	other *edition
	md    goldmark.Markdown
}

// volume is one document in the language of an edition.
type volume struct {
	*reference.Document
	Callable bool
	content  []byte // the document, YAML
}

// Families are the tags that have operations.
func (v *volume) Families() []reference.Tag {
	var out []reference.Tag
	for _, tag := range v.Tags {
		if slices.ContainsFunc(v.Operations, func(op reference.Operation) bool { return op.Tag == tag.Name }) {
			out = append(out, tag)
		}
	}
	return out
}

func (b *builder) edition(lang string) (*edition, error) {
	e := &edition{builder: b, lang: lang, index: newIndex()}
	for _, step := range []func() error{e.readWords, e.readDocuments, e.readTemplates, e.readGuides} {
		if err := step(); err != nil {
			return nil, fmt.Errorf("the edition %s: %w", lang, err)
		}
	}
	return e, nil
}

// readWords reads the words of the pages that stand in no guide.
func (e *edition) readWords() error {
	content, err := os.ReadFile(e.path("docs", e.lang, "words.yaml"))
	if err != nil {
		return err
	}
	return yaml.Unmarshal(content, &e.words)
}

func (e *edition) readDocuments() error {
	for _, p := range documents {
		doc := p.Document()
		content := doc.YAML
		if e.lang != "en" {
			if translated := e.translated(doc.Name); translated != nil {
				content = translated
			}
		}
		read, err := reference.Read(doc.Name, content)
		if err != nil {
			return err
		}
		e.docs = append(e.docs, &volume{read, p.Callable, content})
	}
	return nil
}

func (e *edition) readTemplates() error {
	pages, err := template.New("").Funcs(e.funcs()).ParseGlob(filepath.Join(e.path("docs", "templates"), "*.html"))
	e.pages = pages
	return err
}

// word is a word of the pages. One that is missing is an error of the build, not an empty place on a page.
func (e *edition) word(key string) (string, error) {
	w, ok := e.words[key]
	if !ok {
		return "", fmt.Errorf("docs/%s/words.yaml has no %q", e.lang, key)
	}
	return w, nil
}

// editions writes the pages of all editions.
func (b *builder) editions() error {
	for _, e := range b.editionList {
		for _, step := range []func() error{e.home, e.guides, e.coverage, e.downloadPage, e.changes, e.volumes, e.search} {
			if err := step(); err != nil {
				return fmt.Errorf("the edition %s: %w", e.lang, err)
			}
		}
	}
	return nil
}
