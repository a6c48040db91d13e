// Package doclint knows the rules of our own OpenAPI documents, those that no linter
// of others can know. It reads a bundled document and names every problem by the line
// of the source file on which it is to be mended.
//
// The rules, one function each, are in the table of [Check]; what each asks for and
// why stands at its function. They leave to others what others do well: whether the
// document is OpenAPI at all, and whether its paths and names look as usual.
package doclint

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Problem is one thing to mend.
type Problem struct {
	Where   string // "file:line", or a JSON pointer if the positions do not know better
	Rule    string
	Message string // says how to mend it
}

// String returns the problem as one line, in the form that editors follow.
func (p Problem) String() string {
	return fmt.Sprintf("%s: %s: %s", p.Where, p.Rule, p.Message)
}

// report notes a problem at a JSON pointer.
type report func(pointer, format string, args ...any)

// rules are all rules, by the name under which problems are reported.
var rules = []struct {
	name  string
	check func(*document, report)
}{
	{"openapi-version", checkVersion},
	{"operation-texts", checkOperationTexts},
	{"operation-id", checkOperationID},
	{"family", checkFamily},
	{"outcome", checkOutcomes},
	{"evidence", checkEvidence},
	{"refusal", checkRefusals},
	{"unit", checkUnits},
	{"description", checkDescriptions},
	{"example", checkExamples},
	{"example-conforms", checkExamplesConform},
	{"example-pair", checkPairs},
	{"named-content", checkContentIsNamed},
	{"named-enum", checkParameterEnums},
	{"union-branch", checkUnionBranches},
	{"open-struct", checkOpenStructs},
	{"nullable", checkNullable},
	{"personal", checkPersonal},
	{"unreferenced", checkUnreferenced},
}

// Check holds a bundled document, as JSON, against every rule. The positions are
// those of the bundler. The problems come in the order of files and lines; an error
// means that the input is not what it should be, and that nothing was checked.
func Check(doc, positions []byte) ([]Problem, error) {
	d, err := parse(doc, positions)
	if err != nil {
		return nil, err
	}
	var problems []Problem
	for _, r := range rules {
		r.check(d, func(pointer, format string, args ...any) {
			problems = append(problems, Problem{d.place(pointer), r.name, fmt.Sprintf(format, args...)})
		})
	}
	slices.SortStableFunc(problems, byPlace)
	return slices.Compact(problems), nil
}

func byPlace(a, b Problem) int {
	fileA, lineA := splitPlace(a.Where)
	fileB, lineB := splitPlace(b.Where)
	return cmp.Or(cmp.Compare(fileA, fileB), cmp.Compare(lineA, lineB), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Message, b.Message))
}

func splitPlace(where string) (file string, line int) {
	i := strings.LastIndexByte(where, ':')
	if i < 0 {
		return where, 0
	}
	line, _ = strconv.Atoi(where[i+1:])
	return where[:i], line
}

func parse(doc, positions []byte) (*document, error) {
	d := &document{places: map[string]string{}}
	if err := json.Unmarshal(doc, &d.root); err != nil {
		return nil, fmt.Errorf("the document: %w", err)
	}
	if err := json.Unmarshal(positions, &d.places); err != nil {
		return nil, fmt.Errorf("the positions: %w", err)
	}
	d.collect()
	return d, nil
}
