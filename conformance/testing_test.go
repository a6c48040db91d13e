package conformance

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// fake is a test that remembers its failures.
type fake struct{ failures []string }

func (f *fake) Helper() {}
func (f *fake) Errorf(format string, args ...any) {
	f.failures = append(f.failures, fmt.Sprintf(format, args...))
}
func (f *fake) Fatalf(format string, args ...any) { f.Errorf(format, args...) }

func TestCheckInTests(t *testing.T) {
	cases := []struct {
		name, api, body string
		options         []Options
		want            string
	}{
		{"fine", "item_get", `{"item":{"title":"t"}}`, nil, ""},
		{"unknown member", "item_get", `{"item":{"new":1}}`, nil, "item_get: /item/new: undocumented"},
		{"unknown member, allowed", "item_get", `{"item":{"new":1}}`, []Options{{}}, ""},
		{"unknown operation", "item_gte", `{}`, nil, "no operation"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			f := &fake{}
			Check(f, c.api, []byte(c.body), c.options...)
			if c.want == "" {
				assert.Empty(t, f.failures)
				return
			}
			require.Len(t, f.failures, 1)
			assert.Contains(t, f.failures[0], c.want)
		})
	}
}
