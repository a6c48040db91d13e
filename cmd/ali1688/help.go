package main

import (
	"flag"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/go-ali1688/ali1688/internal/optional"
)

func isHelp(arg string) bool { return arg == "-h" || arg == "-help" || arg == "--help" }

// usage returns the help of the whole command.
func usage() string {
	var b strings.Builder
	b.WriteString(
		"ali1688 calls, imitates and checks the Onebound (万邦) gateway for 1688.com.\n\nusage: ali1688 <sub-command> " +
			"[arguments]\n\n")
	for _, c := range commands {
		fmt.Fprintf(&b, "  %-10s %s\n", c.name, c.summary)
	}
	b.WriteString(`
A first try, without an account:

  ali1688 mock &
  export ALI1688_KEY=demo ALI1688_SECRET=demo
  ali1688 call item_get num_iid=610947572360 --base-url http://127.0.0.1:1688

` + "`ali1688 <sub-command> --help` says more, `ali1688 help <api_name>` shows the parameters\nof an operation, " +
		"`ali1688 --version` the versions of program and documents.\n" +
		"Exit codes: 0 fine, 1 findings or a failed call, 2 wrong use or input.\n")
	return b.String()
}

// usage returns the help of one sub-command.
func (c *command) usage(flags *flag.FlagSet) string {
	var b strings.Builder
	fmt.Fprintf(
		&b, "ali1688 %s: %s\n\nusage: ali1688 %s %s\n\n%s\n\nflags, which may stand anywhere behind the sub-command:\n",
		c.name, c.summary, c.name, c.args, strings.TrimSpace(c.help))
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	flags.VisitAll(func(f *flag.Flag) { fmt.Fprintln(w, flagLine(f)) })
	_ = w.Flush() // a strings.Builder takes everything
	return b.String()
}

// flagLine returns the name of a flag with its value, a tab, and what it does.
func flagLine(f *flag.Flag) string {
	value, does := flag.UnquoteUsage(f)
	if !slices.Contains([]string{"", "0", "false"}, f.DefValue) {
		does += " (default " + f.DefValue + ")"
	}
	return "  --" + f.Name + optional.Text(" ", value, "") + "\t" + does
}
