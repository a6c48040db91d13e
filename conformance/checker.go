package conformance

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/go-ali1688/ali1688/internal/document"
	"github.com/go-ali1688/ali1688/internal/suggest"
)

// Names for bodies that belong to no operation of the document.
const (
	// Errors is the bare envelope, as failures have it.
	Errors = "_errors"
	// OtherPlatforms is the envelope of a response whose payload is not described: its
	// own members are never undocumented.
	OtherPlatforms = "_other_platforms"
	// Refusals is the open platform's own error, which it returns in place of the response of any operation.
	Refusals = "_gw_errors"
)

// The components that these names stand for.
const (
	envelope      = "Envelope"
	platformError = "PlatformError"
)

// Options configure a check. The zero value checks what the document states.
type Options struct {
	// Strict reports every member that no schema names.
	Strict bool
	// Excerpt states that the body was cut off and closed again, so that missing members
	// and short lists are not reported.
	Excerpt bool
	// MaxValues is the number of values that a body may have; 0 is 262,144. More are a finding of the rule too-long.
	MaxValues int
	// Texts states that the body was XML, which has only texts: a text counts as the number or the truth value that it
	// spells, and null as an empty value of any kind.
	Texts bool

	secrets []string // of the request, known by value
}

// Operation describes an operation that the checker knows.
type Operation struct {
	Name     string `json:"name"`
	Family   string `json:"family"`
	Method   string `json:"method"`
	Path     string `json:"path"`
	Evidence string `json:"evidence"`
	// Untyped counts the places of the response for which the document gives no type.
	Untyped int `json:"untyped"`
}

// operation is an operation with its compiled response.
type operation struct {
	Operation
	response  *schema
	onSuccess []required
	openRoot  bool

	once sync.Once // makes root
	root *root
}

// Checker validates bodies against one document. It is safe for concurrent use.
type Checker struct {
	operations []*operation // sorted by name
	byName     map[string]*operation
	topics     map[string]message // that the API sends
	refusal    *operation         // nil where the document has no PlatformError
	walkers    sync.Pool
	passes     sync.Pool
	rules      *ruleSet
}

// New compiles all operations of a bundled OpenAPI 3.0 document in JSON. The positions
// are a JSON object from JSON pointers within the document to file:line of its sources, nested or not, see package
// openapi; without them findings name the pointer itself. A document with a keyword that cannot
// be checked, or an unresolved reference, is an error.
func New(docJSON, positionsJSON []byte) (*Checker, error) {
	doc, err := document.Parse(docJSON)
	if err != nil {
		return nil, fmt.Errorf("conformance: %w", err)
	}
	positions, err := document.ParsePositions(positionsJSON)
	if err != nil {
		return nil, fmt.Errorf("conformance: %w", err)
	}
	c := &Checker{
		byName:  map[string]*operation{},
		topics:  map[string]message{},
		walkers: sync.Pool{New: func() any { return new(walker) }},
		passes:  sync.Pool{New: func() any { return new(pass) }},
		rules:   newRules(),
	}
	compiler := &compiler{doc: doc, positions: positions, components: map[string]*schema{}}
	if err := c.compile(compiler); err != nil {
		return nil, fmt.Errorf("conformance: %w", err)
	}
	return c, nil
}

// Check returns the findings in a body of the operation: first those about its text, then
// those about values in their order.
func (c *Checker) Check(api string, body []byte, o Options) ([]Finding, error) {
	result, err := c.inspect(api, body, o)
	return result.Findings, err
}

func (c *Checker) inspect(api string, body []byte, o Options) (Result, error) {
	op, body := c.selectMessage(api, body)
	if op == nil {
		return Result{}, c.unknown(api)
	}
	if ok, succeeded := c.passed(op, body, o); ok {
		return Result{Succeeded: succeeded}, nil
	}
	w := c.walkers.Get().(*walker)
	findings := w.run(op, c.refusal, body, o)
	result := Result{findings, w.isSuccess}
	w.release()
	c.walkers.Put(w)
	return result, nil
}

// Operations lists the operations of the document by name.
func (c *Checker) Operations() []Operation {
	list := make([]Operation, len(c.operations))
	for i, op := range c.operations {
		list[i] = op.Operation
	}
	return list
}

func (c *Checker) unknown(api string) error {
	if near := suggest.To(api, sortedKeys(c.byName)); near != "" {
		return fmt.Errorf("conformance: the document has no operation %q; did you mean %q?", api, near)
	}
	return fmt.Errorf("conformance: the document has no operation %q", api)
}

func (c *Checker) compile(from *compiler) error {
	var raws []*document.Schema
	for _, item := range from.doc.Paths.Sorted() {
		for _, described := range item.Operations {
			raw, err := c.operation(from, described)
			if err != nil {
				return err
			}
			raws = append(raws, raw)
		}
	}
	if len(c.operations) == 0 {
		return errors.New("the document has no operations")
	}
	c.envelopes(from)
	c.messages(from)
	if err := from.finish(); err != nil {
		return err
	}
	for i, op := range c.operations {
		op.onSuccess = from.onSuccess(raws[i], op.response)
		op.Untyped = op.response.untyped(map[*schema]bool{})
	}
	slices.SortFunc(c.operations, func(a, b *operation) int { return strings.Compare(a.Name, b.Name) })
	return nil
}

// operation compiles one operation and returns the schema of its response.
func (c *Checker) operation(from *compiler, described *document.Operation) (*document.Schema, error) {
	response, pointer := from.doc.ResponseAt(described)
	if response == nil {
		return nil, fmt.Errorf("%s has no schema for %s", pointer, document.JSONType)
	}
	op := &operation{Operation: describe(described), response: from.schema(response, pointer)}
	if c.byName[op.Name] != nil {
		return nil, fmt.Errorf("%s: there are two operations %q", pointer, op.Name)
	}
	c.byName[op.Name] = op
	c.operations = append(c.operations, op)
	return response, nil
}

// describe names an operation by its id, which is the api_name, or else by its path.
func describe(raw *document.Operation) Operation {
	op := Operation{Name: raw.ID, Family: raw.Family, Method: raw.Method, Path: raw.Path, Evidence: raw.Evidence.Level}
	if op.Name == "" {
		op.Name = strings.Trim(raw.Path, "/")
	}
	if op.Family == "" && len(raw.Tags) > 0 {
		op.Family = raw.Tags[0]
	}
	return op
}

// envelopes adds the names for bodies of no operation, as far as the document has their components.
func (c *Checker) envelopes(from *compiler) {
	if from.doc.Schema(envelope) != nil {
		s := from.component(envelope, "")
		c.byName[Errors] = &operation{response: s}
		c.byName[OtherPlatforms] = &operation{response: s, openRoot: true}
	}
	if from.doc.Schema(platformError) != nil {
		c.refusal = &operation{response: from.component(platformError, "")}
		c.byName[Refusals] = c.refusal
	}
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
