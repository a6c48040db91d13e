package fleet_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/fleet"
	"github.com/go-ali1688/ali1688/internal/testkit/redisserver"
	"github.com/go-ali1688/ali1688/redisstore"
	"github.com/go-ali1688/ali1688/refusal"
)

const (
	atOnce         = 4
	workerVariable = "FLEET_TEST_WORKER" // the addresses of Redis and of the server
)

// TestMain is a worker in place of the tests if it is told so.
func TestMain(m *testing.M) {
	redisAddress, url, ok := strings.Cut(os.Getenv(workerVariable), " ")
	if !ok {
		os.Exit(m.Run())
	}
	rdb, err := redisstore.Connect("redis://" + redisAddress)
	if err == nil {
		err = fleet.New(rdb, "b", fleet.Options{}).Work(context.Background(), atOnce, get(url))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// get returns a function that requests an id.
func get(url string) fleet.Do {
	return func(ctx context.Context, id string) (any, error) {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, url+"/"+id, nil)
		if err != nil {
			return nil, err
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			return nil, err
		}
		defer func() { _ = resp.Body.Close() }()
		body, err := io.ReadAll(resp.Body)
		return string(body), err
	}
}

// counter is a server that counts the requests of each id.
type counter struct {
	mu      sync.Mutex
	ids     map[string]int
	all     int           // requests
	alarmAt int           // the request that rings
	alarm   chan struct{} // has room for one
}

func newCounter(t *testing.T) (*counter, string) {
	t.Helper()
	c := &counter{ids: map[string]int{}, alarm: make(chan struct{}, 1)}
	server := httptest.NewServer(c)
	t.Cleanup(server.Close)
	return c, server.URL
}

func (c *counter) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c.mu.Lock()
	c.ids[r.URL.Path[1:]]++
	c.all++
	if c.all == c.alarmAt {
		c.alarm <- struct{}{}
	}
	c.mu.Unlock()
	time.Sleep(20 * time.Millisecond) // so that some are under way when a worker is killed
	_, _ = io.WriteString(w, "of "+r.URL.Path[1:])
}

// await waits for n more requests.
func (c *counter) await(n int) {
	c.mu.Lock()
	c.alarmAt = c.all + n
	c.mu.Unlock()
	<-c.alarm
}

func (c *counter) total() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.all
}

func connect(t *testing.T, server *redisserver.Server) *redis.Client {
	t.Helper()
	rdb, err := redisstore.Connect("redis://" + server.Addr)
	require.NoError(t, err)
	t.Cleanup(func() { _ = rdb.Close() })
	return rdb
}

func idsOf(n int) []string {
	ids := make([]string, n)
	for i := range ids {
		ids[i] = fmt.Sprint(610947572360 + i)
	}
	return ids
}

// lines returns the file of a batch, by id.
func lines(t *testing.T, file string) map[string]string {
	t.Helper()
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	out := map[string]string{}
	for row := range strings.Lines(string(text)) {
		var l struct{ ID, Response, Error string }
		require.NoError(t, json.Unmarshal([]byte(row), &l))
		assert.NotContains(t, out, l.ID, "an id is there twice")
		out[l.ID] = l.Response + l.Error
	}
	return out
}

var errPanic = errors.New("panic")

// TestFailures writes errors that stay, tries those again that pass, and stops at one that all ids would have.
func TestFailures(t *testing.T) {
	passing, away := &apiclient.Error{Retry: refusal.Soon, Message: "passes"}, redisstore.ErrUnavailable
	server := redisserver.Start(t)
	for name, tt := range map[string]struct {
		errs  []error // of the attempts; then it succeeds
		calls int
		line  string // "" is none
	}{
		"success":       {nil, 1, "fine"},
		"passes":        {[]error{passing, passing}, 3, "fine"},
		"does not pass": {[]error{passing, passing, passing, passing}, 3, "API error: passes"},
		"stays":         {[]error{context.Canceled, apiclient.Unsent("a", "no id")}, 2, "no id"},
		"redis away":    {[]error{away, away, away}, 4, "fine"},
		"budget":        {[]error{apiclient.ErrBudgetSpent}, 1, ""},
		"quota":         {[]error{&apiclient.Error{Retry: refusal.Tomorrow}}, 1, ""},
		"what all have": {[]error{fleet.Stop(errors.New("a wrong key"))}, 1, ""},
		"panic":         {[]error{errPanic}, 1, ""},
		"permission":    {[]error{&apiclient.Error{Explanation: refusal.Meaning{Action: refusal.AskPermission}}}, 1, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			batch := fleet.New(connect(t, server), name, fleet.Options{Wait: time.Millisecond})
			_, err := batch.Add(t.Context(), "7")
			require.NoError(t, err)
			calls := 0
			err = batch.Work(t.Context(), 1, func(context.Context, string) (any, error) {
				calls++
				if calls <= len(tt.errs) {
					if errors.Is(tt.errs[calls-1], errPanic) {
						panic("a mistake")
					}
					return nil, tt.errs[calls-1]
				}
				return "fine", nil
			})
			assert.Equal(t, tt.calls, calls)
			if tt.line == "" {
				require.Error(t, err)
				done, all, err := batch.Progress(t.Context())
				require.NoError(t, err)
				assert.Equal(t, []int64{0, 1}, []int64{done, all}, "it stays to be done")
				return
			}
			require.NoError(t, err)
			file := filepath.Join(t.TempDir(), "out")
			require.NoError(t, batch.Collect(t.Context(), file))
			assert.Contains(t, lines(t, file)["7"], tt.line)
		})
	}
}

