package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"

	"github.com/go-ali1688/ali1688/conformance"
	"github.com/go-ali1688/ali1688/internal/plain"
	"github.com/go-ali1688/ali1688/mock"
)

// plain calls every operation of the documents without a client on the mock, and prints what does not conform.
func (t *tally) plain(ctx context.Context, out io.Writer) error {
	client := &http.Client{Transport: mock.Transport()}
	for _, name := range plain.Names() {
		op := plain.Find(name)
		req, err := op.Request(ctx, &url.URL{Scheme: "http", Host: "mock"}, op.Examples(),
			plain.Application{Key: "1000000", Secret: "test_secret", Token: "test_token"})
		if err != nil {
			return err
		}
		rsp, err := client.Do(req)
		if err != nil {
			return err
		}
		body, err := io.ReadAll(rsp.Body)
		_ = rsp.Body.Close()
		if err != nil {
			return err
		}
		findings, err := conformance.For(name).Check(name, body, conformance.Options{Strict: true})
		if err != nil || len(findings) > 0 || rsp.StatusCode != http.StatusOK {
			t.faults++
			fmt.Fprintln(out, name, rsp.Status, findings, err)
			continue
		}
		fmt.Fprintf(out, "%s answered and conforms.\n", name)
	}
	return nil
}
