package site

import (
	"cmp"
	"errors"
	"fmt"
	"html/template"
	"os"
	"path/filepath"
	"slices"

	"github.com/yuin/goldmark"
	"go.yaml.in/yaml/v3"

	"github.com/go-ali1688/ali1688/internal/document"
	"github.com/go-ali1688/ali1688/internal/lists"
	"github.com/go-ali1688/ali1688/internal/reference"
	"github.com/go-ali1688/ali1688/internal/samples"
	"github.com/go-ali1688/ali1688/openapi"
)

// languages are the editions, English first.
var languages = []string{"en", "zh-CN"}

// edition is the site in one language.
type edition struct {
	*builder
	lang  string
	words map[string]string
	// pictureWords are the words in and about the pictures.
	pictureWords map[string]string
	docs         []*volume
	guide        []*guide
	// ownGuide are the guides of the user.
	ownGuide []*guide
	pages    *template.Template
	index    *index
	other    *edition
	paths    []string          // of the pages that were written
	md       goldmark.Markdown // of guides, which may have HTML
	texts    goldmark.Markdown // of texts of documents, which have none
	ids      map[string]int    // of the rows of the page that is being written, with how often
	named    map[string]bool   // the kinds that have a name
}

// volume is one document in the language of an edition.
type volume struct {
	*reference.Document
	Request func(*reference.Operation) samples.Request
	content []byte // the document, YAML
	own     []byte // the user's document in its place, JSON, or nil
}

// group is operations that belong together.
type group struct {
	Name, Title string
	Path        string // of its place on the first page
	Operations  []*reference.Operation
}

// groups returns the services of a document, or its families where it has no services, in its order.
func (e *edition) groups(v *volume) []*group {
	var out []*group
	for _, name := range v.groupNames() {
		g := &group{Name: name, Title: e.groupTitle(name), Path: anchored("index.html", v.Name+"-"+name)}
		for i := range v.Operations {
			if op := &v.Operations[i]; groupOf(op) == name {
				g.Operations = append(g.Operations, op)
			}
		}
		if len(g.Operations) > 0 {
			out = append(out, g)
		}
	}
	return out
}

// groupNames returns those of the tags, then those of the services as they come.
func (v *volume) groupNames() []string {
	var services []string
	for i := range v.Operations {
		if s := v.Operations[i].Service; s != "" && !slices.Contains(services, s) {
			services = append(services, s)
		}
	}
	if len(services) > 0 {
		return services
	}
	return lists.Map(v.Tags, func(t document.Tag) string { return t.Name })
}

func groupOf(op *reference.Operation) string { return cmp.Or(op.Service, op.Tag) }

// groupTitle returns the word for a service or a family.
func (e *edition) groupTitle(name string) string {
	return cmp.Or(e.words["service-"+name], e.words["family-"+name], name)
}

func (b *builder) edition(lang string) (*edition, error) {
	e := &edition{builder: b, lang: lang, index: newIndex()}
	if err := inOrder(e.readWords, e.readDocuments, e.readTemplates, e.readGuides, e.readOwnGuides); err != nil {
		return nil, fmt.Errorf("the edition %s: %w", lang, err)
	}
	return e, nil
}

// The files with the words of an edition that stand in no guide.
const (
	wordsFile    = "words.yaml"
	picturesFile = "pictures.yaml"
)

// readWords reads the words of the pages and of the pictures.
func (e *edition) readWords() error {
	return errors.Join(e.readFile(wordsFile, &e.words), e.readFile(picturesFile, &e.pictureWords))
}

func (e *edition) readFile(file string, words *map[string]string) error {
	content, err := os.ReadFile(e.path("docs", e.lang, file))
	if err != nil {
		return err
	}
	return yaml.Unmarshal(content, words)
}

func (e *edition) readDocuments() error {
	e.named = map[string]bool{}
	for _, doc := range openapi.Documents() {
		content, own := e.content(doc)
		read, err := reference.Read(doc.Name, content)
		if err != nil {
			return err
		}
		e.docs = append(e.docs, &volume{read, requestOf(doc.Name), content, own})
		for _, v := range read.Values {
			e.named[v.Name] = true
		}
	}
	return nil
}

// content returns a document in the language of the edition, and the user's document in JSON if it is in its place.
func (e *edition) content(doc openapi.Document) (yaml, own []byte) {
	if e.own != nil && doc.Name == ownName {
		if e.lang == "en" {
			return e.own.yaml, e.own.json
		}
		return e.own.chinese, e.own.json
	}
	if e.lang != "en" {
		if translated := e.translated(doc.Name); translated != nil {
			return translated, nil
		}
	}
	return doc.YAML, nil
}

func (e *edition) readTemplates() error {
	pages, err := template.New("").Funcs(e.funcs()).ParseGlob(filepath.Join(e.path("docs", "templates"), "*.html"))
	e.pages = pages
	return err
}

// word returns a word of the pages, and pictured one of the pictures. A missing word is an error of the build, not an
// empty place on a page.
func (e *edition) word(key string) (string, error) { return e.wordIn(wordsFile, e.words, key) }
func (e *edition) pictured(key string) (string, error) {
	return e.wordIn(picturesFile, e.pictureWords, key)
}

func (e *edition) wordIn(file string, words map[string]string, key string) (string, error) {
	w, ok := words[key]
	if !ok {
		return "", fmt.Errorf("docs/%s/%s has no %q", e.lang, file, key)
	}
	return w, nil
}

// editions writes the pages of all editions.
func (b *builder) editions() error {
	for _, e := range b.editionList {
		err := inOrder(e.home, e.guides, e.coverage, e.downloadPage, e.changes, e.refusalPage, e.volumes, e.writeOwnGuides,
			e.search)
		if err != nil {
			return fmt.Errorf("the edition %s: %w", e.lang, err)
		}
	}
	return nil
}