// TestCollectAgain goes on with a file whose last line is torn, and writes no id twice when Redis still has its line.
func TestCollectAgain(t *testing.T) {
	rdb := connect(t, redisserver.Start(t))
	batch, file := fleet.New(rdb, "b", fleet.Options{}), filepath.Join(t.TempDir(), "out")
	require.NoError(t, os.WriteFile(file, []byte(`{"id":"1","response":"a"}`+"\n"+`{"id":"2","resp`), 0o600))
	require.NoError(t, rdb.RPush(t.Context(), "ali1688:{fleet:b}lines", `{"id":"1","response":"b"}`,
		`{"id":"2","response":"b"}`).Err())
	require.NoError(t, batch.Collect(t.Context(), file))
	assert.Equal(t, map[string]string{"1": "a", "2": "b"}, lines(t, file))

	for _, text := range []string{"a list of mine\n", "a list of mine", `{"title":"mine"}`, "{\"id\":\"1\"}\n[1,"} {
		require.NoError(t, os.WriteFile(file, []byte(text), 0o600))
		require.ErrorContains(t, batch.Collect(t.Context(), file), "is not a file of this batch", text)
		kept, err := os.ReadFile(file)
		require.NoError(t, err)
		assert.Equal(t, text, string(kept))
	}
	require.NoError(t, rdb.Set(t.Context(), "ali1688:{fleet:b}collector", "another", 0).Err())
	require.ErrorContains(t, batch.Collect(t.Context(), file), "another process collects")
}

// TestAddAgain adds what is new and not done, also after the queue was lost, and keeps an id that another worker does.
func TestAddAgain(t *testing.T) {
	rdb := connect(t, redisserver.Start(t))
	batch, ctx := fleet.New(rdb, "b", fleet.Options{}), t.Context()
	_, err := batch.Add(ctx, "1", "")
	require.ErrorContains(t, err, "an id is empty")
	for _, step := range []struct {
		ids  []string
		want int
	}{{[]string{"1", "2"}, 2}, {[]string{"2", "3"}, 1}, {nil, 0}} {
		added, err := batch.Add(ctx, step.ids...)
		require.NoError(t, err)
		assert.Equal(t, step.want, added)
	}
	require.NoError(t, rdb.SAdd(ctx, "ali1688:{fleet:b}done", "1").Err())
	require.NoError(t, rdb.Del(ctx, "asynq:{ali1688:b}:pending").Err())
	require.NoError(t, rdb.Del(ctx, "asynq:{ali1688:b}:t:2", "asynq:{ali1688:b}:t:3").Err())
	_, err = batch.Add(ctx, "1", "2", "3")
	require.NoError(t, err)
	require.NoError(t, rdb.Set(ctx, "ali1688:{fleet:b}claim:3", "another", 2*time.Second).Err())
	var did []string
	require.NoError(t, batch.Work(ctx, 1, func(_ context.Context, id string) (any, error) {
		if id == "3" {
			held, err := rdb.Get(ctx, "ali1688:{fleet:b}claim:3").Result()
			assert.NotEqual(t, "another", held, "%v", err)
		}
		did = append(did, id)
		return 1, nil
	}))
	assert.Equal(t, []string{"2", "3"}, did)
	require.NoError(t, batch.Delete(ctx))
	done, all, err := batch.Progress(ctx)
	require.NoError(t, err)
	assert.Equal(t, []int64{0, 0}, []int64{done, all})
}

// TestEndOfContext takes no more, and finishes what was begun.
func TestEndOfContext(t *testing.T) {
	batch := fleet.New(connect(t, redisserver.Start(t)), "b", fleet.Options{})
	_, err := batch.Add(t.Context(), idsOf(50)...)
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(t.Context())
	began := 0
	err = batch.Work(ctx, 1, func(ctx context.Context, _ string) (any, error) {
		began++
		cancel()
		time.Sleep(time.Second)
		return 1, ctx.Err()
	})
	require.ErrorIs(t, err, context.Canceled)
	done, _, err := batch.Progress(t.Context())
	require.NoError(t, err)
	assert.EqualValues(t, began, done)
	assert.Less(t, began, 50)
}
