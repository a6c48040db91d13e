package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"
)

const barePort = 18802

// fetchBytes saves what the mock answers, for the bare server to answer the same.
func fetchBytes(r rival, prefix string) error {
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
		req, err := newRequest(context.Background(), base, l, 1)
		if err != nil {
			return err
		}
		rsp, err := http.DefaultClient.Do(req)
		if err != nil {
			return err
		}
		body, err := io.ReadAll(rsp.Body)
		_ = rsp.Body.Close()
		if err != nil {
			return err
		}
		if err := os.WriteFile(prefix+"-"+name, body, 0o600); err != nil {
			return err
		}
	}
	return nil
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
