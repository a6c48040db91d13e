package ali1688

import (
	"context"
	"errors"
	"net/http"

	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/transport"
)

// RetryAdvice states whether a call may be made again after an error, and what the failed one cost.
type RetryAdvice struct {
	Retry gateway.Retry
	// Charged is "no", "yes" or "unclear": whether the call that failed was charged. Another attempt is charged on
	// its own.
	Charged string
}

// RetryOf returns the advice for an error of a method of [Client], by what can be known: the gateway's code and text,
// the HTTP status, or how far the request came. Only [ErrNotSent] proves that nothing was charged. A [Client.Custom]
// that may have been made is never advised to be repeated: it may have ordered or paid.
func RetryOf(err error) RetryAdvice {
	var stated *Error
	var refused *refusedCall
	var body *gateway.BodyError
	switch {
	case err == nil:
		return RetryAdvice{gateway.RetryNever, "yes"}
	case errors.As(err, &refused):
		return RetryAdvice{gateway.RetryNever, "no"}
	case errors.Is(err, ErrNotSent) && errors.Is(err, context.Canceled):
		return RetryAdvice{gateway.RetryNever, "no"}
	case errors.Is(err, ErrNotSent):
		return RetryAdvice{gateway.RetrySoon, "no"}
	case errors.As(err, &stated):
		return RetryAdvice{stated.Retry(), stated.charged()}
	case isCustom(err), errors.Is(err, context.Canceled):
		return RetryAdvice{gateway.RetryNever, "unclear"}
	case errors.As(err, &body):
		return RetryAdvice{retryOfBody(body), "unclear"}
	case errors.Is(err, transport.ErrBodyTooLarge), errors.Is(err, loose.ErrTooManyValues):
		return RetryAdvice{gateway.RetryNever, "unclear"}
	}
	return RetryAdvice{gateway.RetrySoon, "unclear"} // a connection that broke, or a timeout
}

// retryOfBody returns the class of a response that cannot be read: a page of a proxy or of a block, or one that was
// cut.
func retryOfBody(body *gateway.BodyError) gateway.Retry {
	switch status := body.StatusCode; {
	case status >= http.StatusInternalServerError, status == http.StatusTooManyRequests, status == http.StatusRequestTimeout:
		return gateway.RetryPause
	case status != http.StatusOK, errors.Is(body, loose.ErrTooManyValues):
		return gateway.RetryNever // a redirect, or an address that is not the gateway's
	case len(body.Body) > 0 && body.Body[0] == '<':
		return gateway.RetryPause
	}
	return gateway.RetrySoon
}

func isCustom(err error) bool {
	var call *callError
	return errors.As(err, &call) && call.api == "custom"
}

// mayBeBehind reports whether the failure may be one of the API that custom calls, which may have carried the call out.
func (e *Error) mayBeBehind() bool {
	switch e.Code {
	case gateway.CodeServerError, gateway.CodeNetworkError, gateway.CodeTargetError, gateway.CodeTimeout, gateway.CodeUnknownError:
		return true
	}
	return succeeded(e.Code)
}

// charged returns what is known about the cost of the call.
func (e *Error) charged() string {
	if row := e.explanation(); row.Charged != "" {
		return row.Charged
	}
	return "unclear"
}
