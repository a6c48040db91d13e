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
	flag.Parse()
	code := 0
	for _, e := range translate.Editions {
		problems, err := run(e, *stamp)
		if err != nil {
			fmt.Fprintf(os.Stderr, "translate: %s: %v\n", e.Overlay, err)
			os.Exit(2)
		}
		for _, p := range problems {
			fmt.Printf("%s:%d: %s\n", e.Overlay, p.Line, p.Message)
			code = 1
		}
	}
	os.Exit(code)
}

func run(e translate.Edition, stamp bool) ([]translate.Problem, error) {
	doc, err := bundle.Dir(e.Document)
	if err != nil {
		return nil, err
	}
	english, err := doc.YAML()
	if err != nil {
		return nil, err
	}
	source, err := os.ReadFile(e.Overlay)
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
	return nil, os.WriteFile(e.Overlay, stamped, 0o644)
}
