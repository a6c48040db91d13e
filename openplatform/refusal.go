package openplatform

import (
	"github.com/go-ali1688/ali1688/refusal"

	platform "github.com/go-ali1688/ali1688/generated/openplatform"
)

// Meaning returns what the refusal means, in Chinese for the languages zh…, otherwise in English. It is empty for a
// code that no table has: the tables are not complete.
func (e *Error) Meaning(lang string) string { return e.explanation().Says.In(lang) }

// Advice returns in a sentence what to do about the refusal, and "" for an unknown code.
func (e *Error) Advice(lang string) string { return e.explanation().Do.In(lang) }

// Action returns what to do about the refusal as one of the constants of package refusal, and "" for an unknown code.
func (e *Error) Action() refusal.Action { return e.explanation().Action }

// Retry reports whether and when the request may be sent again. An unknown code is never sent again.
func (e *Error) Retry() refusal.Retry {
	if row := e.explanation(); row.Retry != "" {
		return row.Retry
	}
	return refusal.Never
}

// Goods returns the offers and variants that the message of a refused order names, such as those that are sold out.
func (e *Error) Goods() []refusal.Goods { return refusal.GoodsIn(e.Message) }

// ErrorIn returns what a response of an operation that is at hand, such as a recorded one, states about a failure, or
// nil. It reads the members that the document names for it (x-outcome), with none, one or both levels named result,
// and otherwise a refusal of the platform itself. It does not tell whether the call failed: a response may state the
// failure of a part beside what was done.
func ErrorIn(api string, body []byte) *Error {
	op := platform.Find(api)
	if op == nil {
		return platformError(&platform.Operation{Name: api}, body)
	}
	if refused := platformError(op, body); refused != nil {
		return refused
	}
	s := stated(op, wrapped(op, body))
	if s.code == "" && !s.failed && !s.doubtful {
		return nil
	}
	return &Error{API: api, Code: s.code, Message: clean(s.message), Raw: body}
}

// explanation is the row of the operation, of several operations, or of the platform itself.
func (e *Error) explanation() refusal.Meaning {
	row, _ := refusal.Find(e.API, string(e.Code), e.Message, platform.CodesOf(e.API), platform.SharedCodes, platform.Refusals)
	return row
}

// sameCode reports whether two codes are one: the platform puts FAIL_BIZ_ before some.
func sameCode(a, b platform.Code) bool { return refusal.SameCode(string(a), string(b)) }
