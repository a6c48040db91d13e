package ledger

import (
	"bytes"
	"slices"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/internal/document"
	"github.com/go-ali1688/ali1688/internal/redact"
)

// traversal goes through a response along the schemas that describe it.
type traversal struct {
	*operation
	// member, if it is set, is called for every member of an object whose name is not data.
	member func(path, name string, v jsontext.Value)
	// object is called for every whole object, with the paths of the members that it has.
	object func(path, pointer string, had map[string]bool)
}

// value goes through a value that the schemas describe.
func (t *traversal) value(path, pointer string, schemas []*document.Schema, v jsontext.Value) {
	d := jsontext.NewDecoder(bytes.NewReader(v), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	start, err := d.ReadToken()
	switch {
	case err != nil:
	case start.Kind() == '{':
		t.members(path, pointer, schemas, d)
	case start.Kind() == '[':
		elements := t.below(schemas, func(s *document.Schema) *document.Schema { return s.Items })
		for i := 0; d.PeekKind() != ']'; i++ {
			element, err := d.ReadValue()
			if err != nil {
				return
			}
			t.value(path+"[]", pointer+"/"+strconv.Itoa(i), elements, element.Clone())
		}
	}
}

func (t *traversal) members(path, pointer string, schemas []*document.Schema, d *jsontext.Decoder) {
	had := map[string]bool{}
	for d.PeekKind() == '"' {
		name, _ := d.ReadToken()
		key := name.String()
		v, err := d.ReadValue()
		if err != nil {
			return // what follows in a body that is cut off counts neither as there nor as missing
		}
		at, below := t.step(path, key, schemas)
		had[at] = true
		if t.member != nil && (below == nil || at != join(path, "{}")) {
			t.member(at, key, v)
		}
		t.value(at, pointer+document.Pointer(key), below, v.Clone())
	}
	t.object(path, pointer, had)
}

// step returns the path of a member and its schemas. In a map the name of a member is data.
func (t *traversal) step(path, name string, schemas []*document.Schema) (at string, below []*document.Schema) {
	below = t.below(schemas, func(s *document.Schema) *document.Schema { return s.Properties.Get(name) })
	if len(below) > 0 {
		return join(path, name), below
	}
	below = t.below(schemas, func(s *document.Schema) *document.Schema {
		if s.Additional == nil {
			return nil
		}
		return s.Additional.Schema
	})
	if len(below) > 0 {
		return join(path, "{}"), below
	}
	return join(path, name), nil
}

// below returns the schemas that a step leads to from any shape of the schemas.
func (t *traversal) below(schemas []*document.Schema, step func(*document.Schema) *document.Schema) []*document.Schema {
	var out []*document.Schema
	for _, s := range schemas {
		for _, shape := range t.document.Shapes(s) {
			if next := step(shape); next != nil && !slices.Contains(out, next) {
				out = append(out, next)
			}
		}
	}
	return out
}

// maxValues is the number of different values that a field lists.
const maxValues = 12

// count counts the members of one response.
type count struct {
	*operation
	response Response
	number   int // of the response
}

func (w *count) member(path, name string, v jsontext.Value) {
	f := w.field(path)
	if f.counted != w.number {
		f.counted = w.number
		f.Bodies++
		if w.response.Whole {
			f.Recordings++
		}
		f.seen(w.response.Seen)
	}
	if w.response.Whole {
		f.here++
	}
	if kind := kindOf(v); !slices.Contains(f.Kinds, kind) {
		f.Kinds = append(f.Kinds, kind)
		slices.Sort(f.Kinds)
	}
	if !redact.IsPersonal(name) && !redact.IsSecret(name) {
		f.value(v)
	}
}

func (f *Field) seen(month string) {
	if month == "" {
		return
	}
	if f.First == "" || month < f.First {
		f.First = month
	}
	f.Last = max(f.Last, month)
}

// value keeps a short value, as long as there are few.
func (f *Field) value(v jsontext.Value) {
	text := document.Text(v)
	if f.many || f.values[text] {
		return
	}
	if kind := v.Kind(); kind == '{' || kind == '[' || len(text) > 40 || len(f.values) == maxValues {
		f.many = true
		f.Values = nil
		return
	}
	f.values[text] = true
	f.Values = append(f.Values, text)
	slices.Sort(f.Values)
}

// object counts the fields that a whole response lacks in an object.
func (w *count) object(path, _ string, had map[string]bool) {
	if !w.response.Whole {
		return
	}
	for _, f := range w.fields {
		if !had[f.Path] && parentOf(f.Path) == path {
			f.absent++
		}
	}
}
