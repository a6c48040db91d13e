package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"github.com/go-ali1688/ali1688/conformance"
	"github.com/go-ali1688/ali1688/internal/limit"
)

var checkCommand = command{
	name: "check", args: "[--strict] [--excerpt] [--api NAME] [--format FORMAT] PATH…", summary: "validate recorded responses against the documents",
	help: `PATH is a file, a folder of them, or - for stdin: JSON, NDJSON (.ndjson, .jsonl) or
an HTTP Archive (.har), each possibly gzipped (.gz). The folder that a file lies in
says which operation it answers (item_get/1.json); lines {"api": …, "body": …} and the
addresses of an archive say it themselves, and --api says it for all. The folder
_errors means the bare envelope, _other_platforms an envelope with any payload, and
_gw_errors an error of the open platform itself. What cannot be read or is of an unknown
operation is reported, the rest is checked, and the exit code is 2.

A body that reports a failure of a known code is explained: on stderr with --format text,
and for programs in the optional member refusal {"code", "meaning", "action", "retry"} of
a line of JSON, in properties refusal.code … of a JUnit test case, and in the property
refusal of a SARIF result of the kind informational. It is not a finding.

  ali1688 check --strict recordings/
  ali1688 check --api item_get --format json - <answer.json
  ali1688 check --format sarif session.har >findings.sarif`,
	setup: func(flags *flag.FlagSet) func(*env) error {
		var c checker
		flags.BoolVar(&c.options.Strict, "strict", false, "members that no schema names are findings, too")
		flags.BoolVar(&c.options.Excerpt, "excerpt", false, "the bodies were cut off and closed: what is missing says nothing")
		flags.IntVar(&c.options.MaxValues, "max-values", limit.MaxValues, "a body may have `N` values")
		flags.StringVar(&c.api, "api", "", "the `NAME` of the operation that all bodies answer")
		flags.StringVar(&c.document, "document", "", "hold them against this `FILE`, ours with what you added, as ali1688 generate makes it")
		flags.StringVar(&c.format, "format", "text", "the `FORMAT`: text (grouped by what is to be mended), json (a line a body), junit or sarif")
		return c.run
	},
}

type checker struct {
	options     conformance.Options
	api, format string
	document    string
	own         *conformance.Checker // of document
	report      conformance.Report
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
		return nil, fmt.Errorf("--document: %s is not a JSON object; ali1688 generate writes openapi.json beside openapi.yaml", file)
	}
	return document, nil
}

// documentOf is the checker that knows the operation.
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
	write := c.writer()
	if write == nil {
		return fmt.Errorf("--format must be text, json, junit or sarif, got %q", c.format)
	}
	if err := c.readDocument(); err != nil {
		return err
	}
	if c.api != "" {
		if _, err := c.documentOf(c.api).Check(c.api, nil, c.options); err != nil {
			return fmt.Errorf("--api: %w", err)
		}
	}

	c.report.Explain = refusalIn
	for _, path := range e.args {
		c.check(e, bodies(e, path))
	}
	if len(c.report.Verdicts) == 0 && e.ctx.Err() == nil {
		return fmt.Errorf("there is no response in %s; files must be called *%s", strings.Join(e.args, ", "), strings.Join(conformance.Extensions, ", *"))
	}
	if err := c.print(e, write); err != nil {
		return err
	}
	return c.result(e)
}

// print writes the report at once, so that the account's secrets are found in it wherever they stand.
func (c *checker) print(e *env, write func(io.Writer) error) error {
	var out bytes.Buffer
	if err := write(&out); err != nil {
		return err
	}
	if _, err := e.out.Write(out.Bytes()); err != nil {
		return fmt.Errorf("cannot write the report: %w", err)
	}
	checked := len(c.report.Verdicts) - len(c.report.Failures())
	if c.format == "text" && checked > 0 {
		fmt.Fprintf(e.err, "%d of %d bodies conform\n", checked-c.report.Bad(), checked)
	}
	return nil
}

// result is the error that the exit code follows from: what was not checked weighs more than what was found.
func (c *checker) result(e *env) error {
	switch failures := c.report.Failures(); {
	case e.ctx.Err() != nil:
		return errors.New("interrupted: the report covers what was checked until then")
	case len(failures) == 1:
		return failures[0]
	case len(failures) > 1:
		return fmt.Errorf("%d inputs could not be checked, which the report names; the first: %w", len(failures), failures[0])
	case c.report.Bad() > 0:
		return errFindings
	}
	return nil
}

func (c *checker) writer() func(io.Writer) error {
	return map[string]func(io.Writer) error{
		"text": c.report.WriteText, "json": c.report.WriteJSON, "junit": c.report.WriteJUnit, "sarif": c.report.WriteSARIF,
	}[c.format]
}

func bodies(e *env, path string) iter.Seq2[conformance.Body, error] {
	if path == "-" {
		return conformance.Read(interruptible(e.ctx, e.in), "stdin")
	}
	return conformance.Bodies(path)
}

// interruptible returns a reader of in whose reads end with the context. A read of standard input that waits for a
// person cannot be cancelled, so it is left behind.
func interruptible(ctx context.Context, in io.Reader) io.Reader {
	out, feed := io.Pipe()
	go func() {
		_, err := io.Copy(feed, in)
		feed.CloseWithError(err)
	}()
	context.AfterFunc(ctx, func() { feed.CloseWithError(ctx.Err()) })
	return out
}

// check adds the verdicts on all bodies to the report until the context ends.
func (c *checker) check(e *env, list iter.Seq2[conformance.Body, error]) {
	for body, err := range list {
		if e.ctx.Err() != nil {
			return
		}
		if c.api != "" {
			body.API = c.api
		}
		switch {
		case err != nil:
		case body.API == "":
			err = fmt.Errorf("%s lies in no folder: --api says which operation it answers", body.File)
		default:
			if err = c.report.Check(c.documentOf(body.API), body, c.options); err != nil {
				err = fmt.Errorf("%w (--api says which operation it answers)", err)
			}
		}
		switch {
		case err != nil:
			c.report.Fail(body, err)
		case c.format == "text":
			adviseOn(e.err, body)
		}
	}
}
