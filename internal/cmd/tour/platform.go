package main

import (
	"context"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/go-ali1688/ali1688/conformance"
	"github.com/go-ali1688/ali1688/internal/measured"
	"github.com/go-ali1688/ali1688/internal/testkit/examplecalls"
	"github.com/go-ali1688/ali1688/mock"
	"github.com/go-ali1688/ali1688/openplatform"

	platform "github.com/go-ali1688/ali1688/generated/platform"
)

// service adds up the operations of one service.
type service struct {
	family                             string
	all, answered, refused, conforming int
	took                               time.Duration
}

// platform calls every operation of the open platform on the mock, with the document's examples, and prints a line a
// service.
func (t *tally) platform(ctx context.Context, out io.Writer) error {
	client, err := openplatform.New("1000000", "test_secret", openplatform.WithAccessToken("test_token"),
		openplatform.WithHTTPClient(&http.Client{Transport: mock.Transport()}))
	if err != nil {
		return err
	}
	args, err := examplecalls.PlatformArguments()
	if err != nil {
		return err
	}
	services := map[string]*service{}
	for _, op := range platform.Operations {
		s := services[op.Service]
		if s == nil {
			s = &service{family: op.Family}
			services[op.Service] = s
		}
		start := time.Now()
		body, err := client.Call(ctx, op.API(), args[op.Name])
		s.add(op.Name, body, err, time.Since(start), out)
	}
	t.print(services, out)
	return printExamples(out)
}

// examples returns the operations of the open platform that the mock answers with the document's example.
func examples() []string {
	var out []string
	for _, op := range platform.Operations {
		if !mock.Behaves(op.Name) {
			out = append(out, op.Name)
		}
	}
	return out
}

// printExamples prints the names of the operations that are answered with the document's example, and keeps them for
// the front pages.
func printExamples(out io.Writer) error {
	names := examples()
	fmt.Fprintf(out, "%d of them are answered with the document's example: %s.\n", len(names), strings.Join(names, ", "))
	return measured.Keep(map[string]string{
		"tour.examples": strconv.Itoa(len(names)), "tour.example_names": "`" + strings.Join(names, "`, `") + "`",
		"tour.platform": strconv.Itoa(len(platform.Operations)),
	})
}

// add counts one call, and says what is wrong with it.
func (s *service) add(api string, body []byte, err error, took time.Duration, out io.Writer) {
	s.all++
	s.took += took
	if body == nil {
		fmt.Fprintln(out, err)
		return
	}
	s.answered++
	if err != nil { // the document's example names an order that the mock does not have
		s.refused++
	}
	findings, err := conformance.OpenPlatform().Check(api, body, conformance.Options{Strict: true})
	if err != nil || len(findings) > 0 {
		fmt.Fprintln(out, api, findings, err)
		return
	}
	s.conforming++
}

func (t *tally) print(services map[string]*service, out io.Writer) {
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "\nOPEN PLATFORM\tFAMILY\tOPERATIONS\tANSWERED\tREFUSED\tCONFORM\tTIME")
	sum := service{}
	for _, name := range slices.Sorted(maps.Keys(services)) {
		s := services[name]
		fmt.Fprintf(table, "%s\t%s\t%d\t%d\t%d\t%d\t%s\n", name, s.family, s.all, s.answered, s.refused, s.conforming,
			s.took.Round(10*time.Microsecond))
		sum.all, sum.answered, sum.refused = sum.all+s.all, sum.answered+s.answered, sum.refused+s.refused
		sum.conforming += s.conforming
	}
	_ = table.Flush()
	fmt.Fprintf(out, "\n%d of %d operations of the open platform answered, %d of them with a refusal, %d conform.\n",
		sum.answered, sum.all, sum.refused, sum.conforming)
	t.faults += 2*sum.all - sum.answered - sum.conforming
}
