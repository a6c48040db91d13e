package lint

import (
	"path"
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688/internal/document"
)

// Families are the five groups of operations, and the two for what fits none of them.
var Families = []string{"product", "order", "logistics", "user", "data", "supplier", "tool"}

// described returns the operations and the messages that the API sends.
func (d *inputs) described() []*document.Operation {
	return slices.Concat(d.Operations(), d.Messages())
}

// checkVersion asks for 3.0.3, which every generator reads.
func checkVersion(d *inputs, report report) {
	if d.OpenAPI != "3.0.3" {
		report("/openapi", "write `openapi: 3.0.3`, the version that every generator reads")
	}
}

// checkOperationTexts asks for a summary and a description of every operation.
func checkOperationTexts(d *inputs, report report) {
	for _, op := range d.described() {
		for key, text := range map[string]string{"summary": op.Summary, "description": op.Description} {
			if !isEnglish(text) {
				report(op.At(key), "give the operation a %s in English", key)
			}
		}
	}
}

// checkOperationID asks that an operation is found by one name everywhere: its
// operationId, its file and a segment of its path.
func checkOperationID(d *inputs, report report) {
	for _, op := range d.described() {
		id := op.ID
		if file, ok := fileName(d.places.Of(op.Pointer())); ok && id != file {
			report(op.At("operationId"), "write `operationId: %s`, the name of the file", file)
		}
		if id != "" && !slices.Contains(strings.Split(op.Path, "/"), id) {
			report(op.At("operationId"), "operationId %s is not a segment of the path %s: correct one of them", id, op.Path)
		}
	}
}

// fileName returns the name of a position's file, without folder and ending.
func fileName(where string) (string, bool) {
	file, line := splitPlace(where)
	return strings.TrimSuffix(path.Base(file), path.Ext(file)), line > 0
}

// checkFamily asks for one family an operation, said to programs by x-family and to
// readers by the tag.
func checkFamily(d *inputs, report report) {
	for _, op := range d.described() {
		family := op.Family
		if !slices.Contains(Families, family) {
			report(op.At(document.XFamily), "x-family must be one of %s", strings.Join(Families, ", "))
			continue
		}
		if tags := op.Tags; len(tags) != 1 || tags[0] != family {
			report(op.At("tags"), "write `tags: [%s]`, the operation's x-family and nothing else", family)
		}
	}
}
