package requestcheck

import (
	"cmp"

	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/arguments"
	"github.com/go-ali1688/ali1688/internal/params"
	"github.com/go-ali1688/ali1688/internal/plain"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-json-experiment/json/jsontext"
)

// Find returns the operation of the open platform of that name, with its namespace before it or not, or nil: one with
// tables, or one of a document that has rules alone.
func Find(name string) *platform.Operation {
	if op := platform.Find(name); op != nil {
		return op
	}
	if op := plain.Find(shortName(name)); op != nil {
		return op.Row
	}
	return nil
}

// described returns the operation of a document that has rules and no tables, or nil.
func described(op *platform.Operation) *plain.Operation {
	if o := plain.Find(op.Name); o != nil && o.Row == op {
		return o
	}
	return nil
}

// describedArguments reads the arguments of an operation that has rules and no tables. The rules do not go below the
// top of an argument, and its text stays as it was sent.
func describedArguments(s Subject, op *plain.Operation, sent []arguments.Sent) (jsontext.Value, *arguments.Fault) {
	object, texts := map[string]jsontext.Value{}, map[string]string{}
	for _, a := range sent {
		if p := op.Rules.Param(a.Name); p == nil || !p.Form {
			unknownParameter(s, op.ID, a.Name, namesOf(op.Rules.Params, inForm))
			continue
		}
		object[a.Name], texts[a.Name] = a.Value, textOf(a.Value)
	}
	var first *arguments.Fault
	for fault := range op.Rules.Faults(func(name string) string { return texts[name] }) {
		if p := op.Rules.Param(fault.What); p != nil && !p.Form {
			continue // it is in the address or the query
		}
		reportFault(s, fault)
		first = cmp.Or(first, &arguments.Fault{Missing: fault.Missing, Where: fault.What, Text: fault.Reason})
	}
	if first != nil {
		return nil, first
	}
	args, err := loose.Marshal(object)
	if err != nil {
		return nil, &arguments.Fault{Where: op.ID, Text: "the arguments are not JSON"}
	}
	return args, nil
}

// textOf returns the text that a value of a form is, or the JSON of another value.
func textOf(v jsontext.Value) string {
	var text string
	if loose.Unmarshal(v, &text) == nil {
		return text
	}
	return string(v)
}

func inForm(p *params.Param) bool { return p.Form }
