//go:build !lean

package main

import (
	"slices"

	"github.com/go-ali1688/ali1688/internal/lists"
	"github.com/go-ali1688/ali1688/internal/reference"
	"github.com/go-ali1688/ali1688/openapi"
	"github.com/go-ali1688/ali1688/openapi/dist"
)

// wordsOf reads the texts of an operation from its document.
func wordsOf(document, name, lang string) words {
	d := lists.Find(openapi.Documents(), func(d *openapi.Document) bool { return d.Name == document })
	if d == nil {
		return words{}
	}
	content := d.YAML
	if isChinese(lang) {
		content = dist.Chinese(document)
	}
	read, err := reference.Read(document, content)
	if err != nil {
		return words{} // the tests of package openapi read every document
	}
	op := read.Operation(name)
	if op == nil {
		return words{}
	}
	return words{op.Summary, descriptions(op)}
}

// descriptions returns the texts of the parameters by their names.
func descriptions(op *reference.Operation) map[string]string {
	all := map[string]string{}
	for _, p := range slices.Concat(op.Common, op.Params) {
		all[p.Name] = p.Description
	}
	return all
}
