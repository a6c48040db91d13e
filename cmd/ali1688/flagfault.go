package main

import (
	"errors"
	"flag"
	"fmt"
	"strings"

	"github.com/go-ali1688/ali1688/internal/suggest"
)

// flagFault writes an error of package flag as the help writes flags, with two dashes, and with the flag that was
// probably meant. It names the help where it knows nothing better.
func flagFault(command string, flags *flag.FlagSet, err error) error {
	help := "; `ali1688 " + command + " --help` lists the flags"
	text := err.Error()
	name, unknown := strings.CutPrefix(text, "flag provided but not defined: -")
	if !unknown {
		return errors.New(strings.NewReplacer("flag needs an argument: -", "flag needs an argument: --",
			" for flag -", " for flag --", " for -", " for --").Replace(text) + help)
	}
	var names []string
	flags.VisitAll(func(f *flag.Flag) { names = append(names, f.Name) })
	if near := suggest.To(name, names); near != "" {
		return fmt.Errorf("there is no flag --%s; did you mean --%s?", name, near)
	}
	return errors.New("there is no flag --" + name + help)
}
