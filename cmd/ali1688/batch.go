package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net/url"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/internal/batch"
	"github.com/go-ali1688/ali1688/internal/lists"
	"github.com/go-ali1688/ali1688/links"
)

// batchFlags are those of a batch.
type batchFlags struct {
	in, out string
	budget  int64
	workers int
	cache   string
	fresh   time.Duration
}

func (b *batchFlags) define(flags *flag.FlagSet) {
	flags.StringVar(&b.in, "batch", "",
		"make a call for each line of `FILE`, an id or an object of parameters; - is the standard input")
	flags.StringVar(&b.out, "out", "",
		"with --batch, the `FILE` to write the responses to, one a line, and its journal beside it; - is the standard output")
	flags.Int64Var(&b.budget, "budget", 0, "with --batch, send at most `N` requests, retries included; 0 is any number")
	flags.IntVar(&b.workers, "workers", 4, "with --batch, make `N` calls at once")
	flags.StringVar(&b.cache, "cache", "",
		"the `FILE` that keeps responses for calls and batches, so that none is paid twice while it is fresh")
	timeVar(flags, &b.fresh, "fresh", 24*time.Hour, "with --cache, the `TIME` that a response is fresh")
}

func (b *batchFlags) check() error {
	switch {
	case b.in == "" && (b.out != "" || b.budget != 0 || b.workers != 4):
		return errors.New("--out, --budget and --workers are for --batch")
	case b.fresh <= 0:
		return errors.New("--fresh must be a time such as 24h")
	case b.in != "" && b.out == "":
		return errors.New("--batch needs --out, the file for the responses; - is the standard output")
	case b.budget < 0, b.workers < 1:
		return errors.New("--budget must not be negative, and --workers at least 1")
	}
	return nil
}

// batchSource makes the requests of a batch, for one operation of one API.
type batchSource struct {
	about    batch.About
	required []string // the parameters that the operation needs, those of one as names with commas
	// read reads the parameters of one request, name=value. It returns them in one order, and how to make the call.
	read func(args []string) (canonical string, send batchSend, err error)
}

type batchSend func(context.Context) (jsontext.Value, error)

// runBatch makes a call for each line of the input.
func (c *caller) runBatch(e *env, source batchSource) error {
	if c.raw {
		return errors.New("--raw is for one call: a batch writes one line of JSON a response")
	}
	fixed := e.args[1:]
	if len(fixed) > 0 { // a hash of the parameters that all requests share
		source.about.Arguments = batch.Key(strings.Join(slices.Sorted(slices.Values(fixed)), "\n"))
	}
	lines, err := c.readLines(e)
	if err != nil {
		return err
	}
	tasks, err := source.tasks(e, lines, fixed)
	if err != nil {
		return fmt.Errorf("%s: %w; nothing was sent", inputName(c.batch.in), err)
	}
	output, err := c.openOutput(e, source.about)
	if err != nil {
		return err
	}
	report := &batchReport{api: e.args[0], input: inputName(c.batch.in), lines: len(lines), tasks: len(tasks), to: e.err,
		explain: func(err error) error { return c.explain(source.about.Server, err) }}
	result := report.run(e, &batch.Run{Tasks: tasks, Workers: c.batch.workers, Output: output})
	if err := output.Close(); err != nil && result.Stopped == nil {
		result.Stopped = err
	}
	return report.print(result, output.Lost())
}

func (c *caller) readLines(e *env) ([]batch.Line, error) {
	in := e.in
	if c.batch.in != "-" {
		file, err := os.Open(c.batch.in)
		if err != nil {
			return nil, err
		}
		defer func() { _ = file.Close() }()
		in = file
	}
	lines, err := batch.ReadLines(in)
	switch {
	case err != nil:
		return nil, fmt.Errorf("%s: %w; nothing was sent", inputName(c.batch.in), err)
	case len(lines) == 0:
		return nil, fmt.Errorf("%s has no line", inputName(c.batch.in))
	}
	return lines, nil
}

func inputName(file string) string {
	if file == "-" {
		return "the standard input"
	}
	return file
}

func (c *caller) openOutput(e *env, about batch.About) (*batch.Output, error) {
	if c.batch.out == "-" {
		return batch.Stream(e.out), nil
	}
	return batch.Open(c.batch.out, about)
}

// explain returns the error of a connection in words, and any other as it is.
func (c *caller) explain(server string, err error) error {
	var call *apiclient.CallError
	u, _ := url.Parse(server)
	if !errors.As(err, &call) || u == nil || codeOf(err) == "unreadable" || strings.HasPrefix(codeOf(err), "http_") {
		return err
	}
	return c.unreachable(u.Host, call.Err)
}

// tasks returns the requests of the lines, each once.
func (s *batchSource) tasks(e *env, lines []batch.Line, fixed []string) ([]batch.Task, error) {
	var tasks []batch.Task
	seen := map[string]bool{}
	param := s.idParam(fixed)
	for _, line := range lines {
		args, err := argsOf(line, param)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", line.Number, err)
		}
		canonical, send, err := s.read(slices.Concat(fixed, args))
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", line.Number, err)
		}
		if key := batch.Key(canonical); !seen[key] {
			seen[key] = true
			tasks = append(tasks, batch.Task{Key: key, Line: line.Number, Send: send.line(e)})
		}
	}
	return tasks, nil
}

// idParam returns the parameter that an id is: the only one that is required and not given for all. It is "" if there
// is none, or several.
func (s *batchSource) idParam(fixed []string) string {
	open := lists.Select(s.required, func(name string) bool {
		return !slices.ContainsFunc(fixed, func(arg string) bool { return strings.HasPrefix(arg, name+"=") })
	})
	if len(open) != 1 || strings.Contains(open[0], ",") {
		return ""
	}
	return open[0]
}

// argsOf returns the parameters of a line. In place of the id of an offer its address will do.
func argsOf(line batch.Line, param string) ([]string, error) {
	switch {
	case line.ID == "":
		return line.Sent, nil
	case param == "":
		return nil, errors.New("an id does not say which parameter it is; write an object such as {\"name\":\"value\"}")
	}
	id := line.ID
	if offer, ok := links.OfferID(id); ok && (param == "num_iid" || param == "offerId") {
		id = offer
	}
	return []string{param + "=" + id}, nil
}

// line makes the response one line, without secrets.
func (s batchSend) line(e *env) func(context.Context) ([]byte, error) {
	return func(ctx context.Context) ([]byte, error) {
		body, err := s(ctx)
		if err != nil {
			return nil, err
		}
		body = slices.Clone(body)
		if err := body.Compact(lenient...); err != nil {
			return nil, &apiclient.CallError{API: e.args[0], Err: errors.New("the response is not JSON")}
		}
		return e.account.hideIn(body), nil
	}
}
