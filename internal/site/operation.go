package site

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688/internal/lists"
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
	Tried    bool // its samples are run by the tests, in the languages that are
	Request  samples.Request
	Shown    answer
	About    string // where the response is from
	Envelope []reference.Member
	Tries    []*try           // by route
	Direct   []samples.Sample // of the route without the gateway
	Codes    string           // the table of its error codes, or ""
}

// try is what the page needs to make a call.
type try struct {
	Path   string // /1688/item_get/
	Method string
	Fields []field
	Direct bool // without the gateway: the application's key stands behind the path
	Signed bool // by the application's secret
}

// field is a field of the form to try a call.
type field struct {
	Name, Value, Example string
	Required, Form, Long bool
	Secret               bool // it is not shown
}

// volumes writes the pages of the documents.
func (e *edition) volumes() error {
	for _, v := range e.docs {
		for i := range v.Operations {
			if err := e.operationPage(v, &v.Operations[i]); err != nil {
				return fmt.Errorf("%s: %w", v.Operations[i].Name, err)
			}
		}
		if err := e.messages(v); err != nil {
			return err
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
	if err := body.call(); err != nil {
		return err
	}
	for _, list := range [][]samples.Sample{body.Samples, body.Direct} {
		for i := range list {
			list[i].Code = e.inLanguage(list[i].Code)
		}
	}
	body.About = e.about(&body)
	sections := []string{"parameters", "try", "samples", "answer", "members", "refusals", "evidence"}
	if codes := v.CodesOf(op); len(codes) > 0 {
		body.Codes = e.refusalTable(codes)
	}
	if len(body.Tries) == 0 {
		sections = slices.Delete(sections, 1, 2)
	}
	p := page{Title: op.Name, Path: v.page(op.Name), Text: op.Summary, Body: body, Headings: e.headings(sections...),
		Markdown: true}
	if err := e.operationMarkdown(&body); err != nil {
		return err
	}
	e.indexOperation(v, op)
	return e.render("operation.html", p)
}

func (e *edition) headings(ids ...string) []heading {
	return lists.Map(ids, func(id string) heading { return heading{id, e.words[id]} })
}

// about states about the response where it is from.
func (e *edition) about(o *operationPage) string {
	words := []string{e.words["answer-"+cmp.Or(o.Shown.Source, "text")]}
	if o.Shown.Cut {
		words = append(words, e.words["answer-cut"])
	}
	if o.Request.Open != nil && !o.Request.Direct() {
		words = append(words, e.words["answer-open"])
	}
	return strings.Join(words, e.words["space"])
}

// call adds how the operation is called and what it answers.
func (o *operationPage) call() error {
	r := o.Volume.Request(o.Operation)
	o.Request = r
	o.Tried = slices.Contains(samples.Tried, o.Name) || slices.Contains(samples.TriedOpen, o.Name)
	if try := o.attempt(); try != nil {
		o.Tries = append(o.Tries, try)
	}
	var err error
	if o.Samples, err = samples.All(r); err != nil {
		return err
	}
	if err := o.direct(); err != nil {
		return err
	}
	o.Shown, err = example(o.Volume.own, o.Operation, r)
	return err
}

// attempt returns the form of the call, filled in with what the samples send, or nil where the gateway does not take
// it.
func (o *operationPage) attempt() *try {
	switch {
	case o.Request.Direct(), o.Request.Plain != "":
		return nil
	case o.Request.Open != nil:
		out := &try{Path: "/" + o.Request.Platform + "/" + o.Request.API + "/", Method: "GET"}
		if o.Request.Session {
			out.Fields = append(out.Fields, field{Name: "session", Value: "demo"})
		}
		for _, p := range o.Request.Query {
			out.Fields = append(out.Fields, field{Name: p.Name, Value: readable(p.Value), Required: true, Long: true})
		}
		return out
	}
	out := &try{Path: "/" + o.Request.Platform + o.Path, Method: o.Method}
	for _, p := range o.Params {
		if !p.Free {
			out.Fields = append(out.Fields, field{Name: p.Name, Value: o.sent(p.Name), Example: p.Example,
				Required: p.Required, Form: p.Form})
		}
	}
	return out
}

// sent returns what the samples send of a parameter.
func (o *operationPage) sent(name string) string {
	for _, pair := range o.Request.Params() {
		if pair.Name == name {
			return pair.Value
		}
	}
	return ""
}

// indexOperation puts an operation into the search, under its names in all languages.
func (e *edition) indexOperation(v *volume, op *reference.Operation) {
	words := []string{op.Description}
	if twin := e.other.volume(v.Name).Operation(op.Name); twin != nil {
		words = append(words, twin.Summary)
	}
	for _, p := range op.Params {
		words = append(words, p.Name, p.Description)
	}
	for _, m := range op.Members {
		words = append(words, m.Name)
	}
	e.index.add(entry{op.Name, op.Summary, v.page(op.Name)}, strings.Join(words, " "))
	e.indexRows(v, op)
}

// indexRows puts the members of an operation and the values of its enumerations into the search, each name and each
// value of a document once.
func (e *edition) indexRows(v *volume, op *reference.Operation) {
	rows := op.Members
	for _, p := range op.Params {
		rows = append(rows, p.Members...)
		e.indexValues(v, op, p.Name, rowID("param", p.Name), p.Meanings)
	}
	for _, m := range rows {
		id := rowID("member", m.Path)
		if len(m.Name) > 2 && e.indexed(v, m.Name) {
			e.index.add(entry{m.Name, op.Name, anchored(v.page(op.Name), id)}, "")
		}
		e.indexValues(v, op, m.Name, id, m.Meanings)
	}
}

func (e *edition) indexValues(v *volume, op *reference.Operation, name, id string, meanings []reference.Meaning) {
	for _, m := range meanings {
		if len(m.Value) > 2 && e.indexed(v, name+"="+m.Value) {
			e.index.add(entry{m.Value, name + ": " + e.say(m.EN, m.ZH), anchored(v.page(op.Name), id)},
				strings.Join([]string{m.Value, name, m.EN, m.ZH}, " "))
		}
	}
}

// indexed reports whether a name of a document is new to the search, and notes it.
func (e *edition) indexed(v *volume, name string) bool {
	key := v.Name + " " + name
	if e.index.seen[key] {
		return false
	}
	e.index.seen[key] = true
	return true
}

// kind returns what comes, in the language of the edition.
func (e *edition) kind(kind string) string {
	parts := strings.Split(kind, " ")
	for i, p := range parts {
		parts[i] = cmp.Or(e.words["kind-"+p], p)
	}
	return strings.Join(parts, e.words["space"])
}
