// Package batch makes many calls and writes one line a response, so that a run that was interrupted goes on without
// paying twice. It knows no API: a task is a function with a key.
package batch

import (
	"context"
	"errors"
	"sync"
)

// Task is one request of a batch.
type Task struct {
	Key  string // of the request, the same in every run
	Line int    // of the input
	// Send returns the response as JSON. Its context does not end when the run is interrupted: what was sent is paid.
	Send func(ctx context.Context) ([]byte, error)
}

// Verdict is what an error of a task means for the batch.
type Verdict struct {
	Code    string // what the summary counts it under
	Settled bool   // another attempt is not worth its price before the batch has come to its end
	Stops   bool   // nothing that follows would do better
	Unsent  bool   // nothing was sent, so that there is nothing to note
}

// Run is a batch and how to run it.
type Run struct {
	Tasks    []Task
	Workers  int
	Output   *Output
	Judge    func(error) Verdict
	Progress func() // is called after each task; nil is not to
}

// Result counts the outcomes of the tasks.
type Result struct {
	Before  int              // responses that were there
	Written int              // responses of this run
	Failed  map[string][]int // lines of the input by code
	Skipped int              // of the failed: those that were not tried again
	Stopped error            // why the run ended early, or nil
}

// Done returns the number of tasks that have a response.
func (r *Result) Done() int { return r.Before + r.Written }

// concluded returns the number of tasks that have a response or have failed.
func (r *Result) concluded() int {
	all := r.Done()
	for _, lines := range r.Failed {
		all += len(lines)
	}
	return all
}

// Do runs the tasks that have no response yet. It returns when all that was sent has been written or noted.
func (r *Run) Do(ctx context.Context) *Result {
	w := &work{run: r, result: Result{Failed: map[string][]int{}}}
	ctx, w.stop = context.WithCancelCause(ctx)
	defer w.stop(nil)
	queue := make(chan Task)
	var all sync.WaitGroup
	for range max(1, r.Workers) {
		all.Go(func() {
			for task := range queue {
				w.do(ctx, task)
			}
		})
	}
	w.enqueue(ctx, queue)
	all.Wait()
	if w.result.concluded() < len(r.Tasks) {
		w.result.Stopped = context.Cause(ctx)
	} else {
		w.result.Stopped = r.Output.finish()
	}
	return &w.result
}

// work is the state of a run.
type work struct {
	run    *Run
	stop   context.CancelCauseFunc
	mu     sync.Mutex
	result Result
}

// enqueue hands the tasks that have to be done to the workers, until the run is stopped.
func (w *work) enqueue(ctx context.Context, queue chan<- Task) {
	defer close(queue)
	for _, task := range w.run.Tasks {
		if w.isSettled(task) {
			continue
		}
		select {
		case <-ctx.Done():
			return
		case queue <- task:
		}
	}
}

// isSettled reports whether a task was done before, and counts it.
func (w *work) isSettled(task Task) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	code, done, settled := w.run.Output.state(task.Key)
	switch {
	case done:
		w.result.Before++
	case settled:
		w.result.Failed[code] = append(w.result.Failed[code], task.Line)
		w.result.Skipped++
	}
	return done || settled
}

// do makes a call, and writes or notes its outcome before another call takes its turn: no more than one response a
// worker is lost if the process is killed.
func (w *work) do(ctx context.Context, task Task) {
	if ctx.Err() != nil {
		return
	}
	body, err := task.Send(context.WithoutCancel(ctx))
	var verdict Verdict
	if err != nil {
		verdict = w.run.Judge(err)
	}
	switch {
	case err == nil:
		err = w.run.Output.write(task, body)
		verdict.Stops = err != nil
		if full := w.run.Output.full(); full != nil {
			w.stop(full)
		}
	case !verdict.Unsent:
		if noted := w.run.Output.fail(task, verdict); noted != nil {
			verdict.Stops, err = true, errors.Join(err, noted)
		}
	}
	w.count(task, verdict, err)
}

// count adds the outcome of a task to the result.
func (w *work) count(task Task, verdict Verdict, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch {
	case err == nil:
		w.result.Written++
	case !verdict.Unsent && verdict.Code != "":
		w.result.Failed[verdict.Code] = append(w.result.Failed[verdict.Code], task.Line)
	}
	if verdict.Stops {
		w.stop(err)
	}
	if w.run.Progress != nil {
		w.run.Progress()
	}
}
