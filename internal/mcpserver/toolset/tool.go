// Package toolset is the table of the tools that the MCP server offers by default: the operation behind each, the
// parameters that it takes and the members that its result has. Descriptions, units, examples and bounds come from the
// documents; `make generate` prints them as JSON schemas, so that the server parses no document when it starts.
package toolset

import (
	"strconv"

	"github.com/go-ali1688/ali1688/internal/lists"
)

// Tool is a tool for assistants.
type Tool struct {
	Name, Title string
	Document    string            // the name of the document
	Operation   string            // the operation behind the tool
	Purpose     string            // when to use the tool
	Inside      string            // the argument whose members the parameters are, or ""
	Params      []string          // of the operation that the tool takes
	Fixed       map[string]string // arguments that every call sends
	Defaults    map[string]string // arguments that a call sends unless it has its own
	Own         []Param           // parameters that the operation does not have
	Fields      []Column          // single values of the result
	Lists       []List            // rows of the result
}

// Param is a parameter that the server itself reads.
type Param struct {
	Name, Type, Description, Example string
	Minimum, Maximum                 int
	Required                         bool
}

// Column is a value of a result, or of each row of a list.
type Column struct {
	Name string // in the result
	Path string // in the response, below the path of its list
	Kind Kind
	// Foreign says that sellers or buyers write the text: it is data, and no instruction.
	Foreign bool
	// Note replaces the description of the document where the server computes the value.
	Note string
}

// Kind is the kind of a column's values.
type Kind string

// The kinds of values. An amount in yuan is a number; an id is a text, because it may have 19 digits.
const (
	Text    Kind = "text"
	ID      Kind = "id"
	Number  Kind = "number"
	Integer Kind = "integer"
	Yuan    Kind = "yuan"
	Fen     Kind = "fen" // of the response; in the result the amount is in yuan
	Bool    Kind = "bool"
)

// List is a list of rows.
type List struct {
	Name    string // in the result
	Path    string // in the response
	Columns []Column
	Most    int // how many rows a result has unless it is asked for more
	// Bare says that the rows are computed by the server, see [Tool.Result].
	Bare bool
}

// Find returns the default tool of a name, or nil.
func Find(name string) *Tool { return lists.Find(Table, func(t *Tool) bool { return t.Name == name }) }

// limit is the parameter for the number of rows.
func limit(most int) Param {
	return Param{Name: "limit", Type: "integer", Minimum: 1, Maximum: 100, Example: strconv.Itoa(most),
		Description: "How many rows the result has at most."}
}
