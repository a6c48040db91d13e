package outside

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// documents are the columns of the table.
var documentNames = []string{"gateway", "openplatform", "legacy"}

// Tables returns the table of the front pages by the name under which pages quote it.
func Tables(values map[string]string) map[string]string {
	var out strings.Builder
	out.WriteString("\n| program | does | gateway | openplatform | legacy | errors that remain |\n")
	out.WriteString("|---|---|---|---|---|---|\n")
	for _, t := range tools {
		cells := []string{t.title + " " + t.version, t.does}
		for _, document := range documentNames {
			cells = append(cells, cmp.Or(values[t.key(document)], "not run"))
		}
		cells = append(cells, values["outside."+t.name+".why"])
		out.WriteString("| " + strings.Join(cells, " | ") + " |\n")
	}
	return map[string]string{"outside.table": out.String()}
}

// key is the name of a cell among the measured values.
func (t *tool) key(document string) string { return "outside." + t.name + "." + document }

// result is what a program found in a document.
type result struct {
	sent     int      // requests, of a program that sends
	problems []string // errors and failed requests
}

// cell returns the result as the table has it, the reasons, and the problems without one.
func (r result) cell(tool string) (cell string, reasons, unexplained []string) {
	for _, p := range r.problems {
		switch why := explain(tool, p); {
		case why == "":
			unexplained = append(unexplained, p)
		case !slices.Contains(reasons, why):
			reasons = append(reasons, why)
		}
	}
	switch n := len(r.problems); {
	case r.sent > 0:
		cell = fmt.Sprintf("%d of %d", r.sent-n, r.sent)
	case n == 0:
		cell = "0 errors"
	default:
		cell = fmt.Sprintf("%d explained", n-len(unexplained))
		if len(unexplained) > 0 {
			cell += fmt.Sprintf(", **%d not**", len(unexplained))
		}
	}
	return cell, reasons, unexplained
}
