// Package livecheck calls every operation of the gateway once, records and checks the responses, and reports what is
// new.
//
// The calls are real and paid. Their parameters are chained: an offer found by a search is opened, its seller looked
// up, its freight quoted. Where a response does not give what a later call needs, the document's own example is taken.
package livecheck

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/record"
)

// Run is one run over the operations.
type Run struct {
	Client *ali1688.Client
	Budget int           // the number of calls that may be paid for
	Pause  time.Duration // between calls: the gateway refuses bursts
	Out    io.Writer     // where it says what it does

	found   found
	results []Result
	last    record.Exchange
}

// Result is what happened to one operation.
type Result struct {
	API      string
	Err      error // what the gateway reported, or why there is no response
	Skipped  string
	Exchange record.Exchange
}

// Exchange is called by the recorder below the client with the last exchange.
func (r *Run) Exchange(x record.Exchange, err error) {
	r.last = x
	if err != nil {
		fmt.Fprintf(r.Out, "%s was not recorded: %v\n", x.API, err)
	}
}

// Plan prints what the run would do, and what it would cost.
func Plan(out io.Writer) {
	fmt.Fprintf(out, "The plan: %d paid calls, one of each operation, each recorded and checked.\n", len(steps))
	for i, s := range steps {
		fmt.Fprintf(out, "%3d. %-24s %s\n", i+1, s.api, s.from)
	}
	fmt.Fprintf(out, "Not called: %s, which act for an authorised account.\n", strings.Join(accountOnly, " and "))
}

// Calls returns the number of paid calls of a whole run.
func Calls() int { return len(steps) }

// Go makes the calls, as far as the budget and the account's quota last.
func (r *Run) Go(ctx context.Context) []Result {
	stop := ""
	for i, s := range steps {
		switch {
		case i >= r.Budget:
			stop = "the budget is used up"
		case i > 0 && stop == "" && !wait(ctx, r.Pause):
			stop = "the run was stopped"
		}
		if stop != "" {
			r.results = append(r.results, Result{API: s.api, Skipped: stop})
			continue
		}
		stop = r.step(ctx, s)
	}
	return r.results
}

func wait(ctx context.Context, pause time.Duration) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(pause):
		return true
	}
}

// step makes one call. It says why the run must end, if it must.
func (r *Run) step(ctx context.Context, s step) (stop string) {
	r.last = record.Exchange{}
	answer, err := s.call(ctx, r.Client, &r.found)
	r.results = append(r.results, Result{API: s.api, Err: err, Exchange: r.last})
	fmt.Fprintf(r.Out, "%-24s %s\n", s.api, outcome(err, r.last))
	for _, fatal := range []error{ali1688.ErrQuotaExceeded, ali1688.ErrInsufficientBalance, ali1688.ErrAccountStopped} {
		if errors.Is(err, fatal) {
			return "the gateway refuses further calls: " + fatal.Error()
		}
	}
	if answer != nil {
		if quota, ok := ali1688.ParseQuota(answer.Common().APIInfo); ok && quota.Left() == 0 {
			return "the account's quota for today is used up"
		}
	}
	return ""
}

func outcome(err error, x record.Exchange) string {
	switch {
	case err != nil:
		return "failed: " + err.Error()
	case x.OK:
		return "conforms"
	}
	return fmt.Sprintf("%d findings", len(x.Findings))
}
