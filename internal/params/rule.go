package params

import (
	"strconv"
	"strings"

	"github.com/go-ali1688/ali1688/internal/lazyregexp"
)

// Rule describes a parameter as the documents do.
type Rule struct {
	Name                 string
	Form, Required       bool   // Form: it stands in the body and not in the query
	Kind                 string // string, integer or number
	Pattern              string
	Enum                 []string
	Min, Max             *float64
	MinLength, MaxLength int // in characters; a MaxLength of 0 is none
}

// Param returns the parameter of a rule. The pattern is compiled when it is first needed.
func (r Rule) Param() Param {
	p := Param{Rule: r}
	if r.Pattern != "" {
		p.pattern = lazyregexp.Shared(r.Pattern)
	}
	return p
}

// parseTable reads the generated table. It is text because a program with a client would take half a second longer to
// compile with a table of Go values. A line without a tab before it begins an operation: name, method, and the
// parameters of which one is needed. The others are its parameters: a name, and fields separated by tabs.
func parseTable(text string) map[string]Operation {
	out := map[string]Operation{}
	enums := map[string][]string{} // shared by parameters that allow the same
	var name string
	var op Operation
	for line := range strings.Lines(text) {
		fields := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if fields[0] == "" {
			op.Params = append(op.Params, parseRule(fields[1:], enums).Param())
			out[name] = op
			continue
		}
		name, op = fields[0], Operation{Method: fields[1]}
		if len(fields) > 2 {
			op.OneOf = strings.Split(fields[2], "|")
		}
		out[name] = op
	}
	return out
}

func parseRule(fields []string, enums map[string][]string) Rule {
	r := Rule{Name: fields[0], Kind: fields[1]}
	for _, field := range fields[2:] {
		name, value, _ := strings.Cut(field, "=")
		switch name {
		case "form":
			r.Form = true
		case "required":
			r.Required = true
		case "pattern":
			r.Pattern = value
		case "enum":
			if enums[value] == nil {
				enums[value] = strings.Split(value, "|")
			}
			r.Enum = enums[value]
		case "min":
			r.Min = parseBound(value)
		case "max":
			r.Max = parseBound(value)
		case "minLength":
			r.MinLength, _ = strconv.Atoi(value)
		case "maxLength":
			r.MaxLength, _ = strconv.Atoi(value)
		}
	}
	return r
}

func parseBound(text string) *float64 {
	f, _ := strconv.ParseFloat(text, 64)
	return &f
}
