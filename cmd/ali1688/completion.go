package main

import (
	_ "embed" // for the scripts
	"errors"
	"flag"
	"fmt"
)

// The scripts ask the program itself what may follow, with [completing], so that they know every operation and flag of
// the program that is installed.
var (
	//go:embed completion.bash
	bashScript string
	//go:embed completion.zsh
	zshScript string
	//go:embed completion.fish
	fishScript string
)

var completionCommand = command{
	name: "completion", args: "bash|zsh|fish",
	summary: "print the script that completes the command in a shell",
	help: `It completes sub-commands, flags, operations, their parameters and the values that are
listed. For one session, or in the start file of the shell:

  source <(ali1688 completion bash)
  source <(ali1688 completion zsh)
  ali1688 completion fish | source`,
	setup: func(*flag.FlagSet) func(*env) error { return printCompletion },
}

func printCompletion(e *env) error {
	if len(e.args) != 1 {
		return errors.New("completion needs one shell: bash, zsh or fish")
	}
	script, ok := map[string]string{"bash": bashScript, "zsh": zshScript, "fish": fishScript}[e.args[0]]
	if !ok {
		return fmt.Errorf("completion knows bash, zsh and fish, got %q", e.args[0])
	}
	_, err := fmt.Fprint(e.out, script)
	return err
}
