package bundle

import (
	"cmp"
	"slices"
	"strings"
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

// distance counts the letters to change, add or take away between two words,
// whatever their case.
func distance(a, b string) int {
	a, b = strings.ToLower(a), strings.ToLower(b)
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
