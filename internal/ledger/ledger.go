// Package ledger keeps for every member of every response how often real responses had it, when, and with what kinds
// and values; and which of the documented members nobody has seen.
package ledger

import (
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/internal/document"
	"github.com/go-ali1688/ali1688/internal/lists"
	"github.com/go-ali1688/ali1688/internal/redact"
)

// Field is a member of a response.
type Field struct {
	Document  string `json:"document"`
	Operation string `json:"operation"`
	// Path names the member: [] stands for every element of a list, {} for every member of a map.
	Path       string   `json:"path"`
	Documented bool     `json:"documented"`
	Evidence   string   `json:"evidence"`        // the level that the document states, of the member or of its operation
	Bodies     int      `json:"bodies"`          // responses that have it
	Recordings int      `json:"recordings"`      // the whole ones among them
	First      string   `json:"first,omitempty"` // the months of the first and the last response
	Last       string   `json:"last,omitempty"`
	Kinds      []string `json:"kinds,omitempty"`  // of JSON
	Values     []string `json:"values,omitempty"` // as long as there are few, without personal data

	// Own is the property with the evidence, if that is the member's own.
	Own *document.Schema `json:"-"`

	values  map[string]bool
	here    int // whole responses: how many objects have the member
	absent  int // and how many of its holders lack it
	counted int // the last response that was counted
	many    bool
}

// Response is a real response.
type Response struct {
	Operation string
	Whole     bool   // and not cut off
	Seen      string // the month, YYYY-MM, or ""
	Body      []byte
}

// Ledger knows the fields of all operations of documents.
type Ledger struct {
	operations []*operation
	byName     map[string]*operation
	responses  int
}

type operation struct {
	document *document.Document
	response *document.Schema
	name, in string
	evidence string
	fields   []*Field // documented ones in the order of the document, then the others
	byPath   map[string]*Field
	whole    int // responses
	cut      int // and those of which something is missing
}

// New lists the documented fields of a document.
func New() *Ledger { return &Ledger{byName: map[string]*operation{}} }

// Document adds the operations of a bundled document, in JSON.
func (l *Ledger) Document(name string, bundled []byte) error {
	doc, err := document.Parse(bundled)
	if err != nil {
		return err
	}
	for _, described := range doc.Sorted() {
		op := &operation{
			document: doc, response: doc.Response(described), name: described.ID, in: name,
			evidence: described.Evidence.Level, byPath: map[string]*Field{},
		}
		if op.response != nil {
			op.describe("", op.response, nil)
		}
		l.operations = append(l.operations, op)
		l.byName[op.name] = op
	}
	return nil
}

// Fields returns all fields, by operation.
func (l *Ledger) Fields() []*Field {
	return slices.Concat(lists.Map(l.operations, func(op *operation) []*Field { return op.fields })...)
}

// describe lists the documented members below a schema. A component that contains itself is listed once.
func (op *operation) describe(path string, s *document.Schema, above []*document.Schema) {
	shapes := op.document.Shapes(s)
	if slices.ContainsFunc(shapes, func(shape *document.Schema) bool {
		return len(shape.Properties) > 0 && slices.Contains(above, shape)
	}) {
		return
	}
	above = append(slices.Clone(above), shapes...)
	for name, property := range op.document.AllProperties(s).All() {
		at := join(path, name)
		op.add(at, property)
		op.describe(at, property, above)
	}
	for _, shape := range shapes {
		if shape.Items != nil {
			op.describe(path+"[]", shape.Items, above)
		}
		if shape.Additional != nil && shape.Additional.Schema != nil {
			op.describe(join(path, "{}"), shape.Additional.Schema, above)
		}
	}
}

func join(path, name string) string { return strings.TrimPrefix(path+"."+name, ".") }

// add adds a documented field.
func (op *operation) add(path string, property *document.Schema) {
	if op.byPath[path] != nil {
		return
	}
	f := op.field(path)
	f.Documented = true
	if level := property.Evidence.Level; level != "" {
		f.Evidence, f.Own = level, property
	}
}

// field returns the field of a path, a new one if need be.
func (op *operation) field(path string) *Field {
	if f := op.byPath[path]; f != nil {
		return f
	}
	f := &Field{Document: op.in, Operation: op.name, Path: path, Evidence: op.evidence, values: map[string]bool{}}
	op.byPath[path] = f
	op.fields = append(op.fields, f)
	return f
}

// Add adds a real response. It reports whether the operation is known and the body an object.
func (l *Ledger) Add(r Response) bool {
	op := l.byName[r.Operation]
	if op == nil || op.response == nil || jsontext.Value(r.Body).Kind() != '{' {
		return false
	}
	l.responses++
	if r.Whole {
		op.whole++
	} else {
		op.cut++
	}
	w := &count{operation: op, response: r, number: l.responses}
	t := &traversal{operation: op, member: w.member, object: w.object}
	t.value("", "", []*document.Schema{op.response}, redact.Redactor{}.JSON(slices.Clone(r.Body)))
	return true
}
