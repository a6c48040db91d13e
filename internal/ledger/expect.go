package ledger

import (
	"bytes"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/internal/document"
	"github.com/go-ali1688/ali1688/internal/phpjson"
)

// Missing is a member that every whole response of the operation has and a body lacks.
type Missing struct {
	Pointer    string // the JSON pointer where it should be
	Recordings int    // that have it
}

// Expect returns what a body lacks. It returns nothing for operations without whole responses.
func (l *Ledger) Expect(api string, body []byte) []Missing {
	op := l.byName[api]
	if op == nil {
		return nil
	}
	expected := map[string][]*Field{} // by the path of their object
	for _, f := range op.fields {
		if f.Recordings > 0 && f.absent == 0 {
			expected[parentOf(f.Path)] = append(expected[parentOf(f.Path)], f)
		}
	}
	var missing []Missing
	t := &traversal{operation: op, object: func(path, pointer string, had map[string]bool) {
		for _, f := range expected[path] {
			if !had[f.Path] {
				name := f.Path[strings.LastIndexByte(f.Path, '.')+1:]
				missing = append(missing, Missing{pointer + document.Pointer(name), f.Recordings})
			}
		}
	}}
	t.value("", "", []*document.Schema{op.response}, body)
	return missing
}

// parentOf returns the path of the object that has a field.
func parentOf(path string) string {
	if i := strings.LastIndexByte(path, '.'); i >= 0 {
		return path[:i]
	}
	return ""
}

// kindOf returns the kind of a value, as the list of fields has it.
func kindOf(v jsontext.Value) string {
	if v.Kind() == '0' && !bytes.ContainsAny(v, ".eE") {
		return "integer"
	}
	return phpjson.TypeOf(v)
}
