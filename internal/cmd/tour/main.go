// Command tour shows the whole loop on one screen, without an account: it starts the mock gateway in process, makes a
// typed call of every operation through the client, calls every operation of the open platform, and holds every
// response, and every real response in the repository, against the documents. It exits with 1 when something does not
// conform.
package main

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path"
	"strconv"
	"text/tabwriter"
	"time"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/conformance"
	"github.com/go-ali1688/ali1688/evidence"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/internal/cmd/exit"
	"github.com/go-ali1688/ali1688/internal/measured"
	"github.com/go-ali1688/ali1688/internal/testkit/examplecalls"
	"github.com/go-ali1688/ali1688/mock"
	_ "github.com/go-ali1688/ali1688/openapi/legacy" // a document more
)

func main() {
	ok, err := tour(context.Background(), os.Stdout)
	exit.On(err, "tour", 2)
	if !ok {
		os.Exit(1)
	}
}

func tour(ctx context.Context, out io.Writer) (bool, error) {
	gateway := &http.Client{Transport: mock.Transport()}
	client, err := ali1688.New("test_key", "test_secret", ali1688.WithHTTPClient(gateway))
	if err != nil {
		return false, err
	}
	t := &tally{checker: conformance.Gateway(), operations: map[string]conformance.Operation{}}
	for _, op := range t.checker.Operations() {
		t.operations[op.Name] = op
	}
	t.calls(ctx, client, out)
	if err := measured.Keep(map[string]string{
		"tour.gateway": strconv.Itoa(len(examplecalls.All)), "tour.untyped": strconv.Itoa(t.untyped),
	}); err != nil {
		return false, err
	}
	if err := t.platform(ctx, out); err != nil {
		return false, err
	}
	if err := t.plain(ctx, out); err != nil {
		return false, err
	}
	if err := t.recordings(out); err != nil {
		return false, err
	}
	return t.faults == 0, nil
}

// tally counts what conforms.
type tally struct {
	checker    *conformance.Checker
	operations map[string]conformance.Operation
	faults     int
	untyped    int // places of the gateway's responses without a type
}

// calls makes one call of every operation and prints a line for each.
func (t *tally) calls(ctx context.Context, client *ali1688.Client, out io.Writer) {
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "OPERATION\tFAMILY\tEVIDENCE\tANSWERED\tCONFORMS\tUNTYPED\tTIME")
	answered, conforming, untyped := 0, 0, 0
	for _, call := range examplecalls.All {
		op := t.operations[call.Name]
		start := time.Now()
		answer, err := call.Make(ctx, client)
		took := time.Since(start)
		verdict, found := t.judge(call.Name, answer, err)
		if verdict == "yes" {
			answered++
		}
		if found == "yes" {
			conforming++
		}
		untyped += op.Untyped
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%d\t%s\n", op.Name, op.Family, op.Evidence, verdict, found, op.Untyped,
			took.Round(10*time.Microsecond))
	}
	_ = table.Flush()
	fmt.Fprintf(out, "\n%d of %d operations answered, %d conform; %d places of their responses have no type.\n",
		answered, len(examplecalls.All), conforming, untyped)
	t.untyped = untyped
	t.faults += 2*len(examplecalls.All) - answered - conforming
}

// judge reports whether a call was answered and whether its response conforms. A response that reports a failure is
// one.
func (t *tally) judge(api string, answer gateway.Answer, err error) (answered, conforms string) {
	if answer == nil {
		return err.Error(), "no"
	}
	findings, err := t.checker.Check(api, answer.Common().Raw, conformance.Options{Strict: true})
	if err != nil || len(findings) > 0 {
		return "yes", fmt.Sprint("no: ", findings, err)
	}
	return "yes", "yes"
}

// recordings validates the real responses of the repository against the documents.
func (t *tally) recordings(out io.Writer) error {
	for _, kind := range []string{"recordings", "excerpts"} {
		bodies, bad := 0, 0
		err := fs.WalkDir(evidence.FS, kind, func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			findings, err := t.real(kind, name)
			if err != nil {
				return nil // an operation that is not described
			}
			bodies++
			if len(findings) > 0 {
				bad++
				fmt.Fprintln(out, name, findings)
			}
			return nil
		})
		if err != nil {
			return err
		}
		t.faults += bad
		fmt.Fprintf(out, "%d of %d real responses in evidence/%s conform.\n", bodies-bad, bodies, kind)
	}
	return nil
}

func (t *tally) real(kind, name string) ([]conformance.Finding, error) {
	body, err := evidence.FS.ReadFile(name)
	if err != nil {
		return nil, err
	}
	options := conformance.Options{Strict: true, Excerpt: kind == "excerpts"}
	return t.checker.Check(path.Base(path.Dir(name)), body, options)
}
