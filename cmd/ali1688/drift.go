//go:build !lean

package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/rogpeppe/go-internal/diff"

	"github.com/go-ali1688/ali1688/conformance/bodies"
	"github.com/go-ali1688/ali1688/internal/documents"
	"github.com/go-ali1688/ali1688/internal/drift"
	"github.com/go-ali1688/ali1688/internal/drift/patch"
	"github.com/go-ali1688/ali1688/internal/filetree"
)

var driftCommand = command{
	name: "drift", args: "[--sources DIR] [--write] [--format FORMAT] PATH…",
	summary: "report what recordings show that the documents do not state, with a patch of their sources",
	help: `PATH is what ali1688 check takes: folders of recordings, NDJSON, HTTP Archives, each possibly
gzipped. The report has one line for each member, kind, value or limit that the responses
have and the documents do not, with the number of responses, the dates and the first
places. The patch that follows edits the YAML sources in DIR, a checkout of this
repository: it adds new members with an example (redacted) and a text that a person must
complete, lets known members have the kinds that were seen in the form that PHP has them
(a numeric text becomes a loose number, [] for a map a loose map), and nothing more.
Comments and order stay. What no edit follows from is listed for a person to decide.

  ali1688 drift recordings/                     # the report and the patch
  ali1688 drift --write recordings/             # edit the sources in the current folder
  ali1688 drift --format json session.har.gz    # the report for programs

It exits with 1 if the responses show anything new, and with 2 if not all could be read.`,
	setup: func(flags *flag.FlagSet) func(*env) error {
		var d drifting
		flags.StringVar(&d.sources, "sources", ".", "the checkout in `DIR` whose documents are compared and patched")
		flags.BoolVar(&d.write, "write", false, "edit the sources in place of printing the patch")
		flags.StringVar(&d.format, "format", "text", "the `FORMAT`: text, or json (a line a change, without the patch)")
		flags.StringVar(&d.api, "api", "", "the `NAME` of the operation of all bodies")
		return d.run
	},
}

type drifting struct {
	sources, format, api string
	write                bool
}

func (d *drifting) run(e *env) error {
	if len(e.args) == 0 {
		return errors.New("drift needs a file or a folder of recordings")
	}
	if d.format != "text" && d.format != "json" {
		return fmt.Errorf("--format must be text or json, got %q", d.format)
	}
	if _, err := os.Stat(filepath.Join(d.sources, documents.Rows[0].Folder())); err != nil {
		return fmt.Errorf("there are no documents in %s: --sources is a checkout of the repository, with the folder openapi",
			d.sources)
	}
	result, err := patch.Sources(os.DirFS(d.sources), documents.Rows,
		func() iter.Seq[bodies.Part] { return d.read(e) })
	if err != nil {
		return err
	}
	if e.ctx.Err() != nil {
		return errors.New("interrupted: nothing was changed")
	}
	for _, failure := range result.Failures {
		fmt.Fprintln(e.err, failure)
	}
	if more := result.Failed - len(result.Failures); more > 0 {
		fmt.Fprintf(e.err, "and %d more that cannot be read\n", more)
	}
	if result.Total == 0 {
		return fmt.Errorf("there is no response of a known operation in %s", strings.Join(e.args, ", "))
	}
	if err := d.report(e, result); err != nil {
		return err
	}
	switch {
	case result.Failed > 0: // what was not read weighs more than what was found
		return fmt.Errorf("%d inputs could not be read; the first: %w", result.Failed, result.Failures[0])
	case len(result.Changes) > 0:
		return errFindings
	}
	return nil
}

// read returns the parts of all arguments, with a progress bar on a terminal.
func (d *drifting) read(e *env) iter.Seq[bodies.Part] {
	return func(yield func(bodies.Part) bool) {
		progress := newProgress(e, e.args)
		defer progress.end()
		for _, path := range e.args {
			for part := range (bodies.Reader{Count: progress.add}).Path(path) {
				if e.ctx.Err() != nil || !yield(d.named(part)) {
					return
				}
			}
		}
	}
}

// named returns a part with the operation of the flag --api.
func (d *drifting) named(part bodies.Part) bodies.Part {
	if d.api == "" {
		return part
	}
	return func(yield func(bodies.Body, error) bool) {
		for body, err := range part {
			body.API = d.api
			if !yield(body, err) {
				return
			}
		}
	}
}

func (d *drifting) report(e *env, result *patch.Result) error {
	if d.format == "json" {
		if err := writeChanges(e.out, result); err != nil || !d.write {
			return err
		}
		return d.settleAll(e, result)
	}
	for _, change := range result.Changes {
		fmt.Fprintln(e.out, change)
	}
	for _, open := range result.Open {
		fmt.Fprintf(e.out, "decide: %v\n", open.Why)
	}
	fmt.Fprintf(e.err, "%d responses, %d changes, %d for a person to decide\n", result.Total, len(result.Changes),
		len(result.Open))
	return d.settleAll(e, result)
}

func (d *drifting) settleAll(e *env, result *patch.Result) error {
	for _, name := range result.Names() {
		if err := d.settle(e, name, result.Files[name]); err != nil {
			return err
		}
	}
	return nil
}

// settle writes an edited file, or prints what changed in it.
func (d *drifting) settle(e *env, name string, content []byte) error {
	path := filepath.Join(d.sources, filepath.FromSlash(name))
	if !d.write {
		old, err := os.ReadFile(path)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
		_, err = e.out.Write(diff.Diff("a/"+name, old, "b/"+name, content))
		return err
	}
	fmt.Fprintln(e.err, "edited", path)
	return filetree.Write(path, content)
}

// writeChanges writes one line of JSON for each change.
func writeChanges(out io.Writer, result *patch.Result) error {
	undecided := map[*drift.Change]string{}
	for _, open := range result.Open {
		undecided[open.Change] = open.Why.Error()
	}
	for _, change := range result.Changes {
		line := change.Summary()
		line.Decide = undecided[change]
		text, err := json.Marshal(line)
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintf(out, "%s\n", text); err != nil {
			return err
		}
	}
	return nil
}
