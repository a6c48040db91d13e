package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"github.com/go-ali1688/ali1688/conformance"
)

var checkCommand = command{
	name: "check", args: "[--strict] [--excerpt] [--api NAME] [--format FORMAT] PATH…", summary: "hold recorded answers against the documents",
	help: `PATH is a file, a folder of them, or - for stdin: JSON, NDJSON (.ndjson, .jsonl) or
an HTTP Archive (.har), each possibly gzipped (.gz). The folder that a file lies in
says which operation it answers (item_get/1.json); lines {"api": …, "body": …} and the
addresses of an archive say it themselves, and --api says it for all. The folder
_errors means the bare envelope, _other_platforms an envelope with any payload.

  ali1688 check --strict recordings/
  ali1688 check --api item_get --format json - <answer.json
  ali1688 check --format sarif session.har >findings.sarif`,
	setup: func(flags *flag.FlagSet) func(*env) error {
		var c checker
		flags.BoolVar(&c.options.Strict, "strict", false, "members that no schema names are findings, too")
		flags.BoolVar(&c.options.Excerpt, "excerpt", false, "the bodies were cut off and closed: what is missing says nothing")
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
	document, err := os.ReadFile(c.document)
	if err != nil {
		return fmt.Errorf("--document: %w", err)
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

// documentOf is the checker that knows the operation.
func (c *checker) documentOf(string) *conformance.Checker {
	if c.own != nil {
		return c.own
	}
	return conformance.Gateway()
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
	for _, path := range e.args {
		if err := c.check(bodies(e, path)); err != nil {
			return err
		}
	}
	n := len(c.report.Verdicts)
	if n == 0 {
		return fmt.Errorf("there is no answer in %s; files must be called *%s", strings.Join(e.args, ", "), strings.Join(conformance.Extensions, ", *"))
	}
	var out bytes.Buffer // written at once, so that what must be hidden is found
	if err := write(&out); err != nil {
		return err
	}
	if _, err := e.out.Write(out.Bytes()); err != nil {
		return fmt.Errorf("cannot write the report: %w", err)
	}
	if c.format == "text" {
		fmt.Fprintf(e.err, "%d of %d bodies conform\n", n-c.report.Bad(), n)
	}
	if c.report.Bad() > 0 {
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
		return conformance.Read(e.in, "stdin")
	}
	return conformance.Bodies(path)
}

func (c *checker) check(list iter.Seq2[conformance.Body, error]) error {
	for body, err := range list {
		if err != nil {
			return err
		}
		if c.api != "" {
			body.API = c.api
		}
		if body.API == "" {
			return fmt.Errorf("%s lies in no folder: say with --api which operation it answers", body.File)
		}
		if err := c.report.Check(c.documentOf(body.API), body, c.options); err != nil {
			return fmt.Errorf("%w (--api says which operation it answers)", err)
		}
	}
	return nil
}
