package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"

	"github.com/go-ali1688/ali1688/internal/nearest"
	"github.com/go-ali1688/ali1688/internal/redact"
	"github.com/go-ali1688/ali1688/transport"
)

// The exit codes of the command.
const (
	exitFine     = 0
	exitFindings = 1 // a check found something, or a call failed
	exitUsage    = 2 // the command was used wrongly, or its input cannot be read
)

// streams are where a command reads and writes: out for programs, err for people.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// env is what a sub-command runs with.
type env struct {
	streams
	ctx     context.Context
	account account
	args    []string // what is left beside the flags
}

// command is one sub-command. Its flags are defined by setup, which returns what to run once they are read.
type command struct {
	name, args, summary, help string
	setup                     func(*flag.FlagSet) func(*env) error
}

// commands are all sub-commands, in the order of the help.
var commands = append([]command{endpointsCommand, callCommand, mockCommand, checkCommand, recordCommand}, heavy...)

// errFindings is returned by a command that did its work and has something to report.
var errFindings = errors.New("findings")

// failure is an error of the call and not of its use: exit code 1.
type failure struct{ error }

// Unwrap returns the error itself.
func (f failure) Unwrap() error { return f.error }

// run is the whole program, for main and for its tests. Nothing that it writes shows the key or the secret.
func run(ctx context.Context, args []string, s streams, getenv func(string) string) int {
	account := accountOf(getenv)
	s.out, s.err = account.hiding(s.out), account.hiding(s.err)
	if len(args) == 0 || isHelp(args[0]) || args[0] == "help" && len(args) == 1 {
		fmt.Fprint(s.out, usage())
		return exitFine
	}
	if args[0] == "help" {
		args = []string{args[1], "--help"}
	}
	c, err := find(args[0])
	if err == nil {
		err = c.run(&env{streams: s, ctx: ctx, account: account}, args[1:])
	}
	return status(err, s.err)
}

// status reports err as one sentence and gives the exit code it calls for.
func status(err error, to io.Writer) int {
	switch {
	case err == nil || errors.Is(err, flag.ErrHelp):
		return exitFine
	case errors.Is(err, errFindings):
		return exitFindings
	}
	fmt.Fprintln(to, "ali1688:", oneLine(err.Error()))
	if errors.As(err, new(failure)) {
		return exitFindings
	}
	return exitUsage
}

// oneLine makes text safe for a terminal: a server's words may hold line breaks and control characters.
func oneLine(text string) string {
	return transport.Printable(redact.Redactor{}.Text(text))
}

func find(name string) (*command, error) {
	var names []string
	for i := range commands {
		if commands[i].name == name {
			return &commands[i], nil
		}
		names = append(names, commands[i].name)
	}
	if near := nearest.To(name, names); near != "" {
		return nil, fmt.Errorf("there is no sub-command %q; did you mean %s?", name, near)
	}
	return nil, fmt.Errorf("there is no sub-command %q; `ali1688 --help` lists them", name)
}

func (c *command) run(e *env, args []string) error {
	flags := flag.NewFlagSet(c.name, flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	work := c.setup(flags)
	for len(args) > 0 {
		if err := flags.Parse(args); err != nil {
			return c.badFlag(e, flags, err)
		}
		read := len(args) - flags.NArg()
		if read > 0 && args[read-1] == "--" { // what follows is no flag, whatever it looks like
			e.args = append(e.args, flags.Args()...)
			break
		}
		if args = flags.Args(); len(args) > 0 { // flags may stand behind what is not a flag
			e.args, args = append(e.args, args[0]), args[1:]
		}
	}
	return work(e)
}

func (c *command) badFlag(e *env, flags *flag.FlagSet, err error) error {
	if !errors.Is(err, flag.ErrHelp) {
		return fmt.Errorf("%w; `ali1688 %s --help` lists the flags", err, c.name)
	}
	if c.name == "call" && len(e.args) > 0 {
		if text := operationHelp(e.args[0]); text != "" {
			fmt.Fprint(e.out, text)
			return err
		}
	}
	fmt.Fprint(e.out, c.usage(flags))
	return err
}
