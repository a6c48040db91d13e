package livecheck

import (
	"fmt"
	"strings"
	"time"
)

// Report returns a run as Markdown: what answered, and what the documents do not say about it.
func Report(results []Result, when time.Time) string {
	var b strings.Builder
	answered, conforming := count(results)
	fmt.Fprintf(&b, "# Live run of %s\n\n%d of %d operations answered, %d conform to the documents.\n\n",
		when.Format("2006-01-02 15:04"), answered, len(results), conforming)
	b.WriteString("| operation | outcome | recorded as |\n|---|---|---|\n")
	for _, r := range results {
		fmt.Fprintf(&b, "| %s | %s | %s |\n", r.API, cell(r.outcome()), cell(r.Exchange.File))
	}
	b.WriteString("\n## What is new\n")
	if !news(&b, results) {
		b.WriteString("\nNothing: no response has a finding.\n")
	}
	return b.String()
}

func count(results []Result) (answered, conforming int) {
	for _, r := range results {
		if r.Exchange.File != "" && r.Skipped == "" {
			answered++
		}
		if r.Exchange.OK {
			conforming++
		}
	}
	return answered, conforming
}

func (r Result) outcome() string {
	if r.Skipped != "" {
		return "not called: " + r.Skipped
	}
	return outcome(r.Err, r.Exchange)
}

func news(b *strings.Builder, results []Result) bool {
	any := false
	for _, r := range results {
		if len(r.Exchange.Findings) == 0 {
			continue
		}
		any = true
		fmt.Fprintf(b, "\n### %s\n\n| where | rule | wanted | got | mend |\n|---|---|---|---|---|\n", r.API)
		for _, f := range r.Exchange.Findings {
			fmt.Fprintf(b, "| %s | %s | %s | %s | %s |\n", code(f.Pointer), f.Rule, cell(f.Want), cell(f.Got), f.Schema)
		}
	}
	return any
}

// cell keeps a text inside its cell of a table.
func cell(text string) string {
	return strings.NewReplacer("|", "\\|", "\n", " ").Replace(text)
}

func code(pointer string) string {
	if pointer == "" {
		return "the body"
	}
	return "`" + cell(pointer) + "`"
}
