package batch

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var (
	errGone  = errors.New("gone")
	errLate  = errors.New("late")
	errQuota = errors.New("quota")
	errSpent = errors.New("spent")
)

func judge(err error) Verdict {
	return map[error]Verdict{
		errGone: {Code: "gone", Settled: true}, errLate: {Code: "late"}, errQuota: {Code: "quota", Stops: true},
		errSpent: {Stops: true, Unsent: true},
	}[err]
}

// TestDo runs the same batch several times over one output, with errors that change from run to run.
func TestDo(t *testing.T) {
	type run struct {
		errs    map[string]error
		sent    string // the keys, in order
		before  int
		written int
		failed  map[string][]int
		skipped int
		stopped error
	}
	none := map[string][]int{}
	cases := map[string][]run{
		"success": {{nil, "abc", 0, 3, none, 0, nil}, {nil, "", 3, 0, none, 0, nil}},
		"failures are tried again": {
			{map[string]error{"a": errGone, "b": errLate}, "abc", 0, 1, map[string][]int{"gone": {1}, "late": {2}}, 0, nil},
			{map[string]error{"b": errLate}, "ab", 1, 1, map[string][]int{"late": {2}}, 0, nil},
			{nil, "b", 2, 1, none, 0, nil}},
		"what failed for good is not, before the end": {
			{map[string]error{"a": errGone, "b": errSpent}, "ab", 0, 0, map[string][]int{"gone": {1}}, 0, errSpent},
			{nil, "bc", 0, 2, map[string][]int{"gone": {1}}, 1, nil},
			{nil, "a", 2, 1, none, 0, nil}},
		"a used-up quota stops": {
			{map[string]error{"b": errQuota}, "ab", 0, 1, map[string][]int{"quota": {2}}, 0, errQuota},
			{nil, "bc", 1, 2, none, 0, nil}},
	}
	for name, runs := range cases {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "out")
			for i, want := range runs {
				o, err := Open(path, about)
				require.NoError(t, err)
				var sent strings.Builder
				r := Run{Workers: 1, Output: o, Judge: judge}
				for n, key := range []string{"a", "b", "c"} {
					r.Tasks = append(r.Tasks, Task{key, n + 1, func(context.Context) ([]byte, error) {
						sent.WriteString(key)
						return []byte(key), want.errs[key]
					}})
				}
				got := r.Do(t.Context())
				require.NoError(t, o.Close())
				assert.Equal(t, want.sent, sent.String(), "run %d", i)
				assert.Equal(t, Result{want.before, want.written, want.failed, want.skipped, want.stopped}, *got, "run %d", i)
			}
		})
	}
}

// TestInterrupted finishes what was sent, and begins nothing else.
func TestInterrupted(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var sent, seen atomic.Int64
	var b strings.Builder
	r := Run{Workers: 2, Output: Stream(&b), Judge: judge, Progress: func() { seen.Add(1) }}
	both := make(chan struct{}, 2)
	for range 9 {
		r.Tasks = append(r.Tasks, Task{Send: func(ctx context.Context) ([]byte, error) {
			sent.Add(1)
			both <- struct{}{}
			for len(both) < 2 && ctx.Err() == nil { // until both are under way
			}
			stop()
			return []byte("{}"), ctx.Err()
		}})
	}
	result := r.Do(ctx)
	assert.Equal(t, int64(2), sent.Load())
	assert.Equal(t, Result{Written: 2, Failed: map[string][]int{}, Stopped: context.Canceled}, *result)
	assert.Equal(t, "{}\n{}\n", b.String())
	assert.Equal(t, int64(2), seen.Load())
}

// TestOutputBreaks stops when a response cannot be written.
func TestOutputBreaks(t *testing.T) {
	sent := 0
	task := Task{Send: func(context.Context) ([]byte, error) { sent++; return nil, nil }}
	r := Run{Workers: 1, Output: Stream(broken{}), Judge: judge, Tasks: []Task{task, task, task}}
	result := r.Do(t.Context())
	require.ErrorContains(t, result.Stopped, "cannot write the output")
	assert.Equal(t, 0, result.Done())
	assert.LessOrEqual(t, sent, 2, "one may wait for the worker already")
}
