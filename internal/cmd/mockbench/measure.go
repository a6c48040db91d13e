package main

import (
	"errors"
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
	start := time.Now()
	process, stop, err := r.start()
	if err != nil {
		return nil, err
	}
	defer stop()
	ready := time.Since(start)
	var out []result
	for _, l := range r.loads {
		before := processorTime(process)
		n, took, err := press(r.base(), l, duration)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", l.name, err)
		}
		used := processorTime(process) - before
		rss, anon := memory(process)
		out = append(out, result{r.name, l.name, float64(n) / took.Seconds(), used / time.Duration(n), ready, rss, anon})
	}
	return out, nil
}

func (r server) base() string { return "http://127.0.0.1:" + strconv.Itoa(r.port) }

// start starts a server and waits for its first response. It returns its process, and what ends it.
func (r server) start() (process int, stop func(), err error) {
	command := exec.Command(r.command[0], r.command[1:]...)
	if err := command.Start(); err != nil {
		return 0, nil, err
	}
	stop = func() {
		_ = command.Process.Kill()
		_ = command.Wait()
	}
	deadline := time.Now().Add(60 * time.Second)
	for time.Now().Before(deadline) {
		if _, err := fetch(http.DefaultClient, r.base(), r.loads[0], 1, io.Discard); err == nil {
			return command.Process.Pid, stop, nil
		}
		time.Sleep(time.Millisecond)
	}
	stop()
	return 0, nil, errors.New("no response within a minute")
}

// fetch makes a request, copies the body of the response, and returns its status.
func fetch(client *http.Client, base string, l load, number int64, to io.Writer) (status int, err error) {
	path := strings.NewReplacer("{n}", fmt.Sprintf("%010d", number), "{m}", fmt.Sprintf("%03d", number%16)).Replace(l.path)
	req, err := http.NewRequest(http.MethodGet, base+path, nil)
	if err != nil {
		return 0, err
	}
	if l.authorization != "" {
		req.Header.Set("Authorization", l.authorization)
	}
	rsp, err := client.Do(req)
	if err != nil {
		return 0, err
	}
	defer func() { _ = rsp.Body.Close() }()
	_, err = io.Copy(to, rsp.Body)
	return rsp.StatusCode, err
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
				status, err := fetch(client, base, l, number.Add(1), io.Discard)
				if err == nil && status != http.StatusOK {
					err = fmt.Errorf("HTTP %d", status)
				}
				if err != nil {
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
