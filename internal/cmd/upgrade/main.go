// Command upgrade goes the way from an edited document to a release: it bundles and generates, compares with the last
// tag, drafts the changelog, tests, and builds the documentation. It exits with 1 at the first thing that a person
// must decide, and says what.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"

	"github.com/go-ali1688/ali1688/internal/upgrade"
)

func main() {
	since := flag.String("since", "", "the `REVISION` to compare with instead of the last tag")
	flag.Parse()
	err := (&upgrade.Upgrade{Since: *since, Out: os.Stdout}).Go()
	var decision *upgrade.Decision
	switch {
	case errors.As(err, &decision):
		fmt.Println("\nTo decide:", decision.What)
		os.Exit(1)
	case err != nil:
		fmt.Fprintln(os.Stderr, "upgrade:", err)
		os.Exit(2)
	}
}
