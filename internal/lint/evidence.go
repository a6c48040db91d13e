package lint

import (
	"regexp"
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688/internal/document"
)

// Levels are the kinds of evidence, the best first.
var Levels = []string{"recorded", "official", "documented", "secondary", "sdk", "live", "sibling", "inferred",
	"unknown"}

var yearMonth = regexp.MustCompile(`^20[0-9]{2}-(0[1-9]|1[0-2])$`)

// checkEvidence asks where each operation and each message is known from. A parameter or schema may
// have evidence of its own; then that must be whole too.
func checkEvidence(d *inputs, report report) {
	for _, op := range d.described() {
		if op.Evidence.IsZero() {
			report(op.Pointer(), "say in x-evidence where the operation is known from: level, sources, seen")
		}
		checkOwnEvidence(op.At(document.XEvidence), op.Evidence, report)
	}
	for _, p := range d.Parameters {
		checkOwnEvidence(p.At(document.XEvidence), p.Value.Evidence, report)
	}
	for _, s := range d.Schemas {
		checkOwnEvidence(s.At(document.XEvidence), s.Value.Evidence, report)
	}
}

func checkOwnEvidence(at string, evidence document.Evidence, report report) {
	if !evidence.IsZero() {
		checkOneEvidence(at, evidence, report)
	}
}

func checkOneEvidence(at string, evidence document.Evidence, report report) {
	if !slices.Contains(Levels, evidence.Level) {
		report(at+"/level", "level must be one of %s", strings.Join(Levels, ", "))
	}
	if len(evidence.Sources) == 0 || slices.ContainsFunc(evidence.Sources, isBlank) {
		report(at+"/sources", "list at least one source, each as a text")
	}
	if evidence.Seen != "unknown" && !yearMonth.MatchString(evidence.Seen) {
		report(at+"/seen", "write when it was last seen as `seen: \"YYYY-MM\"`, or unknown where no source states the month")
	}
}

func isBlank(text string) bool { return strings.TrimSpace(text) == "" }
