package drift

import (
	"bytes"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/internal/document"
)

// valuesAt returns the values at JSON pointers of a body. What follows a fault in the text of the body is left out.
func valuesAt(body []byte, wanted map[string]bool) map[string]jsontext.Value {
	w := &values{
		Decoder: jsontext.NewDecoder(bytes.NewReader(body),
			jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true)),
		wanted: wanted, found: map[string]jsontext.Value{},
	}
	w.value("")
	return w.found
}

type values struct {
	*jsontext.Decoder
	wanted map[string]bool
	found  map[string]jsontext.Value
}

// value reads the next value and reports whether the text goes on after it.
func (w *values) value(pointer string) bool {
	if w.wanted[pointer] {
		v, err := w.ReadValue()
		if err == nil {
			w.found[pointer] = v.Clone()
		}
		return err == nil
	}
	switch w.PeekKind() {
	case '{':
		return w.object(pointer)
	case '[':
		return w.list(pointer)
	}
	return w.SkipValue() == nil
}

func (w *values) object(pointer string) bool {
	_, _ = w.ReadToken()
	for w.PeekKind() == '"' {
		name, err := w.ReadToken()
		if err != nil || !w.value(pointer+document.Pointer(name.String())) {
			return false
		}
	}
	_, err := w.ReadToken()
	return err == nil
}

func (w *values) list(pointer string) bool {
	_, _ = w.ReadToken()
	for i := 0; w.PeekKind() != ']'; i++ {
		if !w.value(pointer + "/" + strconv.Itoa(i)) {
			return false
		}
	}
	_, err := w.ReadToken()
	return err == nil
}
