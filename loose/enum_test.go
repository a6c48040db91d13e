package loose_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/loose"
)

type fruit int64

func TestEnum(t *testing.T) {
	for _, test := range []struct {
		json string
		want fruit
		ok   bool
	}{
		{`7`, 7, true},
		{`"7"`, 7, true},
		{`"7.0"`, 7, true},
		{`-1`, -1, true},
		{`7.5`, 0, false},
		{`"apple"`, 0, false},
		{`""`, 0, false},
		{`[]`, 0, false},
		{`null`, 0, false},
	} {
		var e loose.Enum[fruit]
		require.NoError(t, loose.Unmarshal([]byte(test.json), &e), test.json)
		value, ok := e.Value()
		assert.Equal(t, test.ok, ok, test.json)
		assert.Equal(t, test.want, value, test.json)
		assert.Equal(t, test.ok, e.Is(test.want), test.json)
		assert.False(t, e.Is(8), test.json)
	}
}
