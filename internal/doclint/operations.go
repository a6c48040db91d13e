package doclint

import (
	"path"
	"slices"
	"strings"
)

// Families are the five groups of operations, and the two for what fits none of them.
var Families = []string{"product", "order", "logistics", "user", "data", "supplier", "tool"}

// checkVersion asks for 3.0.3, which every generator reads.
func checkVersion(d *document, report report) {
	if d.root["openapi"] != "3.0.3" {
		report("/openapi", "write `openapi: 3.0.3`, the version that every generator reads")
	}
}

// checkOperationTexts asks for a summary and a description of every operation.
func checkOperationTexts(d *document, report report) {
	for _, op := range d.operations {
		for _, key := range []string{"summary", "description"} {
			if !isEnglish(op.value[key]) {
				report(op.at(key), "give the operation a %s in English", key)
			}
		}
	}
}

// checkOperationID asks that an operation is found by one name everywhere: its
// operationId, its file and a segment of its path.
func checkOperationID(d *document, report report) {
	for _, op := range d.operations {
		id := text(op.value["operationId"])
		if file, ok := fileName(d.place(op.pointer)); ok && id != file {
			report(op.at("operationId"), "write `operationId: %s`, the name of the file", file)
		}
		if id != "" && !slices.Contains(strings.Split(op.path, "/"), id) {
			report(op.at("operationId"), "operationId %s is not a segment of the path %s: correct one of them", id, op.path)
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
func checkFamily(d *document, report report) {
	for _, op := range d.operations {
		family := text(op.value["x-family"])
		if !slices.Contains(Families, family) {
			report(op.at("x-family"), "x-family must be one of %s", strings.Join(Families, ", "))
			continue
		}
		if tags := list(op.value["tags"]); len(tags) != 1 || tags[0] != family {
			report(op.at("tags"), "write `tags: [%s]`, the operation's x-family and nothing else", family)
		}
	}
}
