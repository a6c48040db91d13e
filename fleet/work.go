package fleet

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
	"time"

	"github.com/hibiken/asynq"
	"github.com/redis/go-redis/v9"

	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/internal/redislease"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/redisstore"
	"github.com/go-ali1688/ali1688/refusal"
)

// Do requests what belongs to an id, and returns a value that is written as JSON.
type Do func(ctx context.Context, id string) (any, error)

// poll is how often a worker looks whether there is more to do.
const poll = 500 * time.Millisecond

// finish is how long a worker that stops waits for its requests: they are paid for.
const finish = 90 * time.Second

// Work does ids, several at once, until all ids of the batch are done, here or elsewhere, or until the context ends. It
// then waits for its requests.
//
// An error whose class is soon or pause is tried again, see [Options]. If the budget or the quota of the day is spent,
// if the account may not make the request, if the error is one of [Stop], or if the function panics, Work returns the
// error, and the id stays to be done. Any other error is what the output has for the id.
func (b *Batch) Work(ctx context.Context, atOnce int, do Do) error {
	w := &worker{Batch: b, do: do, stop: make(chan struct{})}
	server := asynq.NewServerFromRedisClient(b.client, asynq.Config{
		Concurrency: atOnce, Queues: map[string]int{b.queue(): 1}, Logger: silent{},
		TaskCheckInterval: poll, DelayedTaskCheckInterval: poll, ShutdownTimeout: finish,
		IsFailure:      func(error) bool { return false }, // so that asynq does not count it
		RetryDelayFunc: w.delay,
	})
	if err := server.Start(asynq.HandlerFunc(w.handle)); err != nil {
		return err
	}
	err := w.wait(ctx)
	server.Stop() // takes no more
	w.end(err)
	server.Shutdown()
	return err
}

type worker struct {
	*Batch
	do Do

	once sync.Once
	stop chan struct{} // closed when the worker takes no more
	err  error         // why
}

// wait waits until there is no reason to go on, and returns the reason.
func (w *worker) wait(ctx context.Context) error {
	tick := time.NewTicker(poll)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-w.stop:
			return w.err
		case <-tick.C:
			if done, all, err := w.Progress(ctx); err == nil && all > 0 && done >= all {
				return nil
			}
		}
	}
}

// end makes the worker stop.
func (w *worker) end(err error) {
	w.once.Do(func() {
		w.err = err
		close(w.stop)
	})
}

// Stop returns an error that makes the worker of a [Do] stop, and leaves the id to be done. Use it for what would fail
// for each id, such as wrong credentials.
func Stop(err error) error { return &stopError{err} }

type stopError struct{ error }

func (e *stopError) Unwrap() error { return e.error }

// errElsewhere is the error of a task that another worker does.
var errElsewhere = errors.New("another worker does this id")

// claimLength is how long an id of a killed worker cannot be done. It is shorter than the time after which asynq gives
// it to another one.
const claimLength = 20 * time.Second

// handle does one task. An error puts it back.
func (w *worker) handle(_ context.Context, task *asynq.Task) error {
	id := string(task.Payload())
	ctx := context.Background() // not that of the task, which ends when asynq believes that the worker died
	claim, ok, err := redislease.Try(ctx, w.client, w.key("claim:"+id), claimLength)
	switch {
	case err != nil:
		return err
	case !ok:
		return errElsewhere
	}
	defer claim.Release()
	done, err := w.client.SIsMember(ctx, w.key("done"), id).Result()
	if err != nil || done {
		return err
	}
	value, err := w.call(ctx, id)
	return w.finish(ctx, id, value, err)
}

// call calls the function of the batch. A panic makes the worker stop: asynq would hide it, and have the id requested
// again for ever.
func (w *worker) call(ctx context.Context, id string) (value any, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = Stop(fmt.Errorf("the function panicked for %s: %v\n%s", id, cause, debug.Stack()))
		}
	}()
	return w.do(ctx, id)
}

// finish decides what becomes of an id.
func (w *worker) finish(ctx context.Context, id string, value any, err error) error {
	if err == nil {
		return w.put(ctx, line{ID: id, Response: value})
	}
	switch class := apiclient.RetryOf(err).Retry; {
	case failsForAll(err):
		w.end(err)
		return err
	case errors.Is(err, redisstore.ErrUnavailable), errors.Is(err, context.Canceled):
		return err
	case class == refusal.Soon, class == refusal.Pause:
		n, countErr := w.client.HIncrBy(ctx, w.key("attempts"), id, 1).Result()
		if countErr != nil || n < int64(w.opts.Attempts) {
			return &attemptError{int(n), err}
		}
	}
	return w.put(ctx, line{ID: id, Error: err.Error()})
}

// failsForAll reports whether an error says nothing about the id: the others would fail as well.
func failsForAll(err error) bool {
	var stop *stopError
	var stated *apiclient.Error
	switch {
	case errors.As(err, &stop), errors.Is(err, apiclient.ErrBudgetSpent):
		return true
	case errors.As(err, &stated):
		switch stated.Action() {
		case refusal.BuyQuota, refusal.AskPermission, refusal.FixSignature, refusal.RefreshToken:
			return true
		}
	}
	return apiclient.RetryOf(err).Retry == refusal.Tomorrow
}

// attemptError is the error of an attempt that is not the last.
type attemptError struct {
	attempts int
	error
}

// delay returns how long a task that was put back waits.
func (w *worker) delay(_ int, err error, _ *asynq.Task) time.Duration {
	var attempt *attemptError
	if errors.As(err, &attempt) {
		return w.opts.Wait << min(max(attempt.attempts-1, 0), 6)
	}
	return time.Second
}

// line is a line of the output.
type line struct {
	ID       string `json:"id"`
	Response any    `json:"response,omitempty"`
	Error    string `json:"error,omitempty"`
}

// The first line of an id is the one in the output.
var putScript = redis.NewScript(`
if redis.call('SADD', KEYS[1], ARGV[1]) == 1 then redis.call('RPUSH', KEYS[2], ARGV[2]) end
return redis.call('HDEL', KEYS[3], ARGV[1])`)

// put writes the line of an id. While Redis is away it tries again, because the request is paid for, until the worker
// stops.
func (w *worker) put(ctx context.Context, l line) error {
	text, err := loose.Marshal(l)
	if err != nil {
		text, err = loose.Marshal(line{ID: l.ID, Error: fmt.Sprintf("the response cannot be written: %v", err)})
	}
	if err != nil {
		return err
	}
	keys := []string{w.key("done"), w.key("lines"), w.key("attempts")}
	for {
		err = putScript.Run(ctx, w.client, keys, l.ID, text).Err()
		if err == nil {
			return nil
		}
		select {
		case <-w.stop:
			return err
		case <-time.After(poll):
		}
	}
}

// silent is a log of asynq that nobody reads: the errors of Redis come back with those of the calls.
type silent struct{}

func (silent) Debug(...any) {}
func (silent) Info(...any)  {}
func (silent) Warn(...any)  {}
func (silent) Error(...any) {}
func (silent) Fatal(...any) {}
