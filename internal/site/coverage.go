package site

import (
	"fmt"

	"github.com/go-ali1688/ali1688/conformance/testdata"
	"github.com/go-ali1688/ali1688/internal/reference"
)

// covered is a row of the coverage page.
type covered struct {
	*reference.Operation
	Page                  string
	Recordings, Excerpts  int
	Members, Open, Params int
	Real                  []testdata.Answer
}

// coveredVolume is a document on the coverage page.
type coveredVolume struct {
	*volume
	Rows  []covered
	Count map[string]int // of operations, by level
}

// coverage is the page that says of every operation how it is known.
func (e *edition) coverage() error {
	real, err := testdata.Index()
	if err != nil {
		return err
	}
	var all []coveredVolume
	for _, v := range e.docs {
		c := coveredVolume{volume: v, Count: map[string]int{}}
		for i := range v.Operations {
			op := &v.Operations[i]
			c.Count[op.Evidence.Level]++
			c.Rows = append(c.Rows, cover(v, op, real))
		}
		all = append(all, c)
	}
	title := e.words["coverage"]
	e.index.add(entry{title, e.words["coverage-text"], "coverage.html"}, title+" "+title+" "+e.words["coverage-text"])
	return e.render("coverage.html", page{Title: title, Path: "coverage.html", Text: e.words["coverage-text"], Body: all})
}

func cover(v *volume, op *reference.Operation, real []testdata.Answer) covered {
	c := covered{Operation: op, Page: v.page(op.Name), Members: len(op.Members), Params: len(op.Params)}
	for _, m := range op.Members {
		if m.Open {
			c.Open++
		}
	}
	for _, a := range real {
		switch {
		case a.Operation != op.Name:
		case a.Kind == "recording":
			c.Recordings++
		default:
			c.Excerpts++
		}
	}
	return c
}

// downloadPage lists the documents.
func (e *edition) downloadPage() error {
	title := e.words["downloads"]
	e.index.add(entry{title, "OpenAPI", "downloads.html"}, title+" "+title+" OpenAPI YAML JSON "+e.words["downloads-text"])
	return e.render("downloads.html", page{Title: title, Path: "downloads.html", Text: e.words["downloads-text"], Body: e.files})
}

// contents are the documents with their operations, for the first page.
type contents struct {
	*volume
	Groups []*group
}

func (e *edition) contents() []contents {
	var out []contents
	for _, v := range e.docs {
		out = append(out, contents{v, e.groups(v)})
	}
	return out
}

// home is the first page of the edition.
func (e *edition) home() error {
	content, err := e.guideSource("index")
	if err != nil {
		return err
	}
	read, err := e.markdown(content, "index.html")
	if err != nil {
		return err
	}
	p := page{Title: read.Title, Path: "index.html", Text: read.Sections[0].Text, Body: map[string]any{"HTML": read.HTML, "Volumes": e.contents()}}
	if err := e.render("home.html", p); err != nil {
		return fmt.Errorf("the first page: %w", err)
	}
	return nil
}
