package conformance_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/conformance"
)

// TestMaxValues validates a body of 104 values.
func TestMaxValues(t *testing.T) {
	body := []byte(`{"error_code":"2000","error":"none","more":[` + strings.Repeat("1,", 99) + `1]}`)
	for max, want := range map[int][]conformance.Finding{
		0:   nil,
		104: nil,
		103: {{Rule: "too-long", Want: "at most 103 values", Got: "more"}},
	} {
		findings, err := conformance.Gateway().Check("cat_get", body, conformance.Options{MaxValues: max})
		require.NoError(t, err)
		assert.Equal(t, want, findings, "%d", max)
	}
}
