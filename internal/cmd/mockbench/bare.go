package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
)

const barePort = 18802

// fetchBytes saves a usual response of the mock to each kind of request, for the bare server to respond with the same
// bytes.
func fetchBytes(r server, prefix string) error {
	server := exec.Command(r.command[0], r.command[1:]...)
	if err := server.Start(); err != nil {
		return err
	}
	defer func() {
		_ = server.Process.Kill()
		_ = server.Wait()
	}()
	base := "http://127.0.0.1:" + strconv.Itoa(r.port)
	if err := waitFor(base, r.loads[0]); err != nil {
		return err
	}
	for _, l := range r.loads {
		name, fresh := strings.CutSuffix(l.name, ", fresh")
		if !fresh {
			continue
		}
		body, err := usualBody(base, l)
		if err != nil {
			return err
		}
		if err := os.WriteFile(prefix+"-"+name, body, 0o600); err != nil {
			return err
		}
	}
	return nil
}

// usualBody is the response of the middle length of 31.
func usualBody(base string, l load) ([]byte, error) {
	var bodies [][]byte
	for n := range int64(31) {
		body, err := fetchBody(base, l, n+1)
		if err != nil {
			return nil, err
		}
		bodies = append(bodies, body)
	}
	slices.SortFunc(bodies, func(a, b []byte) int { return len(a) - len(b) })
	return bodies[len(bodies)/2], nil
}

func fetchBody(base string, l load, number int64) ([]byte, error) {
	req, err := newRequest(context.Background(), base, l, number)
	if err != nil {
		return nil, err
	}
	rsp, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rsp.Body.Close() }()
	return io.ReadAll(rsp.Body)
}

// serveBare answers with the same bytes each time, as fast as net/http goes.
func serveBare(prefix string) {
	for _, name := range []string{"item_get", "item_search"} {
		body, err := os.ReadFile(prefix + "-" + name)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
		http.HandleFunc("/"+name, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json; charset=utf-8")
			_, _ = w.Write(body)
		})
	}
	fmt.Fprintln(os.Stderr, http.ListenAndServe("127.0.0.1:"+strconv.Itoa(barePort), nil))
}
