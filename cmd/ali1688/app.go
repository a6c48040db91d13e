package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"golang.org/x/term"

	"github.com/go-ali1688/ali1688/internal/lists"
	"github.com/go-ali1688/ali1688/internal/redact"
	"github.com/go-ali1688/ali1688/internal/suggest"
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

	terminal bool // err is one
}

// command is one sub-command. Its flags are defined by setup, which returns what to run once they are read.
type command struct {
	name, args, summary, help string
	setup                     func(*flag.FlagSet) func(*env) error
	flagsOnly                 bool // it takes nothing beside its flags
}

// commands are all sub-commands, in the order of the help.
var commands = append([]command{endpointsCommand, callCommand, mockCommand, checkCommand, recordCommand, pushCommand,
	completionCommand}, heavy...)

// errFindings is returned by a command that did its work and has something to report.
var errFindings = errors.New("findings")

// failure is an error of the call and not of its use: exit code 1.
type failure struct{ error }

// Unwrap returns the error itself.
func (f failure) Unwrap() error { return f.error }

// run returns the whole program, for main and for its tests. Nothing that it writes shows the key or the secret.
func run(ctx context.Context, args []string, s streams, getenv func(string) string) int {
	account := accountOf(getenv)
	terminal := isTerminal(s.err)
	s.out, s.err = account.hiding(s.out), account.hiding(s.err)
	e := &env{streams: s, ctx: ctx, account: account, terminal: terminal}
	switch {
	case len(args) == 0 || isHelp(args[0]) || args[0] == "help" && len(args) == 1:
		fmt.Fprint(s.out, usage())
		return exitFine
	case isVersion(args[0]):
		return status(printVersion(s.out), s.err)
	case args[0] == completing:
		for _, word := range complete(args[1:]) {
			fmt.Fprintln(s.out, word)
		}
		return exitFine
	case args[0] == "help":
		args = helpArgs(args[1:])
	}
	c, err := find(args[0])
	if err == nil {
		err = c.run(e, args[1:])
	}
	return status(err, s.err)
}

func isTerminal(w io.Writer) bool {
	file, ok := w.(*os.File)
	return ok && term.IsTerminal(int(file.Fd()))
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
	if c := lists.Find(commands, func(c *command) bool { return c.name == name }); c != nil {
		return c, nil
	}
	if documentOf(name) != "" {
		return nil, fmt.Errorf(
			"%s is an operation; `ali1688 call %[1]s` calls it, and `ali1688 help %[1]s` shows its parameters", name)
	}
	if near := suggest.To(name, append(commandNames(), operationNames()...)); near != "" {
		return nil, fmt.Errorf("there is no sub-command %q; did you mean %s?", name, near)
	}
	return nil, fmt.Errorf("there is no sub-command %q; `ali1688 --help` lists them", name)
}

func (c *command) run(e *env, args []string) error {
	flags := flag.NewFlagSet(c.name, flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	work, given := c.setup(flags), args
	for len(args) > 0 {
		if err := flags.Parse(args); err != nil {
			return c.badFlag(e, flags, given, err)
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
	if c.flagsOnly && len(e.args) > 0 {
		return fmt.Errorf("%s takes no arguments, got %q", c.name, e.args[0])
	}
	return work(e)
}

func (c *command) badFlag(e *env, flags *flag.FlagSet, args []string, err error) error {
	if !errors.Is(err, flag.ErrHelp) {
		return flagFault(c.name, flags, err)
	}
	if c.name == "call" && len(e.args) > 0 {
		if text := operationHelp(e.args[0], helpLanguage(args)); text != "" {
			fmt.Fprint(e.out, text)
			return err
		}
		return unknown(e.args[0])
	}
	fmt.Fprint(e.out, c.usage(flags))
	return err
}
