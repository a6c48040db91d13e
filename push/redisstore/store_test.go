package redisstore

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/testkit/testenv"
	"github.com/go-ali1688/ali1688/push"
)

// server starts a Redis of its own, which ends with the test.
func server(t *testing.T) (address string) {
	t.Helper()
	program := testenv.Program(t, "redis", "redis-server")
	socket := filepath.Join(t.TempDir(), "redis.sock")
	cmd := exec.Command(program, "--port", "0", "--unixsocket", socket, "--save", "", "--dir", t.TempDir())
	require.NoError(t, cmd.Start())
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	for range 600 {
		if conn, err := net.Dial("unix", socket); err == nil {
			_ = conn.Close()
			return socket
		}
		time.Sleep(50 * time.Millisecond)
	}
	require.Fail(t, "redis-server does not start")
	return ""
}

func connect(t *testing.T, address string) *redis.Client {
	t.Helper()
	client := redis.NewClient(&redis.Options{Network: "unix", Addr: address})
	t.Cleanup(func() { _ = client.Close() })
	return client
}

// TestStore goes through the states of a message.
func TestStore(t *testing.T) {
	client := connect(t, server(t))
	s, ctx := New(client, "test:"), t.Context()
	claim := func(id, owner string) push.State {
		state, err := s.Claim(ctx, id, owner, time.Minute)
		require.NoError(t, err)
		return state
	}
	assert.Equal(t, push.Claimed, claim("1", "a"))
	assert.Equal(t, push.Busy, claim("1", "b"))
	assert.Equal(t, push.Claimed, claim("2", "b"), "another message")
	require.NoError(t, s.Release(ctx, "1", "b"))
	assert.Equal(t, push.Busy, claim("1", "b"), "released by another owner")
	require.NoError(t, s.Release(ctx, "1", "a"))
	assert.Equal(t, push.Claimed, claim("1", "b"))
	require.NoError(t, s.Finish(ctx, "1", time.Hour))
	assert.Equal(t, push.Done, claim("1", "c"))
	require.NoError(t, s.Release(ctx, "1", "b"))
	assert.Equal(t, push.Done, claim("1", "c"), "what was done stays so")
	for key, want := range map[string]time.Duration{"test:1": time.Hour, "test:2": time.Minute} {
		left, err := client.PTTL(ctx, key).Result()
		require.NoError(t, err)
		assert.InDelta(t, want, left, float64(30*time.Second), key)
	}
	require.NoError(t, client.Close())
	_, err := s.Claim(ctx, "3", "a", time.Minute)
	assert.Error(t, err)
}

const (
	total      = 10_000
	repeated   = total / 5
	stuck      = 8 // messages whose callback is running when the process is killed
	sendersNum = 16
	secret     = "the-secret-of-the-app"
)

