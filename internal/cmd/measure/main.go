// Command measure counts the hand-written Go code of the repository, a row a package: lines, lines without comments,
// statements, lines of tests, lengths of functions, long lines and long files. Generated files and testdata do not
// count.
//
// With -against the totals of an older revision stand beside those of the working tree.
package main

import (
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"text/tabwriter"

	"github.com/go-ali1688/ali1688/internal/cmd/exit"
)

func main() {
	against := flag.String("against", "", "a git revision to compare the totals with")
	flag.Parse()
	exit.On(run(os.Stdout, *against), "measure", 2)
}

func run(out io.Writer, against string) error {
	files, err := workingTree()
	if err != nil {
		return err
	}
	packages, err := count(files)
	if err != nil {
		return err
	}
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(
		table, "LINES\tCODE\tSTATEMENTS\tTESTS\tRATIO\tFUNCTIONS\tMEDIAN\tP90\tLONGEST\t>120\tFILES>300\t  PACKAGE\t")
	for _, name := range slices.Sorted(maps.Keys(packages)) {
		row(table, name, packages[name])
	}
	row(table, "all", sum(packages))
	if against != "" {
		if err := compare(table, sum(packages), against); err != nil {
			return err
		}
	}
	return table.Flush()
}

// compare adds the totals of a revision and what the working tree has more than it.
func compare(table io.Writer, now tally, revision string) error {
	files, err := committed(revision)
	if err != nil {
		return err
	}
	packages, err := count(files)
	if err != nil {
		return err
	}
	then := sum(packages)
	row(table, "all at "+revision, then)
	_, err = fmt.Fprintf(table, "%+d\t%+d\t%+d\t%+d\t\t%+d\t\t\t\t%+d\t%+d\t  difference\t\n", now.lines-then.lines,
		now.code-then.code, now.statements-then.statements, now.tests-then.tests,
		len(now.functions)-len(then.functions), now.long-then.long, now.longFiles-then.longFiles)
	return err
}

func row(table io.Writer, name string, t tally) {
	ratio := "-"
	if t.lines > 0 {
		ratio = fmt.Sprintf("%.2f", float64(t.tests)/float64(t.lines))
	}
	fmt.Fprintf(table, "%d\t%d\t%d\t%d\t%s\t%d\t%d\t%d\t%d\t%d\t%d\t  %s\t\n", t.lines, t.code, t.statements, t.tests,
		ratio,
		len(t.functions), t.quantile(0.5), t.quantile(0.9), t.quantile(1), t.long, t.longFiles, name)
}
