package apiclient

import (
	"context"
	"slices"
	"time"
)

// Observer is notified of every call of a client and of its attempts, for logs, spans and metrics. It runs on the path
// of the call, and must not block. It is safe for concurrent use.
//
// An event holds no argument of the call and no credential. The text of an error is without secrets, but may be the
// server's and quote an argument: [ErrorType] does not.
type Observer interface {
	// Begin is notified that a call begins or one of its attempts. It returns the context that the call goes on with, and
	// a function that is notified of the end, which may be nil.
	Begin(ctx context.Context, e Event) (context.Context, func(Outcome))
}

// Event is a call that begins, or one of its attempts.
type Event struct {
	Service Service
	API     string // the operation
	Method  string // the operation of the open platform that custom calls, or ""
	Changes bool   // it may order, pay or change something else
	Attempt int    // 0 for the call, 1 for its first attempt
}

// Outcome is the end of a call or of an attempt.
type Outcome struct {
	CallInfo // of a call only
	Took     time.Duration
	Err      error
}

// Refuse notifies the observers of a call that is refused before it reaches the pipeline, and returns the error.
func (p *Pipeline) Refuse(ctx context.Context, c *Call, err error) error {
	if info := infoOf(ctx); info != nil {
		*info = CallInfo{} // in place of that of another call
	}
	_, end := p.begin(ctx, c, 0)
	end(CallInfo{}, err)
	return err
}

// begin notifies the observers of a beginning, the outermost first, and returns a function that notifies them of the
// end.
func (p *Pipeline) begin(ctx context.Context, c *Call, attempt int) (context.Context, func(CallInfo, error)) {
	if len(p.observers) == 0 {
		return ctx, func(CallInfo, error) {}
	}
	e := Event{Service: c.Service, API: c.API, Method: c.Method, Changes: c.Changes, Attempt: attempt}
	began, ends := time.Now(), make([]func(Outcome), len(p.observers))
	for i, o := range p.observers {
		ctx, ends[i] = o.Begin(ctx, e)
	}
	return ctx, func(info CallInfo, err error) {
		out := Outcome{CallInfo: info, Took: time.Since(began), Err: err}
		for _, end := range slices.Backward(ends) {
			if end != nil {
				end(out)
			}
		}
	}
}
