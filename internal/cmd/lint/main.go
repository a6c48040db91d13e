// Command lint checks the documents in the given folders, or all documents, against the rules of
// package lint and against the evidence in this checkout, and prints one problem a line:
//
//	openapi/gateway/paths/item_get.yaml:12: rule: sentence that says how to mend it
//
// It exits with 0 if there are none, 1 if there are some, 2 if a folder cannot be
// bundled. Texts that drift left for a person to write are listed on stderr as open, and are no problems. The folders
// are bundled anew, so what is checked is never stale.
package main

import (
	"fmt"
	"io"
	"os"

	"github.com/go-ali1688/ali1688/internal/bundle"
	"github.com/go-ali1688/ali1688/internal/documents"
	"github.com/go-ali1688/ali1688/internal/lint"
	"github.com/go-ali1688/ali1688/internal/lint/evidencelint"
	"github.com/go-ali1688/ali1688/internal/lists"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

func run(folders []string, stdout, stderr io.Writer) int {
	if len(folders) == 0 {
		folders = lists.Map(documents.Rows, func(row documents.Row) string { return row.Folder() })
	}
	code := 0
	for _, folder := range folders {
		problems, open, err := check(folder)
		if err != nil {
			fmt.Fprintln(stderr, err)
			return 2
		}
		for _, place := range open {
			fmt.Fprintf(stderr, "%s: open: describe what was added from recordings\n", place)
		}
		for _, p := range problems {
			fmt.Fprintln(stdout, p)
			code = 1
		}
	}
	return code
}

// check returns the problems of a document, and the places that a person must still describe.
func check(folder string) (problems []lint.Problem, open []string, err error) {
	doc, err := bundle.Dir(folder)
	if err != nil {
		return nil, nil, err
	}
	data, positions, err := doc.Located()
	if err != nil {
		return nil, nil, err
	}
	if problems, err = lint.Check(data, positions); err != nil {
		return nil, nil, err
	}
	if open, err = lint.Open(data, positions); err != nil {
		return nil, nil, err
	}
	if _, err := os.Stat(evidencelint.Folder); err != nil {
		return problems, open, nil // not in a checkout: there is no evidence to compare the claims with
	}
	unborne, err := evidencelint.Check(data, positions, os.DirFS(evidencelint.Folder))
	return append(problems, unborne...), open, err
}
