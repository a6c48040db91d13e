package redact

import (
	"maps"
	"slices"
)

// Lists returns every folded name and ending that is secret, and every one that is personal wherever it stands. The
// tests of outputs run them all.
func Lists() (secret, personal []string) {
	secret = slices.Concat(slices.Collect(maps.Keys(secretNames)), secretEndings)
	personal = slices.Concat(slices.Collect(maps.Keys(personalNames)), personalEndings,
		slices.Collect(maps.Keys(personalMembers)))
	slices.Sort(secret)
	slices.Sort(personal)
	return slices.Compact(secret), slices.Compact(personal)
}

// ShownInAddresses reports whether 1688 shows values of this name in the addresses of its pages.
func ShownInAddresses(name string) bool { return publicInAddresses[Fold(name)] }
