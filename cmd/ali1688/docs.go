//go:build !lean

package main

import (
	"errors"
	"flag"
	"fmt"
	"strings"

	"github.com/go-ali1688/ali1688/internal/site"
)

var docsCommand = command{
	name: "docs", args: "--out DIR [--source DIR]", summary: "build the documentation site",
	help: `It writes a plain folder of pages, in English and Chinese, that needs no server and no
network. It is made from a checkout, with the browser code that npm installs in docs/;
` + "`make docs` in the checkout does both. `ali1688 mock --docs DIR` serves the folder." + `

  ali1688 docs --out site`,
	setup: func(flags *flag.FlagSet) func(*env) error {
		out := flags.String("out", "", "write the site into this `folder`")
		source := flags.String("source", ".", "the `folder` of the checkout")
		return func(e *env) error { return docs(e, *source, *out) }
	},
}

func docs(e *env, source, out string) error {
	switch {
	case len(e.args) > 0:
		return fmt.Errorf("docs takes no arguments, got %q", e.args[0])
	case out == "":
		return errors.New("docs needs a folder to write into: --out DIR")
	}
	written, err := site.Build(source, out)
	if err != nil {
		return err
	}
	fmt.Fprintf(e.out, "%d files in %s; open %s/index.html\n", written, out, strings.TrimSuffix(out, "/"))
	return nil
}
