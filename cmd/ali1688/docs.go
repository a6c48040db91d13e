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
	name: "docs", args: "--out DIR [--source DIR] [--base-url URL]", summary: "build the documentation site",
	help: `It writes a plain folder of pages, in English and Chinese, that needs no server and no
network. It is made from a checkout, with the browser code that npm installs in docs/;
` + "`make docs` in the checkout does both. `ali1688 mock --docs DIR` serves the folder." + `

  ali1688 docs --out site`,
	setup: func(flags *flag.FlagSet) func(*env) error {
		out := flags.String("out", "", "write the site into this `folder`")
		source := flags.String("source", ".", "the `folder` of the checkout")
		base := flags.String("base-url", "", "the `address` where it is published: adds a sitemap and canonical links")
		return func(e *env) error { return docs(e, *source, *out, *base) }
	},
}

func docs(e *env, source, out, base string) error {
	switch {
	case len(e.args) > 0:
		return fmt.Errorf("docs takes no arguments, got %q", e.args[0])
	case out == "":
		return errors.New("docs needs a folder to write into: --out DIR")
	}
	if base != "" && !strings.HasPrefix(base, "https://") && !strings.HasPrefix(base, "http://") {
		return fmt.Errorf("--base-url must be an address such as https://docs.example.org/, not %q", base)
	}
	written, err := site.BuildAt(source, out, base)
	if err != nil {
		return err
	}
	fmt.Fprintf(e.out, "%d files in %s; open %s/index.html\n", written, out, strings.TrimSuffix(out, "/"))
	return nil
}
