package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// connections is how many callers there are at once.
const connections = 8

// measure starts a server, loads it with each kind of request, and stops it.
func measure(r server, duration time.Duration) ([]result, error) {
	server := exec.Command(r.command[0], r.command[1:]...)
	start := time.Now()
	if err := server.Start(); err != nil {
		return nil, err
	}
	defer func() {
		_ = server.Process.Kill()
		_ = server.Wait()
	}()
	base := "http://127.0.0.1:" + strconv.Itoa(r.port)
	if err := waitFor(base, r.loads[0]); err != nil {
		return nil, err
	}
	ready := time.Since(start)
	var out []result
	for _, l := range r.loads {
		before := processorTime(server.Process.Pid)
		n, took, err := press(base, l, duration)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", l.name, err)
		}
		used := processorTime(server.Process.Pid) - before
		rss, anon := memory(server.Process.Pid)
		out = append(out, result{r.name, l.name, float64(n) / took.Seconds(), used / time.Duration(n), ready, rss, anon})
	}
	return out, nil
}

func newRequest(ctx context.Context, base string, l load, number int64) (*http.Request, error) {
	path := strings.NewReplacer("{n}", fmt.Sprintf("%010d", number), "{m}", fmt.Sprintf("%03d", number%16)).Replace(l.path)
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, base+path, nil)
	if err == nil && l.authorization != "" {
		req.Header.Set("Authorization", l.authorization)
	}
	return req, err
}

// waitFor asks until the server answers.
func waitFor(base string, l load) error {
	deadline := time.Now().Add(60 * time.Second)
	for time.Now().Before(deadline) {
		req, err := newRequest(context.Background(), base, l, 1)
		if err != nil {
			return err
		}
		rsp, err := http.DefaultClient.Do(req)
		if err == nil {
			_, _ = io.Copy(io.Discard, rsp.Body)
			_ = rsp.Body.Close()
			return nil
		}
		time.Sleep(time.Millisecond)
	}
	return fmt.Errorf("no response within a minute")
}

// press sends requests for a while, over kept connections, and counts the responses.
func press(base string, l load, duration time.Duration) (n int64, took time.Duration, err error) {
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: connections,
		DialContext: (&net.Dialer{}).DialContext, DisableCompression: true}}
	defer client.CloseIdleConnections()
	var count, number atomic.Int64
	var failed atomic.Pointer[error]
	start := time.Now()
	end := start.Add(duration)
	var wg sync.WaitGroup
	for range connections {
		wg.Go(func() {
			for time.Now().Before(end) && failed.Load() == nil {
				if err := once(client, base, l, number.Add(1)); err != nil {
					failed.Store(&err)
					return
				}
				count.Add(1)
			}
		})
	}
	wg.Wait()
	if err := failed.Load(); err != nil {
		return 0, 0, *err
	}
	return count.Load(), time.Since(start), nil
}

func once(client *http.Client, base string, l load, number int64) error {
	req, err := newRequest(context.Background(), base, l, number)
	if err != nil {
		return err
	}
	rsp, err := client.Do(req)
	if err != nil {
		return err
	}
	defer func() { _ = rsp.Body.Close() }()
	if rsp.StatusCode != http.StatusOK {
		return fmt.Errorf("HTTP %d", rsp.StatusCode)
	}
	_, err = io.Copy(io.Discard, rsp.Body)
	return err
}

// processorTime returns what a process and its threads have used, from /proc. A tick is a hundredth of a second on
// Linux.
func processorTime(pid int) time.Duration {
	stat, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "stat"))
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(stat), ") ")
	fields := strings.Fields(rest)
	user, _ := strconv.Atoi(fields[11])
	system, _ := strconv.Atoi(fields[12])
	return time.Duration(user+system) * 10 * time.Millisecond
}

// memory returns what a process has in memory, all of it and its own, in KiB.
func memory(pid int) (rss, anon int) {
	rollup, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "smaps_rollup"))
	if err != nil {
		return 0, 0
	}
	for line := range strings.Lines(string(rollup)) {
		fields := strings.Fields(line)
		if len(fields) < 2 {
			continue
		}
		switch n, _ := strconv.Atoi(fields[1]); fields[0] {
		case "Rss:":
			rss = n
		case "Anonymous:":
			anon = n
		}
	}
	return rss, anon
}
