// Package pages prints the guides, the operations and the error codes as Markdown for assistants.
package pages

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/go-ali1688/ali1688/docs"
	"github.com/go-ali1688/ali1688/internal/optional"
	"github.com/go-ali1688/ali1688/internal/reference"
	"github.com/go-ali1688/ali1688/openapi"
)

// Guide is a guide in one language.
type Guide struct{ Language, Name, Title string }

// Guides lists the guides in both languages.
func Guides() ([]Guide, error) {
	var all []Guide
	files, err := fs.Glob(docs.Guides, "*/*.md")
	for _, file := range files {
		text, err := fs.ReadFile(docs.Guides, file)
		if err != nil {
			return nil, err
		}
		title, _, _ := strings.Cut(strings.TrimPrefix(string(text), "# "), "\n")
		all = append(all, Guide{path.Dir(file), strings.TrimSuffix(path.Base(file), ".md"), title})
	}
	return all, err
}

var (
	htmlComment = regexp.MustCompile(`<!--[^>]*-->`)
	pictureCall = regexp.MustCompile(`\{\{picture "[a-z]+"\}\}\n*`)
	tableCall   = regexp.MustCompile(`\{\{[a-z]+\}\}`)
)

// Text returns the Markdown of a guide. Tables that the site fills in are in other resources, and its pictures are left
// out.
func (g Guide) Text() (string, error) {
	text, err := fs.ReadFile(docs.Guides, g.Language+"/"+g.Name+".md")
	if err != nil {
		return "", err
	}
	short := pictureCall.ReplaceAllString(htmlComment.ReplaceAllString(string(text), ""), "")
	return tableCall.ReplaceAllString(short, "(The table of codes is the resource ali1688://errors.)"), nil
}

// read reads the documents as their readers see them, when the first page of one is asked for.
var read = sync.OnceValues(func() ([]*reference.Document, error) {
	var all []*reference.Document
	for _, d := range openapi.Documents() {
		read, err := reference.Read(d.Name, d.JSON)
		if err != nil {
			return nil, err
		}
		all = append(all, read)
	}
	return all, nil
})

// Operations returns the list of all operations.
func Operations() (string, error) {
	all, err := read()
	var b strings.Builder
	for _, d := range all {
		fmt.Fprintf(&b, "# %s\n\n", d.Title)
		for i := range d.Operations {
			op := &d.Operations[i]
			fmt.Fprintf(&b, "- %s: %s%s\n", op.Name, op.Summary, effect(op))
		}
	}
	return b.String(), err
}

func effect(op *reference.Operation) string {
	if op.Effect == "" || op.Effect == "read" {
		return ""
	}
	return " (changes something: " + op.Effect + ")"
}

// Operation returns the page of an operation, or "" if there is none of that name.
func Operation(name string) (string, error) {
	all, err := read()
	for _, d := range all {
		if op := d.Operation(name); op != nil {
			return page(d, op), nil
		}
	}
	return "", err
}

func page(d *reference.Document, op *reference.Operation) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n%s%s. %s\n\nDocument %s, evidence: %s.\n", op.Name, op.Summary, effect(op),
		line(op.Description), d.Name, op.Evidence.Level)
	b.WriteString("\n## Parameters\n\n")
	for _, p := range op.Params {
		fmt.Fprintf(&b, "- %s (%s%s%s): %s%s\n", p.Name, p.Kind, must(p.Required), optional.Text(", ", p.Unit, ""),
			line(p.Description), example(p.Example))
	}
	b.WriteString("\n## Response\n\n")
	for _, m := range op.Members {
		fmt.Fprintf(&b, "- %s (%s%s): %s%s\n", m.Path, m.Kind, optional.Text(", ", m.Unit, ""), line(m.Description),
			example(m.Example))
	}
	if codes := d.CodesOf(op); len(codes) > 0 {
		b.WriteString("\n## Error codes\n\n")
		table(&b, codes)
	}
	return b.String()
}

func line(text string) string { return strings.Join(strings.Fields(text), " ") }

func must(required bool) string {
	if required {
		return ", required"
	}
	return ""
}

func example(text string) string { return optional.Text(" Example: ", fmt.Sprintf("%.100s", text), "") }

// Errors returns the tables of the error codes of both APIs.
func Errors() (string, error) {
	all, err := read()
	var b strings.Builder
	for _, d := range all {
		if len(d.Codes)+len(d.Shared) == 0 {
			continue
		}
		fmt.Fprintf(&b, "# %s\n\n", d.Title)
		table(&b, slices.Concat(d.Codes, d.Shared))
	}
	return b.String(), err
}

func table(b *strings.Builder, codes []reference.Code) {
	b.WriteString("| code | meaning | 含义 | charged | try again | what to do |\n|---|---|---|---|---|---|\n")
	for _, c := range codes {
		fmt.Fprintf(b, "| %s | %s | %s | %s | %s | %s |\n", c.Number, line(c.EN), line(c.ZH), c.Charged, c.Retry, c.Action)
	}
	b.WriteString("\n")
}
