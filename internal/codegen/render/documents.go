package render

import "github.com/go-ali1688/ali1688/internal/documents"

// Documents renders the functions of package openapi that return the bundles.
func Documents(rows []documents.Row) ([]byte, error) {
	p, err := newPrinter("internal/codegen from internal/documents", "templates/documents/*.tmpl")
	if err != nil {
		return nil, err
	}
	p.print("documents", "documents.tmpl", rows)
	return p.out["documents"], p.err
}
