package livecheck

import (
	"context"
	"fmt"

	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/lists"
	"github.com/go-ali1688/ali1688/internal/testkit/examplecalls"
	"github.com/go-ali1688/ali1688/openplatform"
	"github.com/go-ali1688/ali1688/record"
)

// GoPlatform calls every operation of the open platform that only reads, once, as far as the budget lasts. The
// parameters are those of the document's examples: an id that the member does not have gets a refusal, which is
// recorded and checked, too.
func (r *Run) GoPlatform(ctx context.Context, client *openplatform.Client) ([]Result, error) {
	arguments, err := examplecalls.PlatformArguments()
	if err != nil {
		return nil, err
	}
	first := len(r.results)
	for _, op := range reads() {
		if len(r.results) >= r.Budget {
			r.results = append(r.results, Result{API: op.Name, Skipped: "the budget is used up"})
			continue
		}
		if len(r.results) > 0 && !wait(ctx, r.Pause) {
			return r.results[first:], ctx.Err()
		}
		r.last = record.Exchange{}
		_, err := client.Call(ctx, op.API(), arguments[op.Name])
		r.results = append(r.results, Result{API: op.Name, Err: err, Exchange: r.last})
		fmt.Fprintf(r.Out, "%-24s %s\n", op.Name, outcome(err, r.last))
	}
	return r.results[first:], nil
}

// reads returns the signed operations of the open platform that change nothing.
func reads() []*platform.Operation {
	return lists.Select(platform.Operations,
		func(op *platform.Operation) bool { return op.Effect == platform.EffectRead && !op.Unsigned })
}

// PlatformCalls returns the number of calls of GoPlatform.
func PlatformCalls() int { return len(reads()) }
