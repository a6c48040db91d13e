package upgrade

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/go-ali1688/ali1688/internal/drift/patch"
)

// TestAllRead stops where recordings were not read, and where there are none.
func TestAllRead(t *testing.T) {
	for name, c := range map[string]struct {
		result patch.Result
		want   string
	}{
		"all": {patch.Result{Total: 2}, ""},
		"some": {patch.Result{Total: 2, Failed: 3, Failures: []error{errors.New("a.json: cut"), errors.New("b.json: cut")}},
			"a.json: cut\nb.json: cut\n\n" +
				"Recordings in day that cannot be read: 3. Correct or remove them, then run this again."},
		"none": {patch.Result{}, "There is no response of a known operation in day: name a folder that has some."},
	} {
		err := allRead(&c.result, "day")
		if c.want == "" {
			assert.NoError(t, err, name)
			continue
		}
		var decision *Decision
		assert.ErrorAs(t, err, &decision, name)
		assert.EqualError(t, err, c.want, name)
	}
}
