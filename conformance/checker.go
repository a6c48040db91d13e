package conformance

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/go-json-experiment/json"

	"github.com/go-ali1688/ali1688/internal/nearest"
)

// Names for bodies that belong to no operation of the document.
const (
	// Errors is the bare envelope, as failures have it.
	Errors = "_errors"
	// OtherPlatforms is the envelope of an answer whose payload nobody described: its
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

// Options say how a body is to be taken. The zero value checks what the document states.
type Options struct {
	// Strict makes a finding of every member that no schema names.
	Strict bool
	// Excerpt says that the body was cut off and closed again, so that a member that is
	// missing, and a list that is short, say nothing.
	Excerpt bool
	// MaxValues is the number of values that a body may have; 0 is 262,144. More are a finding of the rule too-long.
	MaxValues int
	// Texts says that the body was XML, which has nothing but texts: a text counts as the number or the truth value it
	// spells, and null as nothing of whatever kind.
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
}

// Checker holds bodies against one document. It may be used by several goroutines.
type Checker struct {
	operations []*operation // sorted by name
	byName     map[string]*operation
	refusal    *operation // nil where the document has no PlatformError
	walkers    sync.Pool
}

// New compiles all operations of a bundled OpenAPI 3.0 document in JSON. The positions
// are a JSON object from JSON pointers within the document to file:line of its sources;
// without them findings name the pointer itself. A document with a keyword that cannot
// be checked, or a reference that leads nowhere, is refused.
func New(docJSON, positions []byte) (*Checker, error) {
	var doc document
	if err := json.Unmarshal(docJSON, &doc); err != nil {
		return nil, fmt.Errorf("conformance: document: %w", err)
	}
	where, err := readPlaces(positions)
	if err != nil {
		return nil, fmt.Errorf("conformance: %w", err)
	}
	c := &Checker{
		byName:  map[string]*operation{},
		walkers: sync.Pool{New: func() any { return new(walker) }},
	}
	compiler := &compiler{doc: &doc, places: where, components: map[string]*schema{}}
	if err := c.compile(compiler); err != nil {
		return nil, fmt.Errorf("conformance: %w", err)
	}
	return c, nil
}

// Check returns what is wrong with a body of the operation, nil if nothing is. The text
// of the body comes first, then the values in their order.
func (c *Checker) Check(api string, body []byte, o Options) ([]Finding, error) {
	op := c.byName[api]
	if op == nil {
		return nil, c.unknown(api)
	}
	w := c.walkers.Get().(*walker)
	findings := w.run(op, c.refusal, body, o)
	w.release()
	c.walkers.Put(w)
	return findings, nil
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
	names := make([]string, 0, len(c.byName))
	for name := range c.byName {
		names = append(names, name)
	}
	slices.Sort(names)
	if near := nearest.To(api, names); near != "" {
		return fmt.Errorf("conformance: the document has no operation %q; did you mean %q?", api, near)
	}
	return fmt.Errorf("conformance: the document has no operation %q", api)
}

func (c *Checker) compile(from *compiler) error {
	var raws []*rawSchema
	for _, path := range sortedKeys(from.doc.Paths) {
		for _, method := range []string{"get", "post"} {
			raw, err := c.operation(from, path, method)
			if err != nil {
				return err
			}
			if raw != nil {
				raws = append(raws, raw)
			}
		}
	}
	if len(c.operations) == 0 {
		return errNoOperations
	}
	c.envelopes(from)
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

// operation compiles one operation and returns the schema of its response, or nil if the
// path has no such method.
func (c *Checker) operation(from *compiler, path, method string) (*rawSchema, error) {
	text, ok := from.doc.Paths[path][method]
	if !ok {
		return nil, nil
	}
	pointer := "/paths/" + escapePointer(path) + "/" + method
	var raw rawOperation
	if err := json.Unmarshal(text, &raw); err != nil {
		return nil, fmt.Errorf("%s: %w", pointer, err)
	}
	response, pointer, err := from.doc.response(&raw, pointer)
	if err != nil {
		return nil, err
	}
	op := &operation{
		Operation: describe(&raw, path, method),
		response:  from.schema(response, pointer),
	}
	if c.byName[op.Name] != nil {
		return nil, fmt.Errorf("%s: there are two operations %q", pointer, op.Name)
	}
	c.byName[op.Name] = op
	c.operations = append(c.operations, op)
	return response, nil
}

// describe names an operation by its id, which is the api_name, or else by its path.
func describe(raw *rawOperation, path, method string) Operation {
	op := Operation{
		Name:     raw.ID,
		Family:   raw.Family,
		Method:   strings.ToUpper(method),
		Path:     path,
		Evidence: raw.Evidence.Level,
	}
	if op.Name == "" {
		op.Name = strings.Trim(path, "/")
	}
	if op.Family == "" && len(raw.Tags) > 0 {
		op.Family = raw.Tags[0]
	}
	return op
}

// envelopes adds the names for bodies of no operation, as far as the document has their components.
func (c *Checker) envelopes(from *compiler) {
	if from.doc.Components.Schemas[envelope] != nil {
		s := from.component(envelope, "")
		c.byName[Errors] = &operation{response: s}
		c.byName[OtherPlatforms] = &operation{response: s, openRoot: true}
	}
	if from.doc.Components.Schemas[platformError] != nil {
		c.refusal = &operation{response: from.component(platformError, "")}
		c.byName[Refusals] = c.refusal
	}
}
