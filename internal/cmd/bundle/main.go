// Command bundle merges a folder of OpenAPI files into the documents that people
// download:
//
//	bundle openapi/gateway openapi/dist/gateway
//
// writes openapi/dist/gateway.yaml, .json and .positions.json. With -check it writes
// nothing and names the files that are stale. It exits with 0 if all is well, 1 if a
// file is stale, 2 if the folder cannot be bundled or the call is wrong.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/go-ali1688/ali1688/internal/bundle"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

func run(args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("bundle", flag.ContinueOnError)
	flags.SetOutput(stderr)
	check := flags.Bool("check", false, "write nothing, name the files that are stale")
	flags.Usage = func() {
		fmt.Fprintln(stderr, "usage: bundle [-check] FOLDER OUT\nwrites OUT.yaml, OUT.json and OUT.positions.json")
	}
	if err := flags.Parse(args); err != nil || flags.NArg() != 2 {
		flags.Usage()
		return 2
	}
	files, err := build(flags.Arg(0), flags.Arg(1))
	if err != nil {
		fmt.Fprintln(stderr, err)
		return 2
	}
	if *check {
		return reportStale(files, stdout)
	}
	return write(files, stderr)
}

// output is one file to be written.
type output struct {
	name string
	data []byte
}

func build(folder, out string) ([]output, error) {
	doc, err := bundle.Dir(folder)
	if err != nil {
		return nil, err
	}
	var files []output
	for _, form := range []struct {
		ending string
		bytes  func() ([]byte, error)
	}{{".yaml", doc.YAML}, {".json", doc.JSON}, {".positions.json", doc.Positions}} {
		data, err := form.bytes()
		if err != nil {
			return nil, err
		}
		files = append(files, output{out + form.ending, data})
	}
	return files, nil
}

// reportStale takes a file that is missing for a stale one.
func reportStale(files []output, stdout io.Writer) int {
	code := 0
	for _, f := range files {
		if old, err := os.ReadFile(f.name); err != nil || !bytes.Equal(old, f.data) {
			fmt.Fprintf(stdout, "%s: stale: run `make generate`\n", f.name)
			code = 1
		}
	}
	return code
}

// write leaves files that are up to date untouched.
func write(files []output, stderr io.Writer) int {
	for _, f := range files {
		if old, err := os.ReadFile(f.name); err == nil && bytes.Equal(old, f.data) {
			continue
		}
		if err := os.WriteFile(f.name, f.data, 0o644); err != nil {
			fmt.Fprintln(stderr, err)
			return 2
		}
	}
	return 0
}
