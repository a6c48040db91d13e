package splice

import (
	"bytes"
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-json-experiment/json/jsontext"
)

// Edit sets the members at paths such as result.orderList[].orderId, or removes them for a nil value. It does not add
// the objects and lists above them.
func Edit(body []byte, paths []string, value jsontext.Value) []byte {
	for _, path := range paths {
		body = editAt(body, strings.Split(path, "."), value)
	}
	return body
}

func editAt(body jsontext.Value, path []string, value jsontext.Value) jsontext.Value {
	members, err := ParseObject(body)
	if err != nil {
		return body
	}
	name, isList := strings.CutSuffix(path[0], "[]")
	var out []Member
	found := false
	for _, m := range members {
		switch {
		case m.Name != name:
		case len(path) == 1 && value == nil:
			continue
		case len(path) == 1:
			m, found = NewMember(name, value), true
		case isList:
			m = NewMember(name, editRows(m.Value, path[1:], value))
		default:
			m = NewMember(name, editAt(m.Value, path[1:], value))
		}
		out = append(out, m)
	}
	if len(path) == 1 && value != nil && !found {
		out = append(out, NewMember(name, value))
	}
	return Join(out)
}

// editRows edits every row of a list.
func editRows(list jsontext.Value, path []string, value jsontext.Value) jsontext.Value {
	edited, err := MapElements(list, func(row jsontext.Value) (jsontext.Value, error) {
		return editAt(row.Clone(), path, value), nil
	})
	if err != nil {
		return list
	}
	return edited
}

var errNotList = errors.New("want a JSON list")

// MapElements returns a list with f of each of its elements.
func MapElements(list jsontext.Value, f func(jsontext.Value) (jsontext.Value, error)) (jsontext.Value, error) {
	decoder := jsontext.NewDecoder(bytes.NewReader(list), loose.Options())
	if token, err := decoder.ReadToken(); err != nil || token.Kind() != '[' {
		return nil, errNotList
	}
	out := jsontext.Value("[")
	for decoder.PeekKind() != ']' {
		element, err := decoder.ReadValue()
		if err == nil {
			element, err = f(element)
		}
		if err != nil {
			return nil, err
		}
		if len(out) > 1 {
			out = append(out, ',')
		}
		out = append(out, element...)
	}
	return append(out, ']'), nil
}

// Quote returns text as a JSON string.
func Quote(text string) string { return string(AppendText(nil, text)) }

// SetTop sets members of the outermost object, and removes those whose value is empty. New members are added in the
// order of their names.
func SetTop(body []byte, values map[string]string) []byte {
	members, err := ParseObject(body)
	if err != nil {
		return body
	}
	var out []Member
	done := map[string]bool{}
	add := func(m Member) {
		if done[m.Name] = true; len(m.Value) > 0 {
			out = append(out, m)
		}
	}
	for _, m := range members {
		value, isSet := values[m.Name]
		switch {
		case !isSet:
			out = append(out, m)
		case !done[m.Name]:
			add(Member{m.Name, m.Head, jsontext.Value(value)})
		}
	}
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if !done[name] {
			add(NewMember(name, jsontext.Value(values[name])))
		}
	}
	return Join(out)
}
