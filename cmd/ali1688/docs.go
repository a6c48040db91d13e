//go:build !lean

package main

import (
	"errors"
	"flag"
	"fmt"
	"strings"
	"time"

	"github.com/go-ali1688/ali1688/internal/site"
)

var docsCommand = command{
	name: "docs", flagsOnly: true, args: "--out DIR [flags]", summary: "build the documentation site",
	help: `It writes a plain folder of pages, in English and Chinese, that needs no server and no
network. It is made from a checkout, with the browser code that npm installs in docs/;
` + "`make docs` in the checkout does both. `ali1688 mock --docs DIR` serves the folder." + `

  ali1688 docs --out site

--document takes the document of your own edition, as ali1688 generate writes it, in place of
ours; --guides a folder of Markdown, or one with the folders en and zh-CN, whose pages stand
beside ours, with the pictures that they show:

  ali1688 generate --with private --out own
  ali1688 docs --document own/openapi/openapi.json --title "Our 1688" --guides guides --out site
  ali1688 mock --document own/openapi/openapi.json --docs site

--versions puts older versions side by side: build each into a folder of its own, and put the
list beside the folders, the newest version first. Pages that were built before a version was
added read the list where they are published.

  [{"name": "1.1.0", "path": "1.1.0/"}, {"name": "1.0.0", "path": "1.0.0/"}]

  ali1688 docs --versions public/versions.json --release 1.1.0 --out public/1.1.0`,
	setup: func(flags *flag.FlagSet) func(*env) error {
		var o site.Options
		flags.StringVar(&o.Out, "out", "", "write the site into this `DIR`")
		flags.StringVar(&o.Source, "sources", ".", "the checkout in `DIR`")
		flags.StringVar(&o.BaseURL, "base-url", "",
			"the `URL` where it is published: adds a sitemap and canonical links")
		flags.StringVar(&o.BasePath, "base-path", "",
			"the `PATH` where it is published, for the page of missing addresses; by itself, that of --base-url")
		flags.StringVar(&o.Title, "title", "", "the `NAME` of the site (default ali1688)")
		flags.StringVar(&o.Document, "document", "", "the document `FILE` of your edition, in place of ours")
		flags.StringVar(&o.Guides, "guides", "", "the `DIR` with guides of your own, in Markdown")
		flags.StringVar(&o.Release, "release", "",
			"the `VERSION` in the foot of every page (default: the newest in CHANGELOG.md)")
		flags.StringVar(&o.Date, "date", "",
			"the `YYYY-MM-DD` beside it (default: of SOURCE_DATE_EPOCH, or of the last commit)")
		flags.StringVar(&o.Versions, "versions", "", "a `FILE` that lists the versions that are published side by side")
		return func(e *env) error { return docs(e, o) }
	},
}

func docs(e *env, o site.Options) error {
	if o.Out == "" {
		return errors.New("docs needs a folder to write into: --out DIR")
	}
	if base := o.BaseURL; base != "" && !strings.HasPrefix(base, "https://") && !strings.HasPrefix(base, "http://") {
		return fmt.Errorf("--base-url must be an address such as https://docs.example.org/, not %q", base)
	}
	if o.Date != "" {
		if _, err := time.Parse(time.DateOnly, o.Date); err != nil {
			return fmt.Errorf("--date must be a day such as 2026-01-31, not %q", o.Date)
		}
	}
	written, err := site.Build(o)
	if err != nil {
		return err
	}
	fmt.Fprintf(e.out, "%d files in %s; open %s/index.html\n", written, o.Out, strings.TrimSuffix(o.Out, "/"))
	return nil
}
