package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/go-ali1688/ali1688/conformance"
	"github.com/go-ali1688/ali1688/evidence"
	"github.com/go-ali1688/ali1688/openapi"
)

var endpointsCommand = command{
	name: "endpoints", args: "[--json] [--fields [PATH…]]",
	summary: "list every operation, or every member of the responses, how it is known, and the recordings behind it",
	help: `The document is gateway, or openplatform for the official platform that the gateway's
custom leads to. Evidence states how an operation is known, best first: recorded,
official, documented, secondary, sdk, live, sibling, inferred, unknown. Recordings are whole
real responses, excerpts are cut ones.

With --fields every member of every response is a line: the responses that had it, when, with
which kinds of JSON and which values. A member that nobody has seen has none. PATHs are
recordings of your own, which are counted beside those of the project.

  ali1688 endpoints
  ali1688 endpoints --json | jq -r '.[] | select(.family == "supplier") | .name'`,
	setup: func(flags *flag.FlagSet) func(*env) error {
		asJSON := flags.Bool("json", false, "print a JSON array instead of a table")
		byField := flags.Bool("fields", false, "list the members of the responses")
		return func(e *env) error {
			if *byField {
				return fields(e, *asJSON)
			}
			return endpoints(e, *asJSON)
		}
	},
}

// endpoint is one line of the list. Its JSON is stable.
type endpoint struct {
	Name       string `json:"name"`
	Document   string `json:"document"`
	Family     string `json:"family"`
	Method     string `json:"method"`
	Path       string `json:"path"`
	Evidence   string `json:"evidence"`
	Recordings int    `json:"recordings"`
	Excerpts   int    `json:"excerpts"`
	Seen       string `json:"seen"` // the months of the first and the last real response
}

func endpoints(e *env, asJSON bool) error {
	if len(e.args) > 0 {
		if documentOf(e.args[0]) != "" {
			return fmt.Errorf("endpoints takes no arguments; `ali1688 help %s` lists its parameters", e.args[0])
		}
		return fmt.Errorf("endpoints takes no arguments without --fields, got %q", e.args[0])
	}
	responses, err := evidence.Index()
	if err != nil {
		return err
	}
	var list []endpoint
	for _, d := range openapi.Documents() {
		list = append(list, described(d, responses)...)
	}
	if asJSON {
		return writeJSON(e.out, list)
	}
	return table(e.out, list)
}

func writeJSON(out io.Writer, v any) error {
	encoder := json.NewEncoder(out)
	encoder.SetIndent("", "  ")
	return encoder.Encode(v)
}

// described lists the operations of one document.
func described(document openapi.Document, responses []evidence.Response) []endpoint {
	var list []endpoint
	for _, op := range conformance.Of(document).Operations() {
		line := endpoint{Name: op.Name, Document: document.Name, Family: op.Family, Method: op.Method, Path: op.Path,
			Evidence: op.Evidence}
		line.count(responses)
		list = append(list, line)
	}
	return list
}

// count adds up the real responses of the operation.
func (l *endpoint) count(responses []evidence.Response) {
	first, last := "", ""
	for _, a := range responses {
		if a.Operation != l.Name {
			continue
		}
		if a.Kind == "recording" {
			l.Recordings++
		} else {
			l.Excerpts++
		}
		if first == "" || a.Seen < first {
			first = a.Seen
		}
		last = max(last, a.Seen)
	}
	l.Seen = span(first, last)
}

// span returns two months with what is between them, or the month that both are.
func span(first, last string) string {
	if first == last {
		return first
	}
	return first + " … " + last
}

func table(out io.Writer, list []endpoint) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "OPERATION\tDOCUMENT\tFAMILY\tEVIDENCE\tRECORDINGS\tEXCERPTS\tSEEN")
	for _, l := range list {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%d\t%d\t%s\n", l.Name, l.Document, l.Family, l.Evidence, l.Recordings, l.Excerpts,
			l.Seen)
	}
	return w.Flush()
}
