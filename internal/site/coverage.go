package site

import (
	"fmt"

	"github.com/go-ali1688/ali1688/internal/ledger"
	"github.com/go-ali1688/ali1688/internal/lists"
	"github.com/go-ali1688/ali1688/internal/reference"
)

// covered is a row of the coverage page.
type covered struct {
	*reference.Operation
	Page  string
	Open  int
	Known ledger.Summary
}

// coveredVolume is a document on the coverage page.
type coveredVolume struct {
	*volume
	Rows  []covered
	Count map[string]int // of operations, by level
	// Documented and Seen count the members of all responses.
	Documented, Seen int
}

// coverage writes the page that states about every operation how it is known.
func (e *edition) coverage() error {
	var all []coveredVolume
	for _, v := range e.docs {
		c := coveredVolume{volume: v, Count: map[string]int{}}
		for i := range v.Operations {
			op := &v.Operations[i]
			c.Count[op.Evidence.Level]++
			row := cover(v, op, e.ledger.Summary(op.Name))
			c.Documented += row.Known.Documented
			c.Seen += row.Known.Seen
			c.Rows = append(c.Rows, row)
		}
		all = append(all, c)
	}
	title := e.words["coverage"]
	e.index.add(entry{title, e.words["coverage-text"], "coverage.html"}, "")
	return e.render("coverage.html", page{Title: title, Path: "coverage.html", Text: e.words["coverage-text"], Body: all})
}

func cover(v *volume, op *reference.Operation, known ledger.Summary) covered {
	open := lists.Select(op.Members, func(m reference.Member) bool { return m.Open })
	return covered{Operation: op, Known: known, Page: v.page(op.Name), Open: len(open)}
}

// downloadPage lists the documents.
func (e *edition) downloadPage() error {
	title := e.words["downloads"]
	e.index.add(entry{title, "OpenAPI", "downloads.html"}, "YAML JSON "+e.words["downloads-text"])
	return e.render("downloads.html", page{Title: title, Path: "downloads.html", Text: e.words["downloads-text"],
		Body: e.files})
}

// contents are the documents with their operations, for the first page.
type contents struct {
	*volume
	Groups []*group
}

func (e *edition) contents() []contents {
	return lists.Map(e.docs, func(v *volume) contents { return contents{v, e.groups(v)} })
}

// home writes the first page of the edition.
func (e *edition) home() error {
	content, err := e.guideSource("index")
	if err != nil {
		return err
	}
	read, err := e.markdown(content, "index.html")
	if err != nil {
		return err
	}
	title := read.Title
	if e.own != nil {
		title = e.Title
	}
	p := page{Title: title, Path: "index.html", Text: read.Sections[0].Text,
		Body: map[string]any{"HTML": read.HTML, "Volumes": e.contents()}}
	if err := e.render("home.html", p); err != nil {
		return fmt.Errorf("the first page: %w", err)
	}
	return nil
}
