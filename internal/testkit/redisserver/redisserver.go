// Package redisserver starts Redis servers for tests, each on a free port of this machine.
package redisserver

import (
	"bufio"
	"fmt"
	"net"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/testkit/testenv"
)

// Server is a Redis server that keeps nothing on disk.
type Server struct {
	Addr string // host:port

	t       testing.TB
	program string
	process *exec.Cmd
}

// Start starts a server that ends with the test. Without the program redis-server the test is skipped, or fails, see
// [testenv.Program].
func Start(t testing.TB) *Server {
	t.Helper()
	s := &Server{t: t, program: testenv.Program(t, "redis-server", "redis-server")}
	for range 5 { // another program may take the port first
		s.Addr = freeAddress(t)
		if s.start() == nil {
			t.Cleanup(s.Kill)
			return s
		}
	}
	t.Fatal("redis-server does not start")
	return nil
}

func freeAddress(t testing.TB) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer func() { _ = listener.Close() }()
	return listener.Addr().String()
}

func (s *Server) start() error {
	host, port, _ := net.SplitHostPort(s.Addr)
	s.process = exec.Command(s.program, "--bind", host, "--port", port, "--save", "", "--appendonly", "no", "--dir",
		s.t.TempDir())
	if err := s.process.Start(); err != nil {
		return err
	}
	for range 500 {
		if s.responds() {
			return nil
		}
		time.Sleep(20 * time.Millisecond)
	}
	s.Kill()
	return fmt.Errorf("nothing listens on %s", s.Addr)
}

func (s *Server) responds() bool {
	conn, err := net.DialTimeout("tcp", s.Addr, time.Second)
	if err != nil {
		return false
	}
	defer func() { _ = conn.Close() }()
	_ = conn.SetDeadline(time.Now().Add(time.Second))
	if _, err = conn.Write([]byte("PING\r\n")); err != nil {
		return false
	}
	line, err := bufio.NewReader(conn).ReadString('\n')
	return err == nil && strings.HasPrefix(line, "+PONG")
}

// Kill ends the server at once, with everything it knows.
func (s *Server) Kill() {
	_ = s.process.Process.Kill()
	_ = s.process.Wait()
}

// Restart starts an empty server at the same address.
func (s *Server) Restart() {
	s.t.Helper()
	require.NoError(s.t, s.start())
}
