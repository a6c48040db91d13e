package optional_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/go-ali1688/ali1688/internal/optional"
)

func TestText(t *testing.T) {
	for _, c := range []struct{ before, text, behind, want string }{
		{" (", "", ")", ""},
		{" (", "x", ")", " (x)"},
		{", ", "x", "", ", x"},
		{"", "x", ": ", "x: "},
	} {
		assert.Equal(t, c.want, optional.Text(c.before, c.text, c.behind))
	}
}
