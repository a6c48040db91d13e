//go:build !lean

package main

import (
	"github.com/go-ali1688/ali1688/internal/reference"
	"github.com/go-ali1688/ali1688/openapi"
	"github.com/go-ali1688/ali1688/openapi/dist"
)

// wordsOf reads the texts of an operation from its document.
func wordsOf(document, name, lang string) words {
	var found words
	for _, d := range openapi.Documents() {
		if d.Name != document {
			continue
		}
		content := d.YAML
		if isChinese(lang) {
			content = dist.Chinese(document)
		}
		read, err := reference.Read(document, content)
		if err != nil {
			return found // the tests of package openapi read every document
		}
		for i := range read.Operations {
			if op := &read.Operations[i]; op.Name == name {
				found.summary, found.parameters = op.Summary, descriptions(op)
			}
		}
	}
	return found
}

// descriptions returns the texts of the parameters by their names.
func descriptions(op *reference.Operation) map[string]string {
	all := map[string]string{}
	for _, list := range [][]reference.Param{op.Common, op.Params} {
		for _, p := range list {
			all[p.Name] = p.Description
		}
	}
	return all
}
