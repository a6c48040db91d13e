package main

import (
	"fmt"
	"strings"
	"text/tabwriter"

	platform "github.com/go-ali1688/ali1688/generated/openplatform"
	"github.com/go-ali1688/ali1688/internal/params"
)

// operationHelp lists the parameters of an operation of either document, or returns "" for an unknown one.
func operationHelp(name string) string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	if op, ok := params.Operations[name]; ok {
		fmt.Fprintf(w, "ali1688 call %s [name=value …]\n\n", name)
		for _, p := range op.Params {
			fmt.Fprintf(w, "  %s\t%s\t%s\n", p.Name, requirement(p.Required), p.Wants())
		}
	} else if op := platform.Find(name); op != nil {
		fmt.Fprintf(w, "ali1688 call %s [name=value …]: %s (%s)\n\n", op.Name, op.Summary, op.Effect)
		for _, p := range op.Params {
			if !isCredential(p.Name) {
				fmt.Fprintf(w, "  %s\t%s\t%s\n", p.Name, requirement(p.Required), wanted(p))
			}
		}
	}
	_ = w.Flush() // a strings.Builder takes everything
	return b.String()
}

func requirement(required bool) string {
	if required {
		return "required"
	}
	return "optional"
}

// wanted describes the value of an argument of the open platform.
func wanted(p platform.Param) string {
	switch {
	case len(p.Enum) > 0:
		return "one of " + strings.Join(p.Enum, ", ")
	case p.File:
		return "@FILE, a file"
	case p.Joined:
		return "a list, with commas or as JSON"
	case p.JSON:
		return p.Type + ", as JSON"
	}
	return p.Type
}
