package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/testkit/testenv"
)

// builtCommand returns the command, built once for all tests.
var builtCommand = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "ali1688-*")
	if err != nil {
		return "", err
	}
	binary := filepath.Join(dir, "ali1688")
	out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%w: %s", err, out)
	}
	return binary, nil
})

// offerServer counts the requests for each offer, and calls a function at a number of requests.
type offerServer struct {
	*httptest.Server
	asked    sync.Map // of *atomic.Int64, by id
	requests atomic.Int64
	alarmAt  atomic.Int64
	alarm    chan struct{}
}

func newOfferServer(t *testing.T) *offerServer {
	s := &offerServer{alarm: make(chan struct{}, 1)}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := r.URL.Query().Get("num_iid")
		n, _ := s.asked.LoadOrStore(id, new(atomic.Int64))
		n.(*atomic.Int64).Add(1)
		if s.requests.Add(1) == s.alarmAt.Load() {
			s.alarm <- struct{}{}
		}
		_, _ = fmt.Fprintf(w, `{"item":{"num_iid":%q,"title":"%s","price":"1"},"error_code":"0000"}`, id,
			strings.Repeat("名", 200+len(id)))
	}))
	t.Cleanup(s.Close)
	return s
}

// TestBatchIsKilled kills a batch at random moments, restarts it, and has it finish: every id is in the output once,
// and no more is paid twice than was in flight when it was killed.
func TestBatchIsKilled(t *testing.T) {
	const ids, workers = 10_000, 8
	kills, random := testenv.Kills(t), testenv.Random(t)
	binary, err := builtCommand()
	require.NoError(t, err)
	server := newOfferServer(t)
	dir := t.TempDir()
	in, out := filepath.Join(dir, "ids.txt"), filepath.Join(dir, "out.ndjson")
	var list strings.Builder
	for i := range ids {
		fmt.Fprintln(&list, 610947572360+i)
	}
	require.NoError(t, os.WriteFile(in, []byte(list.String()), 0o600))
	command := func() *exec.Cmd {
		cmd := exec.Command(binary, "call", "item_get", "--batch", in, "--out", out, "--workers", strconv.Itoa(workers),
			"--base-url", server.URL)
		cmd.Env = append(os.Environ(), "ALI1688_KEY=k_of_test", "ALI1688_SECRET=s_of_test")
		return cmd
	}
	for range kills {
		server.alarmAt.Store(server.requests.Load() + 1 + random.Int64N(int64(ids/(kills+1))))
		cmd := command()
		require.NoError(t, cmd.Start())
		<-server.alarm
		time.Sleep(time.Duration(random.IntN(3_000)) * time.Microsecond)
		require.NoError(t, cmd.Process.Kill())
		require.Error(t, cmd.Wait(), "it was killed before its end")
	}
	report, err := command().CombinedOutput()
	require.NoError(t, err, "%s", report)
	t.Logf("%s", report)
	assertOnce(t, out, ids)
	extra := int(server.requests.Load()) - ids
	assert.LessOrEqual(t, extra, workers*kills, "requests beyond one an id")
	t.Logf("%d requests beyond one an id", extra)
	report, err = command().CombinedOutput()
	require.NoError(t, err, "%s", report)
	assert.Contains(t, string(report), "0 requests were sent")
}

// assertOnce expects a response about each of the ids on a line of its own.
func assertOnce(t *testing.T, file string, ids int) {
	t.Helper()
	content, err := os.ReadFile(file)
	require.NoError(t, err)
	seen := map[string]int{}
	for line := range bytes.Lines(content) {
		var answer struct {
			Item struct {
				ID string `json:"num_iid"`
			} `json:"item"`
		}
		require.NoError(t, json.Unmarshal(line, &answer), "%.80s", line)
		seen[answer.Item.ID]++
	}
	assert.Len(t, seen, ids)
	for id, n := range seen {
		require.Equal(t, 1, n, id)
	}
}
