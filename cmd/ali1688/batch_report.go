package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"

	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/internal/batch"
	"github.com/go-ali1688/ali1688/internal/lists"
)

// batchReport counts what a batch takes, and prints how it went.
type batchReport struct {
	api, input    string
	lines, tasks  int
	to            io.Writer
	explain       func(error) error // makes the error of a connection one for people
	mu            sync.Mutex
	requests      int
	cached        int
	failuresInRow int
	first         map[string]error // the first error of each code
}

// run makes the calls, with a progress bar on a terminal.
func (b *batchReport) run(e *env, run *batch.Run) *batch.Result {
	b.first = map[string]error{}
	for i := range run.Tasks {
		run.Tasks[i].Send = b.counted(run.Tasks[i].Send)
	}
	run.Judge = b.judge
	if e.terminal {
		bar := progressbar.NewOptions(len(run.Tasks), progressbar.OptionSetWriter(b.to),
			progressbar.OptionSetDescription(b.api), progressbar.OptionShowCount(), progressbar.OptionShowIts(),
			progressbar.OptionFullWidth(), progressbar.OptionThrottle(100*time.Millisecond),
			progressbar.OptionSetRenderBlankState(true), progressbar.OptionClearOnFinish())
		run.Progress = func() { _ = bar.Add(1) }
		defer func() { _ = bar.Clear() }()
	}
	return run.Do(e.ctx)
}

// counted counts the requests of a task.
func (b *batchReport) counted(send func(context.Context) ([]byte, error)) func(context.Context) ([]byte, error) {
	return func(ctx context.Context) ([]byte, error) {
		var info apiclient.CallInfo
		body, err := send(apiclient.WithCallInfo(ctx, &info))
		b.mu.Lock()
		defer b.mu.Unlock()
		b.requests += info.Attempts
		if info.Cached {
			b.cached++
		}
		if err == nil {
			b.failuresInRow = 0
		}
		return body, err
	}
}

// print prints the summary. Its error decides the exit code: fine is a response for every line.
func (b *batchReport) print(result *batch.Result, lost int) error {
	fmt.Fprintf(b.to, "%s: %d of %d responses, %d of them from before; %s\n", b.api, result.Done(), b.tasks, result.Before,
		b.cost())
	if twice := b.lines - b.tasks; twice > 0 {
		fmt.Fprintf(b.to, "  lines that ask for what a line before them asks for: %d\n", twice)
	}
	if lost > 0 {
		fmt.Fprintf(b.to, "  %d responses of before had not reached the disk, and were asked for again\n", lost)
	}
	for _, code := range slices.Sorted(maps.Keys(result.Failed)) {
		fmt.Fprintf(b.to, "  %s: %d failed%s, %s of %s\n", oneLine(code), len(result.Failed[code]), b.meaning(code),
			linesOf(result.Failed[code]), b.input)
	}
	if result.Skipped > 0 {
		fmt.Fprintf(b.to, "  %d of them failed for good before, and were not tried again by a run that goes on\n",
			result.Skipped)
	}
	return b.end(result)
}

func (b *batchReport) cost() string {
	text := fmt.Sprintf("%d requests were sent", b.requests)
	if b.cached > 0 {
		text += fmt.Sprintf(", %d responses came from the cache", b.cached)
	}
	return text
}

// end returns the error of a batch that lacks responses.
func (b *batchReport) end(result *batch.Result) error {
	switch stopped := result.Stopped; {
	case errors.Is(stopped, context.Canceled):
		return failure{errors.New("interrupted; the same command goes on")}
	case errors.Is(stopped, apiclient.ErrBudgetSpent):
		return failure{fmt.Errorf("stopped, for %w; the same command goes on", apiclient.ErrBudgetSpent)}
	case stopped != nil:
		advise(b.to, stopped)
		return failure{fmt.Errorf("stopped: %w; the same command goes on", b.explain(stopped))}
	case len(result.Failed) > 0:
		fmt.Fprintln(b.to, "  the same command tries again what failed")
		return errFindings
	}
	return nil
}

// meaning explains a code, if a table has it.
func (b *batchReport) meaning(code string) string {
	var e *apiclient.Error
	if errors.As(b.first[code], &e) && e.Meaning(language()) != "" {
		return " (" + e.Meaning(language()) + ")"
	}
	return ""
}

// linesOf names some lines.
func linesOf(lines []int) string {
	const most = 5
	slices.Sort(lines)
	some := strings.Join(lists.Map(lines[:min(most, len(lines))], strconv.Itoa), ", ")
	switch {
	case len(lines) == 1:
		return "line " + some
	case len(lines) > most:
		return "lines " + some + " …"
	}
	return "lines " + some
}
