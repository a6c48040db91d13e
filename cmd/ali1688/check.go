package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/go-ali1688/ali1688/conformance"
)

var checkCommand = command{
	name: "check", args: "[--strict] [--excerpt] [--api NAME] [--format text|json] PATH…", summary: "hold recorded answers against the documents",
	help: `PATH is a file, a folder of them, or - for stdin. The folder that a file lies in says
which operation it answers (item_get/1.json); --api says it for all. The folder
_errors means the bare envelope, _other_platforms an envelope with any payload.

  ali1688 check --strict recordings/
  ali1688 check --api item_get --format json - <answer.json`,
	setup: func(flags *flag.FlagSet) func(*env) error {
		var c checker
		flags.BoolVar(&c.options.Strict, "strict", false, "members that no schema names are findings, too")
		flags.BoolVar(&c.options.Excerpt, "excerpt", false, "the bodies were cut off and closed: what is missing says nothing")
		flags.StringVar(&c.api, "api", "", "the `operation` of all bodies")
		flags.StringVar(&c.format, "format", "text", "text, or json: one line a body")
		return c.run
	},
}

type checker struct {
	options     conformance.Options
	api, format string
	bodies, bad int
}

// verdict is what check says of one body. Its JSON is stable.
type verdict struct {
	File     string                `json:"file"`
	API      string                `json:"api"`
	OK       bool                  `json:"ok"`
	Findings []conformance.Finding `json:"findings"`
}

func (c *checker) run(e *env) error {
	if len(e.args) == 0 {
		return errors.New("check needs a file or a folder, or - for stdin")
	}
	if c.format != "text" && c.format != "json" {
		return fmt.Errorf("--format must be text or json, got %q", c.format)
	}
	for _, path := range e.args {
		if err := c.path(e, path); err != nil {
			return err
		}
	}
	if c.bodies == 0 {
		return fmt.Errorf("there is no .json file in %s", strings.Join(e.args, ", "))
	}
	if c.format == "text" {
		fmt.Fprintf(e.err, "%d of %d bodies conform\n", c.bodies-c.bad, c.bodies)
	}
	if c.bad > 0 {
		return errFindings
	}
	return nil
}

func (c *checker) path(e *env, path string) error {
	if path == "-" {
		body, err := io.ReadAll(e.in)
		if err != nil {
			return fmt.Errorf("cannot read stdin: %w", err)
		}
		return c.body(e, path, c.api, body)
	}
	return filepath.WalkDir(path, func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return fmt.Errorf("cannot read %s: %w", path, errors.Unwrap(err))
		}
		if entry.IsDir() || file != path && filepath.Ext(file) != ".json" {
			return nil
		}
		body, err := os.ReadFile(file)
		if err != nil {
			return fmt.Errorf("cannot read %s: %w", file, errors.Unwrap(err))
		}
		return c.body(e, file, c.operation(file), body)
	})
}

// operation is the one that a file answers: the one that was named, or the folder it lies in.
func (c *checker) operation(file string) string {
	if c.api != "" {
		return c.api
	}
	if full, err := filepath.Abs(file); err == nil {
		file = full
	}
	return filepath.Base(filepath.Dir(file))
}

func (c *checker) body(e *env, file, api string, body []byte) error {
	if api == "" {
		return errors.New("stdin lies in no folder: say with --api which operation it answers")
	}
	findings, err := conformance.Gateway().Check(api, body, c.options)
	if err != nil {
		return fmt.Errorf("%s: %w; --api says which operation it answers", file, err)
	}
	c.bodies++
	if len(findings) > 0 {
		c.bad++
	}
	return c.print(e.out, verdict{file, api, len(findings) == 0, findings})
}

func (c *checker) print(out io.Writer, v verdict) error {
	if c.format == "json" {
		v.Findings = append([]conformance.Finding{}, v.Findings...) // [] and not null
		return json.NewEncoder(out).Encode(v)
	}
	for _, f := range v.Findings {
		fmt.Fprintf(out, "%s: %s\n", v.File, f)
	}
	return nil
}
