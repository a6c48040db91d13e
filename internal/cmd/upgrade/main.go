// Command upgrade goes the way from recordings or an edited document to a release: it patches, bundles and generates,
// compares with the last tag, drafts the changelog, tests, and builds the documentation. It exits with 1 at the first
// thing that a person must decide, and says what.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"

	"github.com/go-ali1688/ali1688/internal/cmd/exit"
	"github.com/go-ali1688/ali1688/internal/upgrade"
)

func main() {
	since := flag.String("since", "", "the `REVISION` to compare with instead of the last tag")
	from := flag.String("from", "", "the folder or file of recordings `PATH` that the documents are patched from first")
	flag.Parse()
	err := (&upgrade.Upgrade{Since: *since, From: *from, Out: os.Stdout}).Go()
	if decision, ok := errors.AsType[*upgrade.Decision](err); ok {
		fmt.Println("\nTo decide:", decision.What)
		os.Exit(1)
	}
	exit.On(err, "upgrade", 2)
}
