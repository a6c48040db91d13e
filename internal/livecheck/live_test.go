package livecheck

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/conformance"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/internal/params"
	"github.com/go-ali1688/ali1688/mock"
	"github.com/go-ali1688/ali1688/openplatform"
	"github.com/go-ali1688/ali1688/record"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestSteps is every operation of the gateway once, but for those of an account.
func TestSteps(t *testing.T) {
	seen := map[string]int{}
	for _, s := range steps {
		seen[s.api]++
		assert.NotEmpty(t, s.from, s.api)
	}
	for api := range params.Operations {
		want := 1
		if slices.Contains(accountOnly, api) {
			want = 0
		}
		assert.Equal(t, want, seen[api], api)
	}
	var out bytes.Buffer
	Plan(&out)
	assert.Equal(t, 2+Calls(), strings.Count(out.String(), "\n"))
	assert.Contains(t, out.String(), "  2. item_get                 the first offer found\n")
	assert.Contains(t, out.String(), "Not called: custom and buyer_order_list, ")
}

// run makes a run on a mock.
func run(t *testing.T, budget int, opts ...mock.Option) (*Run, *mock.Gateway, *bytes.Buffer) {
	t.Helper()
	gw := mock.New(t, opts...)
	client, err := ali1688.New("key-of-a-test", "secret-of-a-test", ali1688.WithBaseURL(gw.URL()))
	require.NoError(t, err)
	out := new(bytes.Buffer)
	return &Run{Client: client, Budget: budget, Out: out}, gw, out
}

// TestGo spends no more than the budget, and stops when the account is refused or its quota is used up.
func TestGo(t *testing.T) {
	refuse := func(code string) mock.Option { return mock.WithFault(mock.FaultRule{Fault: mock.FaultCode(code)}) }
	for name, c := range map[string]struct {
		budget  int
		opts    []mock.Option
		calls   int
		skipped string
	}{
		"a budget of none":  {0, nil, 0, "the budget is used up"},
		"a budget of three": {3, nil, 3, "the budget is used up"},
		"a used quota":      {Calls(), []mock.Option{mock.WithQuota(mock.Quota{PerDay: 2})}, 2, "the account's quota for today is used up"},
		"a stopped account": {Calls(), []mock.Option{refuse(gateway.CodeQuotaExceeded)}, 1, "the gateway refuses further calls: "},
		"another failure":   {2, []mock.Option{refuse(gateway.CodeNotFound)}, 2, "the budget is used up"},
	} {
		r, gw, out := run(t, c.budget, c.opts...)
		results := r.Go(t.Context())
		assert.Len(t, results, Calls(), name)
		assert.Len(t, gw.Requests(), c.calls, name)
		assert.Equal(t, c.calls, strings.Count(out.String(), "\n"), name)
		for i, result := range results {
			assert.Equal(t, i >= c.calls, result.Skipped != "", "%s, %d", name, i)
			if i >= c.calls {
				assert.Contains(t, result.Skipped, c.skipped, name)
			}
		}
	}
}

// TestGoChains passes on what earlier responses give.
func TestGoChains(t *testing.T) {
	r, gw, _ := run(t, 9)
	r.Go(t.Context())
	requests := gw.Requests()
	id := requests[1].Query.Get("num_iid")
	assert.NotEqual(t, anyOffer, id, "the search found another")
	for _, i := range []int{2, 3, 4, 5, 6, 7} {
		assert.Equal(t, id, requests[i].Query.Get("num_iid"), requests[i].API)
	}
	assert.NotEqual(t, "0", requests[8].Query.Get("cid"))
	assert.Equal(t, []string{anyOffer, anyShop}, []string{new(found).offer(), new(found).shop()})
}

func TestGoStops(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	r, gw, _ := run(t, Calls())
	r.Pause = time.Hour
	results := r.Go(ctx)
	assert.Empty(t, gw.Requests())
	assert.Equal(t, "the run was stopped", results[1].Skipped)
	assert.ErrorIs(t, results[0].Err, context.Canceled)
}

// TestGoPlatform has the rest of a budget.
func TestGoPlatform(t *testing.T) {
	for name, c := range map[string]struct{ budget, calls int }{
		"nothing left": {2, 0}, "three left": {5, 3},
	} {
		r, gw, _ := run(t, c.budget)
		r.results = make([]Result, 2)
		client, err := openplatform.New("1", "s", openplatform.WithAccessToken("t"), openplatform.WithBaseURL(gw.URL()))
		require.NoError(t, err)
		results, err := r.GoPlatform(t.Context(), client)
		require.NoError(t, err)
		assert.Len(t, results, PlatformCalls(), name)
		assert.Len(t, gw.Requests(), c.calls, name)
		for i, result := range results {
			assert.Equal(t, i >= c.calls, result.Skipped != "", "%s, %d", name, i)
		}
	}
	for _, op := range reads() {
		assert.NotContains(t, []string{"alibaba.trade.fastCreateOrder", "alibaba.trade.cancel"}, op.Name)
	}
}

func TestReport(t *testing.T) {
	finding := conformance.Finding{Pointer: "/a|b", Rule: "type", Want: "integer", Got: "line\nbreak|", Schema: "a.yaml:3"}
	results := []Result{
		{API: "one", Exchange: record.Exchange{File: "one/1.json", OK: true}},
		{API: "two", Exchange: record.Exchange{
			File: "two/1.json", Findings: []conformance.Finding{finding, {Rule: "syntax"}},
		}},
		{API: "three", Err: errors.New("a\nb|c")},
		{API: "four", Skipped: "the budget is used up"},
	}
	when := time.Date(2026, 11, 29, 8, 5, 0, 0, time.UTC)
	assert.Equal(t, `# Live run of 2026-11-29 08:05

2 of 4 operations answered, 1 conform to the documents.

| operation | outcome | recorded as |
|---|---|---|
| one | conforms | one/1.json |
| two | 2 findings | two/1.json |
| three | failed: a b\|c |  |
| four | not called: the budget is used up |  |

## What is new

### two

| where | rule | wanted | got | mend |
|---|---|---|---|---|
| `+"`/a\\|b`"+` | type | integer | line break\| | a.yaml:3 |
| the body | syntax |  |  |  |
`, Report(results, when))
	for _, quiet := range [][]Result{results[:1], results[2:], nil} {
		assert.Contains(t, Report(quiet, when), "\nNothing: no response has a finding.\n")
	}
}

func TestExchange(t *testing.T) {
	var out bytes.Buffer
	r := &Run{Out: &out}
	r.Exchange(record.Exchange{API: "item_get", Status: http.StatusOK}, nil)
	assert.Empty(t, out.String())
	r.Exchange(record.Exchange{API: "cat_get"}, errors.New("the disk is full"))
	assert.Equal(t, "cat_get was not recorded: the disk is full\n", out.String())
	assert.Equal(t, "cat_get", r.last.API)
}
