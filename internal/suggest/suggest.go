// Package suggest finds the name that somebody who mistyped it meant.
package suggest

import (
	"slices"
	"strings"
)

// To returns the name that is most like the given one, in capitals or not, the first by the alphabet of several, or ""
// if none is alike.
func To(name string, names []string) string {
	best, least := "", min(len(name)/3+2, 8)
	name = strings.ToLower(name[:min(len(name), 64)])
	for _, n := range names {
		if d := Distance(name, strings.ToLower(n)); d < least || d == least && best > n {
			best, least = n, d
		}
	}
	return best
}

// Distance counts the bytes to insert, delete, replace or exchange with the next one to get from a to b.
func Distance(a, b string) int {
	row, before := make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		last := slices.Clone(row)
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before = last
	}
	return row[len(b)]
}
