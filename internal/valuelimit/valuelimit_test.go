package valuelimit_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/go-ali1688/ali1688/internal/valuelimit"
)

func TestJSON(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		max  int
		want error
	}{
		"fewer bytes than values": {"[1,2,3]", 7, nil},
		"as many as are accepted": {"[1,2,3]    ", 4, nil},
		"one more":                {"[1,2,3]    ", 3, valuelimit.ErrTooManyValues},
		"empty objects":           {"[" + strings.Repeat("{ },", 10) + "{}]", 12, nil},
		"empty objects, one more": {"[" + strings.Repeat("{ },", 10) + "{}]", 11, valuelimit.ErrTooManyValues},
		"lists in lists": {strings.Repeat("[", 12) + strings.Repeat("]", 12), 11,
			valuelimit.ErrTooManyValues},
		"commas in a string":                {`["` + strings.Repeat(",[", 100) + `\",,,,",1]`, 3, nil},
		"a string that does not end":        {`["` + strings.Repeat(",", 100), 3, nil},
		"a string that ends in a backslash": {`["` + strings.Repeat(",", 100) + `\`, 3, nil},
		"the default": {"[" + strings.Repeat("1,", valuelimit.MaxValues-1) + "1]", 0,
			valuelimit.ErrTooManyValues},
		"the default, one fewer": {"[" + strings.Repeat("1,", valuelimit.MaxValues-2) + "1]", 0, nil},
	} {
		t.Run(name, func(t *testing.T) {
			assert.ErrorIs(t, valuelimit.JSON(context.Background(), []byte(c.text), c.max), c.want)
		})
	}
}

func TestContext(t *testing.T) {
	stop := errors.New("stop")
	ctx, cancel := context.WithCancelCause(context.Background())
	cancel(stop)
	assert.ErrorIs(t, valuelimit.JSON(ctx, []byte(strings.Repeat("[],", 1e5)), 1e5), stop)
	c := valuelimit.NewCounter(ctx, 1e5)
	var err error
	for n := 0; err == nil && n < 1e5; n++ {
		err = c.Add()
	}
	assert.ErrorIs(t, err, stop)
}
