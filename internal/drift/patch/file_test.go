package patch

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestExtend appends an entry to a mapping in the style of the mapping, or says that it cannot.
func TestExtend(t *testing.T) {
	for _, c := range []struct{ source, flow, want, err string }{
		{"A:\n  x: 1 # why\nB: 2\n", "", "A:\n  x: 1 # why\n  y:\n    z: 3\nB: 2\n", ""},
		{"A: {x: 1} # why\n", "y: {z: 3}", "A: {x: 1, y: {z: 3}} # why\n", ""},
		{"A: {} # why\n", "y: {z: 3}", "A: {y: {z: 3}} # why\n", ""},
		{"A: {x: 1}\n", "", "A: {x: 1}\n", "a.yaml:1 is written on one line: add y by hand"},
		{"A: {}\n", "", "A: {}\n", "a.yaml:1 is written on one line: add y by hand"},
	} {
		f, err := parse("a.yaml", []byte(c.source))
		require.NoError(t, err)
		err = f.extend(f.root.Content[0].Content[1], []string{"y:", "  z: 3"}, c.flow)
		if c.err == "" {
			assert.NoError(t, err, c.source)
		} else {
			assert.EqualError(t, err, c.err, c.source)
		}
		assert.Equal(t, c.want, string(f.content()), c.source)
	}
}
