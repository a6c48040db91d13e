package redisstore_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/internal/testkit/redisserver"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/mock"
	"github.com/go-ali1688/ali1688/openplatform"
	"github.com/go-ali1688/ali1688/redisstore"
)

// job is what a process of these tests does.
type job struct {
	Does   string // spend, hold, token
	Redis  string
	Server string
	Skew   time.Duration // of the clock
	Limits redisstore.Limits
	PerDay int64
	Ahead  int64
}

const jobVariable = "REDISSTORE_TEST_JOB"

// TestMain runs a job in place of the tests if it is told one.
func TestMain(m *testing.M) {
	text := os.Getenv(jobVariable)
	if text == "" {
		os.Exit(m.Run())
	}
	var j job
	err := json.Unmarshal([]byte(text), &j)
	if err == nil {
		err = j.run(context.Background())
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// process returns a process that will do the job.
func (j job) process(t *testing.T) *exec.Cmd {
	t.Helper()
	text, err := json.Marshal(j)
	require.NoError(t, err)
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), jobVariable+"="+string(text))
	return cmd
}

// twenty runs the job in twenty processes at once, with clocks that differ by up to two minutes.
func (j job) twenty(t *testing.T) {
	t.Helper()
	var all sync.WaitGroup
	for i := range 20 {
		j.Skew = time.Duration(i-10) * 6 * time.Second
		cmd := j.process(t)
		all.Go(func() {
			out, err := cmd.CombinedOutput()
			assert.NoError(t, err, "%s", out)
		})
	}
	all.Wait()
}

func (j job) clock() time.Time { return time.Now().Add(j.Skew) }

func (j job) run(ctx context.Context) error {
	rdb, err := redisstore.Connect("redis://" + j.Redis)
	if err != nil {
		return err
	}
	shared := redisstore.New(rdb, redisstore.Options{Clock: j.clock, Timeout: 10 * time.Second})
	switch j.Does {
	case "spend":
		return j.spend(ctx, shared)
	case "hold":
		if _, err = shared.Limiter(j.Limits).Acquire(ctx, &apiclient.Call{API: "item_get"}); err == nil {
			fmt.Println("held")
			<-ctx.Done()
		}
		return err
	case "token":
		client, err := openplatform.New("1", "s", openplatform.WithBaseURL(j.Server), openplatform.WithClock(j.clock),
			openplatform.WithTokenStore(shared.Tokens(redisstore.TokenOptions{})))
		if err == nil {
			_, err = client.Account.Basic(openplatform.WithMember(ctx, "ann"))
		}
		return err
	}
	return errors.New("an unknown job")
}

// spend makes requests, six at once, until the budget is spent.
func (j job) spend(ctx context.Context, shared *redisstore.Store) error {
	client, err := ali1688.New("k", "s", ali1688.WithBaseURL(j.Server), ali1688.WithClock(j.clock),
		ali1688.WithLimiter(shared.Limiter(j.Limits)),
		ali1688.WithBudget(apiclient.Budget{PerDay: j.PerDay,
			Ledger: shared.Ledger(redisstore.LedgerOptions{Ahead: j.Ahead})}))
	if err != nil {
		return err
	}
	ends := make(chan error)
	for i := range 6 {
		go func() {
			for {
				var err error
				if i%2 == 0 {
					_, err = client.ItemGet(ctx, &gateway.ItemGetParams{NumIID: "610947572360"})
				} else {
					_, err = client.ItemSearch(ctx, &gateway.ItemSearchParams{Q: "手机"})
				}
				if err != nil {
					ends <- err
					return
				}
			}
		}()
	}
	for range 6 {
		if err := <-ends; !errors.Is(err, apiclient.ErrBudgetSpent) {
			return err
		}
	}
	return nil
}

// counter is a gateway that counts requests.
type counter struct {
	next   http.Handler
	mu     sync.Mutex
	total  int
	now    map[string]int // at once, by path, "" for all
	atMost map[string]int
}

func newCounter(t *testing.T) (*counter, string) {
	t.Helper()
	next, err := mock.NewHandler()
	require.NoError(t, err)
	c := &counter{next: next, now: map[string]int{}, atMost: map[string]int{}}
	server := httptest.NewServer(c)
	t.Cleanup(server.Close)
	return c, server.URL
}

func (c *counter) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c.add(r.URL.Path, 1)
	time.Sleep(5 * time.Millisecond) // so that requests meet
	c.add(r.URL.Path, -1)            // before the response: after it the client may send another
	c.next.ServeHTTP(w, r)
}