// TestReceiverProcess is the process that TestKilled kills. It appends the id of every message that reaches its
// callback to a file; a message of the topic STUCK stays in its callback if the process is the first.
func TestReceiverProcess(t *testing.T) {
	address, file := os.Getenv("PUSH_REDIS"), os.Getenv("PUSH_FILE")
	if address == "" {
		t.Skip("run by TestKilled")
	}
	out, err := os.OpenFile(file, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	require.NoError(t, err)
	receiver, err := push.New(push.Config{
		Secret: secret, Store: New(connect(t, address), ""), Lease: 2 * time.Second, Keep: time.Hour,
		Callbacks: push.Callbacks{Other: func(_ context.Context, m *push.Message) error {
			if m.Topic == "STUCK" && os.Getenv("PUSH_FIRST") != "" {
				select {}
			}
			_, err := out.WriteString(m.ID + "\n") // one write, which the system makes whole
			return err
		}},
	})
	require.NoError(t, err)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	fmt.Printf("listening on %s\n", listener.Addr())
	_ = http.Serve(listener, receiver) // until it is killed
}

// process starts a receiver and returns its address.
func process(t *testing.T, env ...string) (url string, cmd *exec.Cmd) {
	t.Helper()
	cmd = exec.Command(os.Args[0], "-test.run=^TestReceiverProcess$", "-test.v")
	cmd.Env = append(os.Environ(), env...)
	out, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	var text []byte
	for buf := make([]byte, 1024); ; {
		n, err := out.Read(buf)
		text = append(text, buf[:n]...)
		if _, rest, ok := bytes.Cut(text, []byte("listening on ")); ok && bytes.ContainsRune(rest, '\n') {
			address, _, _ := strings.Cut(string(rest), "\n")
			go func() { _, _ = io.Copy(io.Discard, out) }()
			return "http://" + address, cmd
		}
		require.NoError(t, err, "%s", text)
	}
}

// platform sends messages until each is answered with 200, and keeps those that are not.
type platform struct {
	url     atomic.Pointer[string]
	waiting atomic.Int64 // messages that were not answered yet
	refused atomic.Int64 // attempts without 200
}

func (p *platform) send(client *http.Client, id int, topic string) {
	body := push.Form([]byte(`{"msgId":`+strconv.Itoa(id)+`,"type":"`+topic+`","gmtBorn":`+
		strconv.FormatInt(time.Now().UnixMilli(), 10)+`,"data":{}}`), secret).Encode()
	for {
		resp, err := client.Post(*p.url.Load(), "application/x-www-form-urlencoded", strings.NewReader(body))
		if err == nil {
			_, _ = io.Copy(io.Discard, resp.Body)
			_ = resp.Body.Close()
			if resp.StatusCode == http.StatusOK {
				p.waiting.Add(-1)
				return
			}
		}
		p.refused.Add(1)
		time.Sleep(20 * time.Millisecond)
	}
}

// TestKilled sends 10,000 messages, 20 % of them twice and all in any order, and kills the receiving process in the
// middle, while some of its callbacks run. Each message reaches a callback once.
func TestKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("sends 12,000 messages")
	}
	address, file := server(t), filepath.Join(t.TempDir(), "done")
	env := []string{"PUSH_REDIS=" + address, "PUSH_FILE=" + file}
	url, first := process(t, append(env, "PUSH_FIRST=1")...)
	p := &platform{}
	p.url.Store(&url)

	all := deliveries()
	half := len(all) / 2
	for _, part := range [][]int{all[:half], all[half:]} {
		var senders sync.WaitGroup
		p.waiting.Store(int64(len(part)))
		if first != nil { // the callbacks of these run when the process is killed
			p.waiting.Add(stuck)
			for i := range stuck {
				senders.Go(func() { p.send(http.DefaultClient, total+1+i, "STUCK") })
			}
		}
		feed := make(chan int)
		client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: sendersNum}}
		for range sendersNum {
			senders.Go(func() {
				for id := range feed {
					p.send(client, id, "X")
				}
			})
		}
		for _, id := range part {
			feed <- id
		}
		close(feed)
		if first != nil {
			require.Eventually(t, func() bool { return p.waiting.Load() == stuck }, 5*time.Minute, 10*time.Millisecond)
			require.NoError(t, first.Process.Kill()) // SIGKILL
			_ = first.Wait()
			first = nil
			again, _ := process(t, env...)
			p.url.Store(&again)
		}
		senders.Wait()
	}
	assert.Positive(t, p.refused.Load(), "the stuck messages were refused at least once")

	done, err := os.ReadFile(file)
	require.NoError(t, err)
	count := map[string]int{}
	for id := range strings.FieldsSeq(string(done)) {
		count[id]++
	}
	assert.Len(t, count, total+stuck)
	for id, n := range count {
		assert.Equal(t, 1, n, "message %s", id)
	}
}

// deliveries returns the ids of all messages, a fifth of them twice, in any order.
func deliveries() []int {
	var all []int
	for id := range total {
		all = append(all, id+1)
	}
	for _, i := range rand.Perm(total)[:repeated] {
		all = append(all, i+1)
	}
	rand.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all
}
