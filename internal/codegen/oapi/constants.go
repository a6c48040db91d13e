package oapi

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"github.com/oapi-codegen/oapi-codegen/v2/pkg/codegen"

	"github.com/go-ali1688/ali1688/internal/codegen/naming"
	"github.com/go-ali1688/ali1688/internal/document"
)

// Constant is a value of an enumeration.
type Constant struct{ Name, Literal, Comment string }

// isOpen reports whether values that the document does not list may come.
func isOpen(e codegen.EnumDefinition) bool {
	return e.Schema.OAPISchema.Extensions[document.XKnownValues] != nil
}

// constants returns the values of an enumeration in the order of the document. A value without a usable name in the
// document is an error: constants are named by their meaning.
func constants(e codegen.EnumDefinition) ([]Constant, error) {
	var out []Constant
	taken := map[string]string{}
	for i, v := range e.Schema.OAPISchema.Enum {
		value := fmt.Sprint(v)
		name := e.TypeName + valueName(e, i, value)
		switch other, ok := taken[name]; {
		case ok:
			return nil, fmt.Errorf("%s: the values %q and %q would both be %s: name one of them", e.TypeName, other, value, name)
		case name == e.TypeName || unicode.IsDigit(rune(name[len(e.TypeName)])):
			return nil, fmt.Errorf("%s: the value %q needs a name in the document, after its meaning", e.TypeName, value)
		}
		taken[name] = value
		literal := value
		if e.ValueWrapper != "" {
			literal = strconv.Quote(value)
		}
		out = append(out, Constant{name, literal, meaningOf(e, value).sentence(name, value)})
	}
	return out, nil
}

// valueName returns the name that the document gives a value, in x-enum-varnames or beside its meaning, or else the
// name that its words make.
func valueName(e codegen.EnumDefinition, i int, value string) string {
	names, _ := e.Schema.OAPISchema.Extensions[document.XEnumNames].([]any)
	if i < len(names) {
		return fmt.Sprint(names[i])
	}
	return cmp.Or(meaningOf(e, value).name, naming.Identifier(value))
}

// meaning is what the document says about a value: its name, where its words make none, and its meaning.
type meaning struct{ name, text string }

func meaningOf(e codegen.EnumDefinition, value string) meaning {
	closed, _ := e.Schema.OAPISchema.Extensions[document.XEnumDescriptions].(map[string]any)
	if text, ok := closed[value].(string); ok {
		return meaning{text: text}
	}
	open, _ := e.Schema.OAPISchema.Extensions[document.XKnownValues].(map[string]any)
	row, _ := open[value].(map[string]any)
	name, _ := row["name"].(string)
	zh, _ := row["zh"].(string)
	en, _ := row["en"].(string)
	return meaning{name, strings.Trim(zh+", "+en, ", ")}
}

// sentence returns the comment of a constant.
func (m meaning) sentence(name, value string) string {
	if m.text == "" {
		return fmt.Sprintf("%s is %s on the wire.", name, value)
	}
	return fmt.Sprintf("%s means %s.", name, m.text)
}
