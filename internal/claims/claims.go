// Package claims holds what a document says of its operations against the evidence in the repository: that a real
// answer is there where it says "recorded", and that some test would see the answer change.
package claims

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688/internal/doclint"
)

// Folder is where the evidence lies, from the root of the repository.
const Folder = "conformance/testdata"

// Check returns the claims of a bundled document that the evidence does not bear out, by the lines to mend.
func Check(document, positions []byte, evidence fs.FS) ([]doclint.Problem, error) {
	operations, err := read(document)
	if err != nil {
		return nil, err
	}
	var places map[string]string
	if err := json.Unmarshal(positions, &places); err != nil {
		return nil, fmt.Errorf("the positions: %w", err)
	}
	seen, listed := answers(evidence), rows(evidence)
	var problems []doclint.Problem
	for _, pointer := range slices.Sorted(maps.Keys(operations)) {
		op := operations[pointer]
		if op.Evidence.Level == "recorded" && !seen[op.ID] {
			problems = append(problems, doclint.Problem{Where: places[pointer+"/x-evidence"], Rule: "recorded", Message: fmt.Sprintf(
				"%s claims to be recorded, but %s has no answer of it: put one into recordings/%s/ or excerpts/%s/, or say how it is known otherwise", op.ID, Folder, op.ID, op.ID)})
		}
		if !listed[op.ID] {
			problems = append(problems, doclint.Problem{Where: places[pointer], Rule: "untested", Message: fmt.Sprintf(
				"no test knows what %s answers: list the places of its answer in %s/fields.tsv, with their kinds and where each was seen", op.ID, Folder)})
		}
	}
	return problems, nil
}

type operation struct {
	ID       string `json:"operationId"`
	Evidence struct {
		Level string `json:"level"`
	} `json:"x-evidence"`
}

// read finds the operations, by their JSON pointers.
func read(document []byte) (map[string]operation, error) {
	var doc struct {
		Paths map[string]map[string]json.RawMessage `json:"paths"`
	}
	if err := json.Unmarshal(document, &doc); err != nil {
		return nil, fmt.Errorf("the document: %w", err)
	}
	out := map[string]operation{}
	for address, methods := range doc.Paths {
		for method, source := range methods {
			var op operation
			if json.Unmarshal(source, &op) == nil && op.ID != "" {
				out["/paths/"+strings.NewReplacer("~", "~0", "/", "~1").Replace(address)+"/"+method] = op
			}
		}
	}
	return out, nil
}

// answers are the operations of which there is a real answer, whole or cut.
func answers(evidence fs.FS) map[string]bool {
	return parents(evidence, "recordings/*/*", "excerpts/*/*")
}

func parents(evidence fs.FS, patterns ...string) map[string]bool {
	out := map[string]bool{}
	for _, pattern := range patterns {
		files, _ := fs.Glob(evidence, pattern) // fails for bad patterns only
		for _, file := range files {
			out[path.Base(path.Dir(file))] = true
		}
	}
	return out
}

// rows are the operations whose answers the tests know: by a list of places, or by a sample of the provider's.
func rows(evidence fs.FS) map[string]bool {
	out := parents(evidence, "*/samples/*/*")
	for _, pattern := range []string{"fields*.tsv", "*/fields*.tsv", "*/index*.tsv"} {
		files, _ := fs.Glob(evidence, pattern)
		for _, file := range files {
			content, err := fs.ReadFile(evidence, file)
			if err != nil {
				continue
			}
			for line := range strings.Lines(string(content)) {
				name, _, _ := strings.Cut(line, "\t")
				out[name] = true
			}
		}
	}
	return out
}
