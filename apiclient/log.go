package apiclient

import (
	"cmp"
	"context"
	"errors"
	"log/slog"

	"github.com/go-ali1688/ali1688/internal/lazyregexp"
)

// NewLogger returns an observer that writes a record of every call that ends to log, one of a failure at the level
// Warn, and others at the level Debug, as it does those of failed attempts.
//
// A record has names, numbers and nothing else: the operation and none of its arguments, the code of an error and its
// meaning in the table, and no text of the server, which may quote any argument. The caller has the whole error.
func NewLogger(log *slog.Logger) Observer { return &logger{log} }

type logger struct{ log *slog.Logger }

// Begin returns the function that writes the record.
func (l *logger) Begin(ctx context.Context, e Event) (context.Context, func(Outcome)) {
	return ctx, func(out Outcome) {
		level, message := slog.LevelDebug, "ali1688 call"
		switch {
		case e.Attempt > 0 && out.Err == nil: // the record of the call says the same
			return
		case e.Attempt > 0:
			message = "ali1688 attempt failed"
		case out.Err != nil:
			level, message = slog.LevelWarn, "ali1688 call failed"
		}
		if l.log.Enabled(ctx, level) {
			l.log.LogAttrs(ctx, level, message, append(e.attrs(), out.attrs()...)...)
		}
	}
}

// attrs returns the parts of an event that are not empty.
func (e *Event) attrs() []slog.Attr {
	attrs := []slog.Attr{slog.String("service", string(e.Service)), slog.String("api", e.API)}
	if e.Method != "" {
		attrs = append(attrs, slog.String("method", e.Method))
	}
	if e.Attempt > 0 {
		attrs = append(attrs, slog.Int("attempt", e.Attempt))
	}
	return attrs
}

// attrs returns the parts of an outcome that are not empty.
func (o *Outcome) attrs() []slog.Attr {
	attrs := []slog.Attr{slog.Duration("took", o.Took)}
	if o.Attempts > 0 {
		attrs = append(attrs, slog.Int("attempts", o.Attempts), slog.Int("charged", o.Charged))
	}
	if o.Cached {
		attrs = append(attrs, slog.Bool("cached", true), slog.Bool("stale", o.Stale))
	}
	if o.Host != "" {
		attrs = append(attrs, slog.String("host", o.Host))
	}
	if o.Err != nil {
		attrs = append(attrs, slog.String("error", ErrorType(o.Err)))
	}
	var stated *Error
	if errors.As(o.Err, &stated) {
		attrs = append(attrs, stated.boundedAttrs()...)
	}
	return attrs
}

// boundedAttrs returns the members of an error in which no server can put other words.
func (e *Error) boundedAttrs() []slog.Attr {
	attrs := []slog.Attr{slog.String("retry", string(e.Retry))}
	if meaning := e.Meaning("en"); meaning != "" {
		attrs = append(attrs, slog.String("meaning", meaning))
	}
	if isRequestID().MatchString(e.RequestID) {
		attrs = append(attrs, slog.String("request_id", e.RequestID))
	}
	return attrs
}

// isRequestID is the form of the request ids of both APIs.
var isRequestID = lazyregexp.New(`^[0-9A-Za-z._-]{1,40}$`)

// ErrorType returns one of a bounded number of words for the error of a call, for metrics, spans and logs: a code of
// the tables, or what else happened. It is "" for nil.
func ErrorType(err error) string {
	var stated *Error
	var body *BodyError
	var unsent *UnsentError
	switch {
	case err == nil:
		return ""
	case errors.Is(err, ErrBudgetSpent):
		return "budget_spent"
	case errors.Is(err, context.Canceled):
		return "canceled"
	case errors.Is(err, context.DeadlineExceeded):
		return "timeout"
	case errors.As(err, &stated):
		return stated.errorType()
	case errors.As(err, &body):
		return "unreadable_response"
	case errors.As(err, &unsent):
		return "refused_before_sending"
	case errors.Is(err, ErrNotSent):
		return "not_sent"
	}
	return "connection"
}

func (e *Error) errorType() string {
	for _, known := range []struct {
		err  error
		word string
	}{{ErrNoPayload, "no_payload"}, {ErrWrongItem, "wrong_item"}, {ErrImageRefused, "image_refused"},
		{ErrOutcomeUnknown, "outcome_unknown"}} {
		if errors.Is(e.Kind, known.err) {
			return known.word
		}
	}
	return cmp.Or(e.Explanation.Code, "unknown_code")
}
