package main

import (
	"bytes"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
)

const barePort = 18802

// fetchBytes saves a usual response of the mock to each kind of request, for the bare server to respond with the same
// bytes.
func fetchBytes(r server, prefix string) error {
	_, stop, err := r.start()
	if err != nil {
		return err
	}
	defer stop()
	for _, l := range r.loads {
		name, fresh := strings.CutSuffix(l.name, ", fresh")
		if !fresh {
			continue
		}
		body, err := usualBody(r.base(), l)
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
		var body bytes.Buffer
		if _, err := fetch(http.DefaultClient, base, l, n+1, &body); err != nil {
			return nil, err
		}
		bodies = append(bodies, body.Bytes())
	}
	slices.SortFunc(bodies, func(a, b []byte) int { return len(a) - len(b) })
	return bodies[len(bodies)/2], nil
}

// serveBare answers with the same bytes each time, as fast as net/http goes.
func serveBare(prefix string) error {
	for _, name := range []string{"item_get", "item_search"} {
		body, err := os.ReadFile(prefix + "-" + name)
		if err != nil {
			return err
		}
		http.HandleFunc("/"+name, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json; charset=utf-8")
			_, _ = w.Write(body)
		})
	}
	return http.ListenAndServe("127.0.0.1:"+strconv.Itoa(barePort), nil)
}
