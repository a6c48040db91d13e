package batch

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestReadLines(t *testing.T) {
	cases := map[string]struct {
		input string
		want  []Line
		err   string
	}{
		"ids": {"\ufeff1\r\n\n 2 \n3", []Line{{1, "1", nil}, {3, "2", nil}, {4, "3", nil}}, ""},
		"objects": {`{"num_iid":610947572360,"lang":"en"}` + "\n" + `{"ids":[1,2],"a":{"b":"c"},"d":true}`,
			[]Line{{1, "", []string{"num_iid=610947572360", "lang=en"}},
				{2, "", []string{"ids=[1,2]", `a={"b":"c"}`, "d=true"}}}, ""},
		"a long number": {`{"tradeId":12345678901234567890}`,
			[]Line{{1, "", []string{"tradeId=12345678901234567890"}}}, ""},
		"escapes":             {`{"q":"\u5973\"装"}`, []Line{{1, "", []string{`q=女"装`}}}, ""},
		"nothing":             {"\n\n", nil, ""},
		"half an object":      {"1\n{\"a\":", nil, "line 2: it must be an id, or an object"},
		"two objects":         {`{"a":1}{"b":2}`, nil, "line 1: it must be"},
		"a name twice":        {`{"a":1,"a":2}`, nil, "line 1: it must be"},
		"no end of an object": {`{"a":1`, nil, "line 1: it must be"},
	}
	for name, tt := range cases {
		got, err := ReadLines(strings.NewReader(tt.input))
		if tt.err != "" {
			require.ErrorContains(t, err, tt.err, name)
			continue
		}
		require.NoError(t, err, name)
		assert.Equal(t, tt.want, got, name)
	}
}
