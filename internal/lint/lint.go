// Package lint knows the rules of our own OpenAPI documents, those that no linter
// of others can know. It reads a bundled document and names every problem by the line
// of the source file on which it is to be mended.
//
// The rules, one function each, are in the table of [Check]; what each asks for and
// why stands at its function. They leave to others what others do well: whether the
// document is OpenAPI at all, and whether its paths and names look as usual.
package lint

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/go-ali1688/ali1688/internal/document"
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
	check func(*inputs, report)
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
	{"described", checkCalledUndescribed},
	{"example", checkExamples},
	{"example-conforms", checkExamplesConform},
	{"example-member", checkExampleMembers},
	{"example-pair", checkPairs},
	{"named-content", checkContentIsNamed},
	{"named-enum", checkParameterEnums},
	{"union-branch", checkUnionBranches},
	{"open-struct", checkOpenStructs},
	{"nullable", checkNullable},
	{"twin", checkTwins},
	{"personal", checkPersonal},
	{"unreferenced", checkUnreferenced},
}

// inputs are a bundled document, typed and as it is written.
type inputs struct {
	*document.Document
	*document.Inventory
	tree   document.Object
	places document.Positions
}

// Check validates a bundled document, as JSON, by every rule. The positions are those of the bundler. The problems come
// in the order of files and lines; an error means that the input is not JSON, and that nothing was checked. A value of
// the wrong kind is the only problem that is reported.
func Check(bundled, positions []byte) ([]Problem, error) {
	in := new(inputs)
	if err := json.Unmarshal(bundled, &in.tree); err != nil {
		return nil, fmt.Errorf("read the document: %w", err)
	}
	var err error
	if in.places, err = document.ParsePositions(positions); err != nil {
		return nil, err
	}
	if in.Document, err = document.Parse(bundled); err != nil {
		return in.misshapen(err)
	}
	in.Inventory = in.Document.Inventory()
	var problems []Problem
	for _, r := range rules {
		r.check(in, func(pointer, format string, args ...any) {
			problems = append(problems, Problem{in.places.Of(pointer), r.name, fmt.Sprintf(format, args...)})
		})
	}
	slices.SortStableFunc(problems, byPlace)
	return slices.Compact(problems), nil
}

// misshapen returns a value of the wrong kind as a problem.
func (d *inputs) misshapen(err error) ([]Problem, error) {
	pointer, got, want := document.WrongKind(err)
	if want == "" {
		return nil, err
	}
	return []Problem{{d.places.Of(pointer), "kind", fmt.Sprintf("write %s at %s, not %s", want, document.LastName(pointer),
		got)}}, nil
}

// checkUnreferenced finds components that no path leads to. Two that only refer to each other are found too.
func checkUnreferenced(d *inputs, report report) {
	for _, pointer := range document.Unreferenced(d.tree) {
		report(pointer, "nothing refers to %s: remove it or refer to it", document.LastName(pointer))
	}
}

func byPlace(a, b Problem) int {
	fileA, lineA := splitPlace(a.Where)
	fileB, lineB := splitPlace(b.Where)
	return cmp.Or(cmp.Compare(fileA, fileB), cmp.Compare(lineA, lineB), cmp.Compare(a.Rule, b.Rule),
		cmp.Compare(a.Message, b.Message))
}

func splitPlace(where string) (file string, line int) {
	i := strings.LastIndexByte(where, ':')
	if i < 0 {
		return where, 0
	}
	line, _ = strconv.Atoi(where[i+1:])
	return where[:i], line
}
