package bundle

import (
	"cmp"
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688/internal/suggest"
)

// didYouMean ends a message with the existing names nearest to a wrong one, the
// nearest first; with nothing if there are no names at all.
func didYouMean(wrong string, existing []string) string {
	if len(existing) == 0 {
		return ""
	}
	slices.SortFunc(existing, func(a, b string) int {
		return cmp.Or(cmp.Compare(distance(wrong, a), distance(wrong, b)), cmp.Compare(a, b))
	})
	return "; the nearest are " + strings.Join(existing[:min(3, len(existing))], ", ")
}

// distance is suggest.Distance whatever the case: YAML names are mistyped in it, too.
func distance(a, b string) int { return suggest.Distance(strings.ToLower(a), strings.ToLower(b)) }
