// Package evidencelint compares what a document states about its operations with the evidence in the repository: that a
// real response is there where it says "recorded", and that some test would see the response change.
package evidencelint

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688/internal/document"
	"github.com/go-ali1688/ali1688/internal/lint"
)

// Folder is where the evidence lies, from the root of the repository.
const Folder = "evidence"

// Check returns the claims of a bundled document that the evidence does not bear out, by the lines to mend.
func Check(bundled, positions []byte, evidence fs.FS) ([]lint.Problem, error) {
	doc, err := document.Parse(bundled)
	if err != nil {
		return nil, err
	}
	places, err := document.ParsePositions(positions)
	if err != nil {
		return nil, err
	}
	seen, listed := parents(evidence, "recordings/*/*", "excerpts/*/*"), rows(evidence)
	var problems []lint.Problem
	for _, op := range slices.Concat(doc.Operations(), doc.Messages()) {
		if op.Evidence.Level == "recorded" && !seen[op.ID] {
			problems = append(problems, lint.Problem{Where: places.Of(op.At(document.XEvidence)), Rule: "recorded",
				Message: fmt.Sprintf(
					"%s claims to be recorded, but %s has no response of it: put one into recordings/%s/ or excerpts/%s/, or "+
						"state how it is known otherwise", op.ID, Folder, op.ID, op.ID)})
		}
		if !listed[op.ID] {
			problems = append(problems, lint.Problem{Where: places.Of(op.Pointer()), Rule: "untested", Message: fmt.Sprintf(
				"no test knows the response of %s: list its members in %s/fields.tsv, with their kinds and where each "+
					"was seen", op.ID, Folder)})
		}
	}
	return problems, nil
}

// parents returns the names of the folders with files of these patterns: operations of which there is a response.
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

// rows returns the operations whose responses the tests know: by a list of places, or by a sample of the provider's.
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
