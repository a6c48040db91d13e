package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/internal/batch"
	"github.com/go-ali1688/ali1688/refusal"
)

// inRow is the number of consecutive failures after which a batch stops: the address is wrong or the network is down.
const inRow = 20

// judge returns what an error means for the batch.
func (b *batchReport) judge(err error) batch.Verdict {
	switch {
	case errors.Is(err, apiclient.ErrBudgetSpent):
		return batch.Verdict{Stops: true, Unsent: true}
	case errors.Is(err, context.Canceled) && errors.Is(err, apiclient.ErrNotSent):
		return batch.Verdict{Unsent: true}
	}
	v := batch.Verdict{Code: codeOf(err)}
	var stated *apiclient.Error
	if errors.As(err, &stated) {
		v.Settled = stated.Retry == refusal.Never || stated.Retry == refusal.Later
		v.Stops = stopsAll(stated)
		v.Settled = v.Settled && !v.Stops
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.first[v.Code] = cmp.Or(b.first[v.Code], err)
	b.failuresInRow++
	if stated != nil && stated.Retry == refusal.Later { // about this offer, and not about the account
		b.failuresInRow = 0
	}
	v.Stops = v.Stops || b.failuresInRow >= inRow
	return v
}

// stopsAll reports whether a refusal is about the account, so that every other call would be refused, too.
func stopsAll(e *apiclient.Error) bool {
	about := []refusal.Action{refusal.BuyQuota, refusal.RefreshToken, refusal.FixSignature}
	return e.Retry == refusal.Tomorrow || slices.Contains(about, e.Action()) ||
		slices.ContainsFunc([]error{ali1688.ErrUnauthorized, ali1688.ErrAccountNotFound, ali1688.ErrAccountStopped,
			ali1688.ErrAPIStopped, ali1688.ErrAPINotAdded, ali1688.ErrInsufficientBalance, ali1688.ErrQuotaExceeded},
			func(target error) bool { return errors.Is(e, target) })
}

// codeOf returns the code that the API states, or a word for what went wrong.
func codeOf(err error) string {
	var stated *apiclient.Error
	var body *apiclient.BodyError
	var timeout interface{ Timeout() bool }
	switch {
	case errors.Is(err, apiclient.ErrWrongItem):
		return "wrong_item"
	case errors.Is(err, apiclient.ErrNoPayload):
		return "no_payload"
	case errors.As(err, &stated) && !refusal.Succeeds(stated.Code):
		return stated.Code
	case errors.As(err, &stated):
		return "failure"
	case errors.As(err, &body) && body.StatusCode != 200:
		return fmt.Sprintf("http_%d", body.StatusCode)
	case errors.As(err, &body):
		return "unreadable"
	case errors.As(err, &timeout) && timeout.Timeout():
		return "timeout"
	case errors.Is(err, apiclient.ErrNotSent):
		return "not_sent"
	}
	return "no_response"
}
