//go:build !lean

package main

import (
	"errors"
	"flag"
	"fmt"
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688/internal/diff"
)

var diffCommand = command{
	name: "diff", args: "[--format FORMAT] [--lang LANG] OLD NEW", summary: "say what a change of the documents does to the wire, to Go code and to the texts",
	help: `OLD and NEW are each a file with an OpenAPI document, a folder with the sources of one
(openapi/gateway), a checkout of this repository, or a git revision of the repository
in the current folder. Every edit is one line, under the component or operation it is
in, however many operations reach it, with three columns:

  wire  for those who speak HTTP: oasdiff's verdict on the edit alone
  Go    for those who use the generated packages: that of apidiff
  text  descriptions, examples, servers, evidence, Chinese texts

It exits with 1 when something breaks, and says which semantic version that calls for.

  ali1688 diff v0.1.0 .
  ali1688 diff --format markdown --lang zh-CN v0.1.0 v0.2.0
  ali1688 diff old/gateway.yaml new/gateway.yaml`,
	setup: func(flags *flag.FlagSet) func(*env) error {
		format := flags.String("format", "text", "the `FORMAT`: "+strings.Join(diff.Formats, ", "))
		language := flags.String("lang", "en", "the `LANG` of the report: "+strings.Join(diff.Languages, ", "))
		return func(e *env) error { return difference(e, *format, *language) }
	},
}

func difference(e *env, format, language string) error {
	if !slices.Contains(diff.Formats, format) {
		return fmt.Errorf("--format must be one of %s, got %q", strings.Join(diff.Formats, ", "), format)
	}
	if !slices.Contains(diff.Languages, language) {
		return fmt.Errorf("--lang must be one of %s, got %q", strings.Join(diff.Languages, ", "), language)
	}
	if len(e.args) != 2 {
		return errors.New("diff needs the old and the new side: files, folders or git revisions")
	}
	old, err := diff.Load(e.args[0])
	if err != nil {
		return err
	}
	new, err := diff.Load(e.args[1])
	if err != nil {
		return err
	}
	report, err := diff.Compare(old, new)
	if err != nil {
		return err
	}
	if err := report.Write(e.out, format, language); err != nil {
		return err
	}
	if report.Breaks() > 0 {
		return errFindings
	}
	return nil
}
