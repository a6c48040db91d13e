// Command outside runs programs of others on the documents and keeps what they find: see package internal/outside.
package main

import (
	"flag"
	"os"
	"strings"

	"github.com/go-ali1688/ali1688/internal/cmd/exit"
	"github.com/go-ali1688/ali1688/internal/outside"
)

func main() {
	only := flag.String("only", "", "run the programs with these names only, with commas between them")
	on := flag.String("on", "", "run on these documents only, with commas between them")
	flag.Parse()
	root, err := os.Getwd()
	if err == nil {
		err = outside.Run(root, list(*only), list(*on))
	}
	exit.On(err, "outside", 1)
}

func list(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == ',' })
}
