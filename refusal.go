package ali1688

import (
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/refusal"
)

// Meaning returns what the code means, in Chinese for the languages zh…, otherwise in English. It is the provider's
// own wording, and empty for a code that the table does not have.
func (e *Error) Meaning(lang string) string { return e.explanation().Says.In(lang) }

// Advice returns in a sentence what to do about the error, and "" for an unknown code.
func (e *Error) Advice(lang string) string { return e.explanation().Do.In(lang) }

// Action returns what to do about the error as one of the constants of package refusal, and "" for an unknown code.
func (e *Error) Action() refusal.Action { return e.explanation().Action }

// Retry reports whether and when the request may be sent again, by the code and, where it has several meanings, by
// the text. See [RetryOf], which does so for every error.
func (e *Error) Retry() gateway.Retry {
	switch {
	case e.API == "custom" && e.mayBeBehind():
		return gateway.RetryNever
	case e.kind == ErrWrongItem:
		return gateway.RetrySoon
	case e.kind == ErrNoPayload:
		return gateway.RetryLater
	}
	if row := e.explanation(); row.Retry != "" {
		return row.Retry
	}
	return gateway.RetryNever
}

func (e *Error) explanation() refusal.Meaning {
	row, _ := refusal.Find(e.API, e.Code, e.Message+"\n"+e.Reason, gateway.Codes)
	return row
}
