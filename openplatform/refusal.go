package openplatform

import (
	refusals "github.com/go-ali1688/ali1688/refusal" // refusal is a function here

	platform "github.com/go-ali1688/ali1688/generated/openplatform"
)

// Meaning returns what the refusal means, in Chinese for the languages zh…, otherwise in English. It is empty for a code that no
// table has: the tables are not complete.
func (e *Error) Meaning(lang string) string { return e.explanation().Says.In(lang) }

// Advice returns in a sentence what to do about the refusal, and "" for an unknown code.
func (e *Error) Advice(lang string) string { return e.explanation().Do.In(lang) }

// Action returns what to do about the refusal as one of the constants of package refusal, and "" for an unknown code.
func (e *Error) Action() refusals.Action { return e.explanation().Action }

// Retry reports whether and when the request may be sent again. An unknown code is never sent again.
func (e *Error) Retry() refusals.Retry {
	if row := e.explanation(); row.Retry != "" {
		return row.Retry
	}
	return refusals.Never
}

// Goods returns the offers and variants that the message of a refused order names, such as those that are sold out.
func (e *Error) Goods() []refusals.Goods { return refusals.GoodsIn(e.Message) }

// explanation is the row of the operation, of several operations, or of the platform itself.
func (e *Error) explanation() refusals.Meaning {
	row, _ := refusals.Find(e.API, string(e.Code), e.Message, platform.CodesOf(e.API), platform.SharedCodes, platform.Refusals)
	return row
}

// sameCode reports whether two codes are one: the platform puts FAIL_BIZ_ before some.
func sameCode(a, b platform.Code) bool { return refusals.SameCode(string(a), string(b)) }
