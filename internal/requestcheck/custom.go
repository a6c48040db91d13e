package requestcheck

import (
	"cmp"
	"strings"

	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/arguments"
	"github.com/go-ali1688/ali1688/internal/params"
)

// CustomOperation returns the operation of the open platform that a request to custom is forwarded to, and reports
// whether the document has it in that namespace.
func CustomOperation(s Subject) (op *platform.Operation, fits bool) {
	target := cmp.Or(s.Get("method"), s.Get("api"))
	if target == "" {
		return nil, false // which Parameters reports
	}
	namespace, name, _ := strings.Cut(target, "/")
	a := Address{Namespace: namespace, Name: name}
	if op = Find(name); op != nil {
		a.Protocol, a.Version = op.Protocol, op.Version
	}
	rule, misfit := a.Misfit(op)
	if misfit != "" {
		s.Deviate(rule, printable(name), misfit)
	}
	return op, misfit == ""
}

// CustomArguments returns the arguments that custom forwards, in either of its forms.
func CustomArguments(s Subject) (sent []arguments.Sent) {
	if s.Get("method") == "" {
		op := params.Operations["custom"]
		for name, value := range s.All() {
			if !IsCredential(name) && op.Param(name) == nil {
				sent = append(sent, arguments.Field(name, value))
			}
		}
		return sent
	}
	const argument = "_o_args"
	if s.Get(argument) == "" {
		return nil
	}
	sent, found, fault := arguments.Members(argument, s.Get(argument))
	report(s, found)
	if fault != nil {
		s.Deviate(arguments.RuleSyntax, fault.Where, fault.Text)
	}
	return sent
}
