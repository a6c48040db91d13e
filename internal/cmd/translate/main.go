// Command translate checks that the Chinese texts are there and up to date. With -stamp it notes that they were just read
// beside the English they stand for.
package main

import (
	"flag"
	"fmt"
	"os"

	"github.com/go-ali1688/ali1688/internal/bundle"
	"github.com/go-ali1688/ali1688/internal/translate"
)

func main() {
	stamp := flag.Bool("stamp", false, "write the hash of the present English to every action")
	folder := flag.String("document", "openapi/gateway", "the folder of the document")
	path := flag.String("overlay", "openapi/overlays/zh-CN.yaml", "the overlay with the texts")
	flag.Parse()
	problems, err := run(*folder, *path, *stamp)
	if err != nil {
		fmt.Fprintln(os.Stderr, "translate:", err)
		os.Exit(2)
	}
	for _, p := range problems {
		fmt.Printf("%s:%d: %s\n", *path, p.Line, p.Message)
	}
	if len(problems) > 0 {
		os.Exit(1)
	}
}

func run(folder, path string, stamp bool) ([]translate.Problem, error) {
	doc, err := bundle.Dir(folder)
	if err != nil {
		return nil, err
	}
	english, err := doc.YAML()
	if err != nil {
		return nil, err
	}
	source, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	texts, err := translate.Parse(source, english)
	if err != nil {
		return nil, err
	}
	if !stamp {
		return texts.Check(), nil
	}
	stamped, err := texts.Stamp()
	if err != nil {
		return nil, err
	}
	return nil, os.WriteFile(path, stamped, 0o644)
}
