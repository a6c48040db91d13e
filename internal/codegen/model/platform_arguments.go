package model

import (
	"slices"
	"strings"

	"github.com/go-json-experiment/json"

	"github.com/go-ali1688/ali1688/internal/document"
)

// ArgumentRule is a row of the table of package arguments: the rules for a value and, by their rows, for its members.
type ArgumentRule struct {
	Type           string
	Members        []ArgumentMember
	Items          int // the row of the elements of a list
	Open           bool
	Enum           []string
	Pattern        string
	Min, Max       *float64
	MinLen, MaxLen int
	MaxItems       int
}

// ArgumentMember is a member of an object and its row.
type ArgumentMember struct {
	Name     string
	Required bool
	Row      int
}

// argumentTable collects the rules of all requests. Equal rules share a row, and row 0 allows any value.
type argumentTable struct {
	*builder
	rows  []ArgumentRule
	byKey map[string]int // a component or the text of a rule
}

func newArgumentTable(b *builder) *argumentTable {
	t := &argumentTable{builder: b, byKey: map[string]int{}}
	t.intern(ArgumentRule{}) // row 0, of all schemas that allow any value
	return t
}

// row returns the row of a schema, which it appends if it is new.
func (t *argumentTable) row(s *document.Schema) int {
	if s.Ref == "" && s.Type == "" && len(s.AllOf) == 1 {
		return t.row(s.AllOf[0])
	}
	if s.Ref == "" {
		return t.intern(t.rule(s))
	}
	if i, ok := t.byKey[string(s.Ref)]; ok {
		return i
	}
	i := t.row(t.doc.Resolve(s)) // a request that contains itself would not end here, and there is none
	t.byKey[string(s.Ref)] = i
	return i
}

func (t *argumentTable) intern(r ArgumentRule) int {
	text, err := json.Marshal(r)
	if err != nil {
		t.fail("write an argument's rule: %w", err)
	}
	key := string(text)
	if i, ok := t.byKey[key]; ok {
		return i
	}
	t.rows = append(t.rows, r)
	t.byKey[key] = len(t.rows) - 1
	return len(t.rows) - 1
}

func (t *argumentTable) rule(s *document.Schema) ArgumentRule {
	out := ArgumentRule{
		Type: s.Type, Pattern: s.Pattern, Min: s.Minimum, Max: s.Maximum,
		MinLen: s.MinLength, MaxLen: deref(s.MaxLength), MaxItems: deref(s.MaxItems), Open: s.Additional != nil,
	}
	if s.KnownValues == nil {
		out.Enum = document.Texts(s.Enum)
	}
	if s.Items != nil {
		out.Items = t.row(s.Items)
	}
	for name, p := range s.Properties.Sorted() {
		out.Members = append(out.Members, ArgumentMember{name, slices.Contains(s.Required, name), t.row(p)})
	}
	if strings.Contains(s.Format, "binary") {
		out = ArgumentRule{Type: "string"} // bytes, or their text in Base64
	}
	return out
}