func (c *counter) add(path string, n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.total += max(n, 0)
	for _, name := range []string{"", path} {
		c.now[name] += n
		c.atMost[name] = max(c.atMost[name], c.now[name])
	}
}

// TestTwentyProcesses spends one budget under one limit from twenty processes with clocks that differ.
func TestTwentyProcesses(t *testing.T) {
	for name, tt := range map[string]struct {
		limits redisstore.Limits
		perDay int64
		ahead  int64
		least  time.Duration // that it takes by the rate
	}{
		"at once": {redisstore.Limits{All: apiclient.Limit{AtOnce: 5}, Each: apiclient.Limit{AtOnce: 4},
			API: map[string]apiclient.Limit{"item_get": {AtOnce: 2}}}, 300, 0, 0},
		"rate": {redisstore.Limits{All: apiclient.Limit{PerSecond: 200, Burst: 20},
			API: map[string]apiclient.Limit{"item_get": {PerSecond: 50}}}, 320, 0, 1500 * time.Millisecond},
		"ahead": {redisstore.Limits{}, 500, 7, 0},
	} {
		t.Run(name, func(t *testing.T) {
			gateway, url := newCounter(t)
			began := time.Now()
			job{Does: "spend", Redis: redisserver.Start(t).Addr, Server: url, Limits: tt.limits, PerDay: tt.perDay,
				Ahead: tt.ahead}.twenty(t)
			assert.EqualValues(t, tt.perDay, gateway.total, "as many as the budget, as all ask for more")
			assert.GreaterOrEqual(t, time.Since(began), tt.least)
			for path, limit := range map[string]int{"": tt.limits.All.AtOnce,
				"/1688/item_get/": tt.limits.API["item_get"].AtOnce, "/1688/item_search/": tt.limits.Each.AtOnce} {
				if limit > 0 {
					assert.LessOrEqual(t, gateway.atMost[path], limit, "at once, %s", path)
				}
				assert.Positive(t, gateway.atMost[path], path)
			}
		})
	}
}

// TestKilledHolder gets the slot of a process that was killed, and not before.
func TestKilledHolder(t *testing.T) {
	server := redisserver.Start(t)
	limits := redisstore.Limits{All: apiclient.Limit{AtOnce: 2}, Lease: 3 * time.Second}
	cmd := job{Does: "hold", Redis: server.Addr, Limits: limits}.process(t)
	out, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	_, err = fmt.Fscanln(out, new(string))
	require.NoError(t, err, "the process holds the slot")

	limiter := newStore(t, server).Limiter(limits)
	own, err := limiter.Acquire(t.Context(), &apiclient.Call{API: "item_get"})
	require.NoError(t, err)
	ctx, cancel := context.WithTimeout(t.Context(), 4*time.Second) // longer than the lease, which is renewed
	defer cancel()
	_, err = limiter.Acquire(ctx, &apiclient.Call{API: "item_get"})
	require.ErrorIs(t, err, context.DeadlineExceeded)
	require.NoError(t, cmd.Process.Kill())
	require.Error(t, cmd.Wait())
	release, err := limiter.Acquire(t.Context(), &apiclient.Call{API: "item_get"})
	require.NoError(t, err)
	release(nil)
	own(nil)
}

// TestOneRefresh renews the token of a member once for twenty processes.
func TestOneRefresh(t *testing.T) {
	var issued, called atomic.Int64
	platform := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.Contains(r.URL.Path, "getToken") {
			time.Sleep(100 * time.Millisecond) // so that others come to wait
			_, _ = fmt.Fprintf(w, `{"access_token":"planted-%d","expires_in":"36000"}`, issued.Add(1))
			return
		}
		called.Add(1)
		_, _ = w.Write([]byte(`{"success":true,"result":{"loginId":"alitestforisv01"}}`))
	}))
	t.Cleanup(platform.Close)
	server := redisserver.Start(t)
	tokens := newStore(t, server).Tokens(redisstore.TokenOptions{})
	require.NoError(t, tokens.Save(t.Context(), "ann", openplatform.Token{
		Access: loose.SecretOf("old"), Refresh: loose.SecretOf("refresh"), Expires: time.Now()}))
	job{Does: "token", Redis: server.Addr, Server: platform.URL}.twenty(t)
	assert.EqualValues(t, 1, issued.Load())
	assert.EqualValues(t, 20, called.Load())
}
