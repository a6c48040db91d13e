package model

import (
	"github.com/go-ali1688/ali1688/internal/codegen/naming"
	"github.com/go-ali1688/ali1688/internal/document"
)

// Refusal is one error code with the Go name of its constant.
type Refusal struct {
	document.ErrorCode
	Code, Go string
}

// Constant reports whether the code gets a constant: words that a message contains are no code.
func (r Refusal) Constant() bool { return r.Match != "text" }

// inferences returns a row of evidence "inferred" for every row that is applied to further operations by inference.
func inferences(rows []Refusal) []Refusal {
	var out []Refusal
	for _, r := range rows {
		if len(r.Inferred) > 0 {
			r.Operations, r.Evidence.Level = r.Inferred, "inferred"
			out = append(out, r)
		}
	}
	return out
}

// refusals returns the rows of a table in the order of their codes, their names beginning with a stem.
func refusals(table document.Map[document.ErrorCode], stem string) []Refusal {
	var out []Refusal
	for code, row := range table.Sorted() {
		out = append(out, Refusal{ErrorCode: row, Code: code, Go: stem + naming.Identifier(row.Name)})
	}
	return out
}
