package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"
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
	ctx    context.Context
	getenv func(string) string
	args   []string // what is left beside the flags
}

// command is one sub-command. Its flags are defined by setup, which returns what to run once they are read.
type command struct {
	name, args, summary, help string
	setup                     func(*flag.FlagSet) func(*env) error
}

// commands are all sub-commands, in the order of the help.
var commands = []command{endpointsCommand, callCommand, mockCommand, checkCommand, recordCommand}

// findings is returned by a command that did its work and has something to report.
var errFindings = errors.New("findings")

// failure is an error of the call and not of its use: exit code 1.
type failure struct{ error }

// run is the whole program, for main and for its tests.
func run(ctx context.Context, args []string, s streams, getenv func(string) string) int {
	if len(args) == 0 || isHelp(args[0]) || args[0] == "help" && len(args) == 1 {
		fmt.Fprint(s.out, usage())
		return exitFine
	}
	if args[0] == "help" {
		args = []string{args[1], "--help"}
	}
	c, err := find(args[0])
	if err == nil {
		err = c.run(&env{streams: s, ctx: ctx, getenv: getenv}, args[1:])
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
	fmt.Fprintln(to, "ali1688:", err)
	if errors.As(err, new(failure)) {
		return exitFindings
	}
	return exitUsage
}

func find(name string) (*command, error) {
	for i := range commands {
		if commands[i].name == name {
			return &commands[i], nil
		}
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
	fmt.Fprintf(e.out, "%s\n\nusage: ali1688 %s %s\n\n%s\n\nflags:\n", c.summary, c.name, c.args, strings.TrimSpace(c.help))
	flags.SetOutput(e.out)
	flags.PrintDefaults()
	return err
}

func isHelp(arg string) bool { return arg == "-h" || arg == "-help" || arg == "--help" }

func usage() string {
	var b strings.Builder
	b.WriteString("ali1688 calls, imitates and checks the Onebound (万邦) gateway for 1688.com.\n\nusage: ali1688 <sub-command> [arguments]\n\n")
	for _, c := range commands {
		fmt.Fprintf(&b, "  %-10s %s\n", c.name, c.summary)
	}
	b.WriteString("\n`ali1688 <sub-command> --help` says more. Exit codes: 0 fine, 1 findings or a failed call, 2 wrong use or input.\n")
	return b.String()
}
