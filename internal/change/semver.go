package change

import (
	"cmp"
	"fmt"
	"slices"

	"golang.org/x/mod/semver"
)

// Semver is a step of a semantic version.
type Semver string

// The steps.
const (
	NoStep Semver = "none"
	Patch  Semver = "patch" // texts only
	Minor  Semver = "minor" // something new
	Major  Semver = "major" // something breaks
)

// conclude says which version the edits call for.
func (r *Report) conclude() {
	r.Calls = NoStep
	for _, e := range r.Edits {
		switch {
		case e.Level() == Breaks:
			r.Calls = Major
		case r.Calls != Major && e.Level() != None:
			r.Calls = Minor
		case r.Calls == NoStep:
			r.Calls = Patch
		}
	}
	r.Next = next(r.Version, r.Calls)
}

// next returns the version after a step. Before 1.0.0 a major step is a minor one, and every other a patch.
func next(version string, step Semver) string {
	var major, minor, patch int
	if !semver.IsValid("v" + version) {
		return ""
	}
	if _, err := fmt.Sscanf(version, "%d.%d.%d", &major, &minor, &patch); err != nil {
		return ""
	}
	if major == 0 {
		step = map[Semver]Semver{Major: Minor, Minor: Patch, Patch: Patch}[step]
	}
	switch step {
	case Major:
		return fmt.Sprintf("%d.0.0", major+1)
	case Minor:
		return fmt.Sprintf("%d.%d.0", major, minor+1)
	case Patch:
		return fmt.Sprintf("%d.%d.%d", major, minor, patch+1)
	}
	return version
}

// sortEdits puts the edits in the order of documents, kinds of groups, groups and places.
func sortEdits(edits []*Edit) {
	slices.SortStableFunc(edits, func(a, b *Edit) int {
		return cmp.Or(cmp.Compare(a.Document, b.Document), cmp.Compare(a.kind, b.kind), cmp.Compare(a.Group, b.Group),
			cmp.Compare(a.Place, b.Place))
	})
}
