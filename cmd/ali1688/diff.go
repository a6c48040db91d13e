//go:build !lean

package main

import (
	"errors"
	"flag"
	"fmt"
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688/internal/change"
)

var diffCommand = command{
	name: "diff", args: "[--format FORMAT] [--lang LANG] OLD NEW",
	summary: "report what a change of the documents means for the wire, Go code and texts",
	help: `OLD and NEW are each a file with an OpenAPI document, a folder with the sources of one
(openapi/gateway), a checkout of this repository, or a git revision of the repository
in the current folder. A document of a checkout that was edited after it was bundled is
compared as edited. Every edit is one line, under its component or operation, however
many operations refer to the component, with three columns:

  wire  for programs that speak HTTP: the verdict of oasdiff on the edit alone
  Go    for programs that use the generated packages: the verdict of apidiff
  text  descriptions, examples, servers, evidence, Chinese texts

The report names the semantic version that the edits require. The command exits with 1
when an edit breaks callers.

  ali1688 diff v0.1.0 .
  ali1688 diff --format markdown --lang zh-CN v0.1.0 v0.2.0
  ali1688 diff old/gateway.yaml new/gateway.yaml`,
	setup: func(flags *flag.FlagSet) func(*env) error {
		format := flags.String("format", "text", "the `FORMAT`: "+strings.Join(change.Formats, ", "))
		language := flags.String("lang", "en", "the `LANG` of the report: "+strings.Join(change.Languages, ", "))
		return func(e *env) error { return difference(e, *format, *language) }
	},
}

func difference(e *env, format, language string) error {
	if !slices.Contains(change.Formats, format) {
		return fmt.Errorf("--format must be one of %s, got %q", strings.Join(change.Formats, ", "), format)
	}
	if !slices.Contains(change.Languages, language) {
		return fmt.Errorf("--lang must be one of %s, got %q", strings.Join(change.Languages, ", "), language)
	}
	if len(e.args) != 2 {
		return errors.New("diff needs the old and the new side: files, folders or git revisions")
	}
	old, err := change.Load(e.args[0])
	if err != nil {
		return err
	}
	new, err := change.Load(e.args[1])
	if err != nil {
		return err
	}
	report, err := change.Compare(old, new)
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
