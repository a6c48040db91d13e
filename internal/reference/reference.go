// Package reference reads a bundled document the way a person does: operation by operation, with the parameters, the
// members of the response and the evidence of each, in the order they were written. Pages and request examples are made
// from it.
package reference

import (
	"fmt"
	"slices"

	"github.com/go-ali1688/ali1688/internal/bundle"
	"github.com/go-ali1688/ali1688/internal/document"
	"github.com/go-ali1688/ali1688/internal/lists"
)

// Document is a document as its readers see it.
type Document struct {
	Name                        string // of its folder, such as gateway
	Title, Version, Description string
	Tags                        []document.Tag
	Operations                  []Operation
	Messages                    []Message // that the API sends
	Codes                       []Code    // of x-error-codes, in order: those of the gateway, or of the platform itself
	Shared                      []Code    // of several operations
	Envelope                    []Member  // what every response has
	Values                      []Value   // the named values that come in more than one kind

	source source
}

// Code is a row of a table of error codes.
type Code struct {
	Number string // as it comes
	document.ErrorCode
}

// Operation is one operation.
type Operation struct {
	Name, Method, Path   string
	Summary, Description string
	Tag, Family, Service string // Service is what a client groups it under, or ""
	Evidence             document.Evidence
	Methods              []string // that work, the documented one first
	Params, Common       []Param  // its own, and those that every operation takes
	OneOf                []string // at least one of these must be sent
	Session              bool     // it may act for an authorised account
	Token                bool     // it must act for one, whose access token it needs
	Effect               string   // what it does to the world, such as read or pay, or ""
	Signed               bool     // it takes a signature of all that is sent
	Page                 string   // the parameter that counts pages, or ""
	Response             string   // the schema of its response
	Members              []Member // of its response, without the envelope
	Answer               string   // an example of its response, JSON, or ""
	Outcome              document.Outcome
	Codes                []Code // of its response
	Arguments            string // an example of the whole form as a JSON object, or ""
}

// File reports whether the operation takes bytes.
func (o *Operation) File() bool {
	return slices.ContainsFunc(o.Params, func(p Param) bool { return p.File })
}

// Param is a parameter of an operation.
type Param struct {
	Name        string
	Form        bool // it stands in the body
	Required    bool
	Free        bool     // it stands for parameters of any name
	File        bool     // it is bytes
	Kind        string   // what it is, as of a [Member]
	Members     []Member // of an object, or of the rows of a list
	Values      []string // that it may take, where they are listed
	Meanings    []Meaning
	OpenValues  bool // others than those in Meanings may come
	Description string
	Example     string
	Evidence    document.Evidence // where it differs from that of the operation
	Unit        string            // of x-unit, or ""
}

// Read reads a bundled document, YAML or JSON.
func Read(name string, content []byte) (*Document, error) {
	bundled, err := bundle.ToJSON(content)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	read, err := document.Parse(bundled)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	src := source{read}
	doc := &Document{
		Name: name, Title: src.Info.Title, Version: src.Info.Version, Description: src.Info.Description, Tags: src.Tags,
		Envelope: src.envelope(), Values: src.values(), source: src,
	}
	doc.Operations = lists.Map(src.Operations(), src.operation)
	doc.Messages = lists.Map(src.Document.Messages(), src.message)
	doc.Codes, doc.Shared = numbered(src.codes()), numbered(src.ErrorCodes)
	return doc, nil
}

// source is a document as it is written.
type source struct{ *document.Document }

// numbered returns the rows of a table with their codes.
func numbered(table document.Map[document.ErrorCode]) []Code {
	var out []Code
	for number, row := range table.All() {
		out = append(out, Code{number, row})
	}
	return out
}

// CodesOf returns the codes that an operation may answer with, its own ones first, without those of the whole document.
func (d *Document) CodesOf(o *Operation) []Code {
	shared := lists.Select(d.Shared, func(c Code) bool { return slices.Contains(c.Operations, o.Name) })
	return slices.Concat(o.Codes, shared, d.inferredFor(o.Name))
}

// inferredFor returns the codes that are known of other operations, and applied to the named one by inference.
func (d *Document) inferredFor(operation string) []Code {
	all := slices.Clone(d.Shared)
	for _, op := range d.Operations {
		all = append(all, op.Codes...)
	}
	var out []Code
	for _, c := range all {
		if slices.Contains(c.Inferred, operation) {
			c.Evidence.Level = "inferred"
			out = append(out, c)
		}
	}
	return out
}

// Operation returns the operation of that name, or nil.
func (d *Document) Operation(name string) *Operation {
	return lists.Find(d.Operations, func(o *Operation) bool { return o.Name == name })
}
