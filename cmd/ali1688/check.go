package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/go-ali1688/ali1688/conformance"
	"github.com/go-ali1688/ali1688/conformance/bodies"
	"github.com/go-ali1688/ali1688/conformance/report"
	"github.com/go-ali1688/ali1688/internal/ledger"
	"github.com/go-ali1688/ali1688/internal/lists"
	"github.com/go-ali1688/ali1688/internal/requestcheck"
	"github.com/go-ali1688/ali1688/internal/valuelimit"
)

var checkCommand = command{
	name: "check", args: "[--strict] [--expect] [--excerpt] [--api NAME] [--format FORMAT] PATH…",
	summary: "validate recorded responses against the documents",
	help: `PATH is a file, a folder of them, or - for stdin: JSON, NDJSON (.ndjson, .jsonl) or
an HTTP Archive (.har), each possibly gzipped (.gz). The folder of a file
names the operation of the response (item_get/1.json), lines {"api": …, "body": …} and the
addresses of an archive name their own, and --api names it for all. The folder
_errors means the bare envelope, _other_platforms an envelope with any payload, and
_gw_errors an error of the open platform itself, and _push a message that it sends. What
cannot be read or is of an unknown operation is reported, the rest is checked, and the exit code is 2.
Inputs may have any size, a single body 64 MiB.

The requests of an archive, of the ledger.log of ali1688 record, and of the journal of the mock
(/__admin/requests) are checked, too: operation, namespace, version, unknown arguments, missing
ones at any depth, kinds, ranges, and the signature where ALI1688_SECRET or ALI1688_APP_SECRET
is set. A line of JSON has them in the optional member request [{"rule", "where", "text"}].

A body that reports a failure of a known code is explained: on stderr with --format text,
and for programs in the optional member refusal {"code", "meaning", "action", "retry"} of
a line of JSON, in properties refusal.code … of a JUnit test case, and in the property
refusal of a SARIF result of the kind informational. It is not a finding.

  ali1688 check --strict recordings/
  ali1688 check --api item_get --format json - <response.json
  ali1688 check --format sarif session.har >findings.sarif`,
	setup: func(flags *flag.FlagSet) func(*env) error {
		var c checker
		flags.BoolVar(&c.options.Strict, "strict", false, "report members that no schema names, too")
		flags.BoolVar(&c.expects, "expect", false,
			"a member that every recording of the operation has, and a response lacks, is a finding, too")
		flags.BoolVar(&c.options.Excerpt, "excerpt", false,
			"the bodies were cut off and closed: a missing member is not a finding")
		flags.IntVar(&c.options.MaxValues, "max-values", valuelimit.MaxValues, "a body may have `N` values")
		flags.StringVar(&c.api, "api", "", "the `NAME` of the operation of all bodies")
		flags.StringVar(&c.document, "document", "",
			"validate against this document `FILE`, ours with your additions, as written by ali1688 generate")
		flags.StringVar(&c.format, "format", "text",
			"the `FORMAT`: text (grouped by cause), json (a line a body), junit or sarif")
		flags.BoolVar(&c.withoutRequests, "no-requests", false, "check the responses of archives only, not their requests")
		flags.IntVar(&c.first, "first", 3, "the text lists the first `N` findings of each kind")
		return c.run
	},
}

type checker struct {
	options     conformance.Options
	api, format string
	document    string
	first       int
	expects     bool
	ledger      *ledger.Ledger       // with expects
	own         *conformance.Checker // of document
	report      *report.Writer
	advice      adviser

	withoutRequests bool
	secrets         requestcheck.Secrets
}

// readDocument reads a document of the user's, with the lines of its sources where they lie beside it.
func (c *checker) readDocument() error {
	if c.document == "" {
		return nil
	}
	document, err := readJSONDocument(c.document)
	if err != nil {
		return err
	}
	positions, err := os.ReadFile(filepath.Join(filepath.Dir(c.document), "positions.json"))
	if err != nil {
		positions = nil
	}
	if c.own, err = conformance.New(document, positions); err != nil {
		return fmt.Errorf("--document: %w", err)
	}
	return nil
}

// readJSONDocument reads the file of the flag --document. The programs read JSON only: a reader of YAML is not linked.
func readJSONDocument(file string) ([]byte, error) {
	document, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("--document: %w", err)
	}
	if !bytes.HasPrefix(bytes.TrimSpace(document), []byte("{")) {
		return nil, fmt.Errorf(
			"--document: %s is not a JSON object; ali1688 generate writes openapi.json beside openapi.yaml", file)
	}
	return document, nil
}

// documentOf returns the checker that knows the operation.
func (c *checker) documentOf(api string) *conformance.Checker {
	if c.own != nil {
		return c.own
	}
	return conformance.For(api)
}

func (c *checker) run(e *env) error {
	if len(e.args) == 0 {
		return errors.New("check needs a file or a folder, or - for stdin")
	}
	if !report.Format(c.format).Known() {
		return fmt.Errorf("--format must be text, json, junit or sarif, got %q", c.format)
	}
	if err := c.readDocument(); err != nil {
		return err
	}
	if c.expects {
		var err error
		if c.ledger, err = ledger.Known(); err != nil {
			return err
		}
	}
	if c.api != "" {
		if _, err := c.documentOf(c.api).Check(c.api, nil, c.options); err != nil {
			return fmt.Errorf("--api: %w", err)
		}
	}

	c.secrets = requestcheck.Secrets{Gateway: e.account.secret, Platform: e.account.appSecret}
	c.report, c.advice.to = report.NewWriter(e.out, report.Format(c.format), c.first), e.err
	written := c.checkAll(e)
	if c.report.Bodies() == 0 && e.ctx.Err() == nil {
		return fmt.Errorf("there is no response in %s; files must be called *%s, and the addresses in an archive be those "+
			"of the documents", strings.Join(e.args, ", "), strings.Join(bodies.Extensions, ", *"))
	}
	if written == nil {
		written = c.report.Close()
	}
	if written != nil {
		return fmt.Errorf("cannot write the report: %w", written)
	}
	c.summarize(e)
	return c.result(e)
}

// summarize prints for people how many bodies conform.
func (c *checker) summarize(e *env) {
	failures, _ := c.report.Failures()
	c.advice.end()
	if checked := c.report.Bodies() - failures; c.format == "text" && checked > 0 {
		fmt.Fprintf(e.err, "%d of %d bodies conform\n", checked-c.report.Bad(), checked)
	}
}

// result returns the error that the exit code follows from: what was not checked weighs more than what was found.
func (c *checker) result(e *env) error {
	switch failures, first := c.report.Failures(); {
	case e.ctx.Err() != nil:
		return errors.New("interrupted: the report covers what was checked until then")
	case failures == 1:
		return first
	case failures > 1:
		return fmt.Errorf("%d inputs could not be checked, which the report names; the first: %w", failures, first)
	case c.report.Bad() > 0:
		return errFindings
	}
	return nil
}

// missed returns a finding for each member that every recording of the operation has and the body lacks.
func (c *checker) missed(body bodies.Body) []conformance.Finding {
	if c.ledger == nil || body.Excerpt || c.options.Excerpt {
		return nil
	}
	return lists.Map(c.ledger.Expect(body.API, body.Content), func(m ledger.Missing) conformance.Finding {
		return conformance.Finding{
			Pointer: m.Pointer, Rule: "expected", Got: "nothing",
			Want: fmt.Sprintf("the member, which all of %d recordings have", m.Recordings),
		}
	})
}
