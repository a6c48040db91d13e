// Command readme writes the numbers that the targets of the Makefile measured into the pages that quote them. With
// -bench it first reads the output of `go test -bench` on standard input.
package main

import (
	"bufio"
	"flag"
	"os"
	"slices"

	"github.com/go-ali1688/ali1688/internal/capacity"
	"github.com/go-ali1688/ali1688/internal/cmd/exit"
	"github.com/go-ali1688/ali1688/internal/measured"
)

var pages = []string{"README.md", "README.zh-CN.md", "openapi/RULES.md"}

func main() {
	bench := flag.Bool("bench", false, "read the output of benchmarks and keep the numbers that the pages quote")
	flag.Parse()
	err := error(nil)
	if *bench {
		err = keepBench(bufio.NewScanner(os.Stdin))
	}
	if err == nil {
		err = measured.Write(".", capacity.Tables, slices.Concat(pages, capacity.Pages)...)
	}
	exit.On(err, "readme", 2)
}
