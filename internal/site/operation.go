package site

import (
	"fmt"
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688/internal/reference"
	"github.com/go-ali1688/ali1688/internal/samples"
)

// operationPage is what the page of an operation shows.
type operationPage struct {
	*reference.Operation
	Volume   *volume
	Text     string // what the operation does
	Needed   []string
	Samples  []samples.Sample
	Tried    bool   // its samples are run by the tests, in the languages that are
	Answer   string // one that the mock made, or ""
	Cut      bool   // lists of the answer were shortened
	Envelope []reference.Member
	Try      *try
}

// try is what the page needs to make a call.
type try struct {
	Path   string // /1688/item_get/
	Method string
}

// volumes writes the pages of the documents.
func (e *edition) volumes() error {
	for _, v := range e.docs {
		for i := range v.Operations {
			if err := e.operationPage(v, &v.Operations[i]); err != nil {
				return fmt.Errorf("%s: %w", v.Operations[i].Name, err)
			}
		}
		if err := e.reference(v); err != nil {
			return err
		}
	}
	return nil
}

func (e *edition) operationPage(v *volume, op *reference.Operation) error {
	body := operationPage{Operation: op, Volume: v, Text: e.linked(op.Description, v.page(op.Name)), Envelope: v.Envelope}
	for _, p := range op.Params {
		if p.Required || slices.Contains(op.OneOf, p.Name) {
			body.Needed = append(body.Needed, p.Name)
		}
	}
	if v.Callable {
		if err := body.call(); err != nil {
			return err
		}
	}
	sections := []string{"parameters", "try", "samples", "answer", "members", "evidence"}
	if !v.Callable {
		sections = []string{"parameters", "members", "evidence"}
	}
	p := page{Title: op.Name, Path: v.page(op.Name), Text: op.Summary, Body: body, Headings: e.headings(sections...)}
	e.indexOperation(v, op)
	return e.render("operation.html", p)
}

func (e *edition) headings(ids ...string) []heading {
	var out []heading
	for _, id := range ids {
		out = append(out, heading{id, e.words[id]})
	}
	return out
}

// call adds what can be said of an operation that can be called.
func (o *operationPage) call() error {
	r := samples.Of(o.Operation)
	o.Try = &try{Path: "/" + r.Platform + o.Path, Method: o.Method}
	o.Tried = slices.Contains(samples.Tried, o.Name)
	var err error
	if o.Samples, err = samples.All(r); err != nil {
		return err
	}
	o.Answer, o.Cut, err = example(r)
	return err
}

// Example is the example of a parameter in the form, where the call needs it.
func (o operationPage) Example(p reference.Param) string {
	for _, pair := range samples.Of(o.Operation).Params() {
		if pair.Name == p.Name {
			return pair.Value
		}
	}
	return ""
}

// indexOperation puts an operation into the search, under its names in all languages.
func (e *edition) indexOperation(v *volume, op *reference.Operation) {
	words := []string{op.Name, op.Name, op.Summary, op.Summary, op.Description}
	for _, other := range e.other.docs {
		if twin := other.Operation(op.Name); twin != nil && other.Name == v.Name {
			words = append(words, twin.Summary, twin.Summary)
		}
	}
	for _, p := range op.Params {
		words = append(words, p.Name, p.Description)
	}
	for _, m := range op.Members {
		words = append(words, m.Name)
	}
	e.index.add(entry{op.Name, op.Summary, v.page(op.Name)}, strings.Join(words, " "))
}

// kind is what comes, in the language of the edition.
func (e *edition) kind(kind string) string {
	parts := strings.Split(kind, " ")
	for i, p := range parts {
		parts[i] = first(e.words["kind-"+p], p)
	}
	return strings.Join(parts, e.words["space"])
}
