package apiclient

import (
	"cmp"
	"context"
	"errors"
	"net/http"

	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/refusal"
	"github.com/go-ali1688/ali1688/transport"
)

// RetryAdvice states whether a call may be made again after an error, and what the failed one cost.
type RetryAdvice struct {
	Retry refusal.Retry
	// Charged is "no", "yes" or "unclear": whether the request that failed was charged. Another attempt is charged on its
	// own.
	Charged string
}

// RetryOf returns the advice for an error of a client, by what can be known: the code and the text, the HTTP status, or
// how far the request came. Only [ErrNotSent] proves that nothing was charged. A request that may have changed
// something is never advised to be repeated.
func RetryOf(err error) RetryAdvice {
	advice := adviceFor(err)
	if errors.Is(err, ErrNotSent) { // whatever a request that it needed beforehand met
		advice.Charged = "no"
	}
	return advice
}

func adviceFor(err error) RetryAdvice {
	var stated *Error
	var unsent *UnsentError
	var body *BodyError
	switch {
	case err == nil:
		return RetryAdvice{refusal.Never, "yes"}
	case errors.As(err, &unsent) && !errors.Is(err, context.Canceled):
		return adviceOf(unsent.retry, "")
	case errors.Is(err, ErrOutcomeUnknown):
		return RetryAdvice{refusal.Never, "unclear"}
	case errors.As(err, &stated):
		return adviceOf(stated.Retry, stated.Charged)
	case isCustom(err) && !errors.Is(err, ErrNotSent), errors.Is(err, context.Canceled):
		return RetryAdvice{refusal.Never, "unclear"}
	case errors.As(err, &body):
		return RetryAdvice{retryOfBody(body), "unclear"}
	case errors.Is(err, transport.ErrBodyTooLarge), errors.Is(err, loose.ErrTooManyValues):
		return RetryAdvice{refusal.Never, "unclear"}
	}
	return RetryAdvice{refusal.Soon, "unclear"} // a connection that broke, or a timeout
}

// adviceOf returns the advice of an error, which may be one that a user made, or of a row of the table of codes.
func adviceOf(retry refusal.Retry, charged string) RetryAdvice {
	return RetryAdvice{cmp.Or(retry, refusal.Never), cmp.Or(charged, "unclear")}
}

// retryOfBody returns the class of a response that cannot be read: a page of a proxy or of a block, or one that was
// cut.
func retryOfBody(body *BodyError) refusal.Retry {
	switch status := body.StatusCode; {
	case status >= http.StatusInternalServerError, status == http.StatusTooManyRequests,
		status == http.StatusRequestTimeout:
		return refusal.Pause
	case status != http.StatusOK, errors.Is(body, loose.ErrTooManyValues):
		return refusal.Never // a redirect, or an address that is not the API's
	case len(body.Body) > 0 && body.Body[0] == '<':
		return refusal.Pause
	}
	return refusal.Soon
}

// customAPI is the operation of the gateway that calls the open platform.
const customAPI = "custom"

// isCustom reports whether the call was one of custom, which may order and pay.
func isCustom(err error) bool {
	var call *CallError
	return errors.As(err, &call) && call.API == customAPI
}
