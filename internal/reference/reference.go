// Package reference reads a bundled document the way a person does: operation by operation, with the parameters, the
// members of the answer and the evidence of each, in the order they were written. Pages and request examples are made
// from it.
package reference

import (
	"fmt"
	"slices"

	"go.yaml.in/yaml/v3"
)

// Document is a document as its readers see it.
type Document struct {
	Name                        string // of its folder, such as gateway
	Title, Version, Description string
	Tags                        []Tag
	Operations                  []Operation
	Codes                       []Code   // of x-error-codes, in order: those of the gateway, or of the platform itself
	Shared                      []Code   // of several operations
	Envelope                    []Member // what every answer has
	Values                      []Value  // the named values that come in more than one kind
}

// Tag is a group of operations.
type Tag struct{ Name, Description string }

// Evidence says how something is known.
type Evidence struct {
	Level   string
	Sources []string
	Seen    string // the month, YYYY-MM, or unknown
}

// Code is a row of a table of error codes, or a case of one.
type Code struct {
	Number     string `yaml:"-"` // as it comes, "" of a case
	Name       string
	Match      string   // how codes are compared: "", end, digits or text
	Operations []string // that it holds for, nil for all of the table
	Inferred   []string // operations that it is applied to by inference
	Text       string   // words of the message that choose a case
	EN, ZH     string
	Do         struct{ EN, ZH string }
	Charged    string // yes, no or unclear
	Retry      string // never, soon, pause, later or tomorrow
	Action     string
	Texts      []string // messages as they come
	Status     int      // the HTTP status, or 0
	Evidence   Evidence
	Cases      []Code
}

// Operation is one operation.
type Operation struct {
	Name, Method, Path   string
	Summary, Description string
	Tag, Family, Service string // Service is what a client groups it under, or ""
	Evidence             Evidence
	Methods              []string // that work, the documented one first
	Params, Common       []Param  // its own, and those that every operation takes
	OneOf                []string // at least one of these must be sent
	Session              bool     // it may act for an authorised account
	Token                bool     // it must act for one, whose access token it needs
	Effect               string   // what it does to the world, such as read or pay, or ""
	Signed               bool     // it takes a signature of all that is sent
	Page                 string   // the parameter that counts pages, or ""
	Response             string   // the schema of its answer
	Members              []Member // of its answer, without the envelope
	Answer               string   // an example of its answer, JSON, or ""
	Outcome              Outcome
	Codes                []Code // of its answer
	Arguments            string // an example of the whole form as a JSON object, or ""
}

// File says whether the operation takes bytes.
func (o *Operation) File() bool {
	return slices.ContainsFunc(o.Params, func(p Param) bool { return p.File })
}

// Outcome names the members of a response that tell whether the call worked, as dotted paths. [] stands for every row
// of a list.
type Outcome struct{ Success, Code []string }

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
	Description string
	Example     string
	Evidence    Evidence // where it differs from that of the operation
	Unit        string   // of x-unit, or ""
}

// Read reads a bundled document, YAML or JSON.
func Read(name string, content []byte) (*Document, error) {
	var src source
	if err := yaml.Unmarshal(content, &src); err != nil {
		return nil, fmt.Errorf("read the document %s: %w", name, err)
	}
	doc := &Document{
		Name: name, Title: src.Info.Title, Version: src.Info.Version, Description: src.Info.Description, Tags: src.Tags,
		Envelope: src.envelope(), Values: src.values(),
	}
	for _, path := range src.Paths {
		for _, method := range path.Value {
			doc.Operations = append(doc.Operations, src.operation(path.Key, method.Key, method.Value))
		}
	}
	doc.Codes, doc.Shared = numbered(src.codes()), numbered(src.ErrorCodes)
	return doc, nil
}

// numbered are the rows of a table with their codes.
func numbered(table ordered[Code]) []Code {
	var out []Code
	for _, c := range table {
		c.Value.Number = c.Key
		out = append(out, c.Value)
	}
	return out
}

// CodesOf are the codes that an operation may answer with, its own ones first, without those of the whole document.
func (d *Document) CodesOf(o *Operation) []Code {
	out := slices.Clone(o.Codes)
	for _, c := range d.Shared {
		if slices.Contains(c.Operations, o.Name) {
			out = append(out, c)
		}
	}
	return append(out, d.inferredFor(o.Name)...)
}

// inferredFor are the codes that are known of other operations, and applied to the named one by inference.
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

// Operation is the operation of that name, or nil.
func (d *Document) Operation(name string) *Operation {
	for i := range d.Operations {
		if d.Operations[i].Name == name {
			return &d.Operations[i]
		}
	}
	return nil
}
