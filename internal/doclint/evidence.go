package doclint

import (
	"regexp"
	"slices"
	"strings"
)

// Levels are the kinds of evidence, the best first.
var Levels = []string{"recorded", "official", "documented", "secondary", "sdk", "live", "sibling", "inferred", "unknown"}

var yearMonth = regexp.MustCompile(`^20[0-9]{2}-(0[1-9]|1[0-2])$`)

// checkEvidence asks where each operation is known from. A parameter or schema may
// have evidence of its own; then that must be whole too.
func checkEvidence(d *document, report report) {
	for _, op := range d.operations {
		if !has(op.value, "x-evidence") {
			report(op.pointer, "say in x-evidence where the operation is known from: level, sources, seen")
		}
		checkOneEvidence(op.part, report)
	}
	for _, p := range d.parameters {
		checkOneEvidence(p, report)
	}
	for _, s := range d.schemas {
		checkOneEvidence(s.part, report)
	}
}

func checkOneEvidence(p part, report report) {
	if !has(p.value, "x-evidence") {
		return
	}
	at, evidence := p.at("x-evidence"), obj(p.value["x-evidence"])
	if !slices.Contains(Levels, text(evidence["level"])) {
		report(at+"/level", "level must be one of %s", strings.Join(Levels, ", "))
	}
	if sources := list(evidence["sources"]); len(sources) == 0 || slices.ContainsFunc(sources, isEmptyText) {
		report(at+"/sources", "list at least one source, each as a text")
	}
	if seen := text(evidence["seen"]); seen != "unknown" && !yearMonth.MatchString(seen) {
		report(at+"/seen", "write when it was last seen as `seen: \"YYYY-MM\"`, or unknown where no source states the month")
	}
}

func isEmptyText(v any) bool { return strings.TrimSpace(text(v)) == "" }
