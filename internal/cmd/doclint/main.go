// Command doclint holds the documents in the given folders, or all documents, against the rules of
// package doclint, and against the evidence in this checkout, and prints one problem a line:
//
//	openapi/gateway/paths/item_get.yaml:12: rule: sentence that says how to mend it
//
// It exits with 0 if there are none, 1 if there are some, 2 if a folder cannot be
// bundled. The folders are bundled anew, so what is checked is never stale.
package main

import (
	"fmt"
	"io"
	"os"

	"github.com/go-ali1688/ali1688/internal/bundle"
	"github.com/go-ali1688/ali1688/internal/claims"
	"github.com/go-ali1688/ali1688/internal/doclint"
	"github.com/go-ali1688/ali1688/internal/documents"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

func run(folders []string, stdout, stderr io.Writer) int {
	if len(folders) == 0 {
		folders = documents.Folders()
	}
	code := 0
	for _, folder := range folders {
		problems, err := check(folder)
		if err != nil {
			fmt.Fprintln(stderr, err)
			return 2
		}
		for _, p := range problems {
			fmt.Fprintln(stdout, p)
			code = 1
		}
	}
	return code
}

func check(folder string) ([]doclint.Problem, error) {
	doc, err := bundle.Dir(folder)
	if err != nil {
		return nil, err
	}
	data, err := doc.JSON()
	if err != nil {
		return nil, err
	}
	positions, err := doc.Positions()
	if err != nil {
		return nil, err
	}
	problems, err := doclint.Check(data, positions)
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(claims.Folder); err != nil {
		return problems, nil // not in a checkout: there is no evidence to hold the claims against
	}
	unborne, err := claims.Check(data, positions, os.DirFS(claims.Folder))
	return append(problems, unborne...), err
}
