// Package nearest finds the name that somebody who mistyped it meant.
package nearest

// To returns the name that is most like the given one, the first by the alphabet of several, or "" if none is alike.
func To(name string, names []string) string {
	best, least := "", min(len(name)/3+2, 8)
	name = name[:min(len(name), 64)]
	for _, n := range names {
		if d := Distance(name, n); d < least || d == least && best > n {
			best, least = n, d
		}
	}
	return best
}

// Distance counts the bytes to insert, delete or replace to get from a to b.
func Distance(a, b string) int {
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
