package loose_test

import (
	"bytes"
	"slices"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/loose"
)

// place is where a value is in a body.
type place struct {
	pointer    jsontext.Pointer
	start, end int
}

// placesOf lists all values inside a value that begins at an offset.
func placesOf(at jsontext.Pointer, offset int, value []byte) (out []place) {
	d := jsontext.NewDecoder(bytes.NewReader(value), loose.Options())
	token, _ := d.ReadToken()
	if k := token.Kind(); k != '{' && k != '[' {
		return nil
	}
	for d.PeekKind() != '}' && d.PeekKind() != ']' {
		if token.Kind() == '{' {
			_, _ = d.ReadToken()
		}
		inner, err := d.ReadValue()
		if err != nil {
			panic(err) // the file is not JSON
		}
		p := place{at + d.StackPointer(), offset + int(d.InputOffset()) - len(inner), offset + int(d.InputOffset())}
		out = append(append(out, p), placesOf(p.pointer, p.start, bytes.Clone(inner))...)
	}
	return out
}

// at returns the value at a pointer, or nil.
func at(v any, tokens []string) any {
	if len(tokens) == 0 {
		return v
	}
	switch v := v.(type) {
	case map[string]any:
		return at(v[tokens[0]], tokens[1:])
	case []any:
		if i, err := strconv.Atoi(tokens[0]); err == nil && i < len(v) {
			return at(v[i], tokens[1:])
		} else if len(v) == 1 { // the body has one object in place of a list
			return at(v[0], tokens)
		}
	}
	return nil
}

// elsewhere returns the unread members that are neither at the pointer nor inside.
func elsewhere(unread loose.Unread, at jsontext.Pointer) (out loose.Unread) {
	for _, u := range unread {
		if !at.Contains(u.Pointer) {
			out = append(out, u)
		}
	}
	return out
}

// without returns a value without what is at the pointer.
func without(v any, at jsontext.Pointer) any {
	tokens := slices.Collect(at.Tokens())
	return pruned(cut(v, tokens))
}

func cut(v any, tokens []string) any {
	if len(tokens) == 0 {
		return nil
	}
	switch v := v.(type) {
	case map[string]any:
		if _, ok := v[tokens[0]]; ok {
			v[tokens[0]] = cut(v[tokens[0]], tokens[1:])
		}
	case []any:
		if i, err := strconv.Atoi(tokens[0]); err == nil && i < len(v) {
			v[i] = cut(v[i], tokens[1:])
		} else if len(v) == 1 {
			v[0] = cut(v[0], tokens)
		}
	}
	return v
}

// pruned returns a value without members that are empty: whether an object without members is written depends on its
// type.
func pruned(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for name, inner := range v {
			if inner = pruned(inner); inner == nil {
				delete(v, name)
			} else {
				v[name] = inner
			}
		}
		if len(v) == 0 {
			return nil
		}
	case []any:
		for i := range v {
			v[i] = pruned(v[i])
		}
		if len(v) == 0 {
			return nil
		}
	}
	return v
}
