package change

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688/internal/lists"
)

// child returns a member that is an object, or nil.
func child(o object, key string) object {
	c, _ := o[key].(object)
	return c
}

// madeChild returns a member that is an object, an empty one if there was none.
func madeChild(o object, key string) object {
	if child(o, key) == nil {
		o[key] = object{}
	}
	return child(o, key)
}

func list(v any) []any {
	l, _ := v.([]any)
	return l
}

// objects returns those members of a list that are objects; others have no place in a document.
func objects(l []any) []object {
	var out []object
	for _, m := range l {
		if o, ok := m.(object); ok {
			out = append(out, o)
		}
	}
	return out
}

func text(v any) string {
	s, _ := v.(string)
	return s
}

func clone(v any) any {
	switch v := v.(type) {
	case object:
		out := make(object, len(v))
		for k, m := range v {
			out[k] = clone(m)
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, m := range v {
			out[i] = clone(m)
		}
		return out
	}
	return v
}

func same(a, b any) bool { return reflect.DeepEqual(a, b) }

// keys returns those of either object, sorted.
func keys(a, b object) []string { return slices.Sorted(maps.Keys(both(a, b))) }

func contains(l []any, v any) bool {
	return slices.ContainsFunc(l, func(m any) bool { return same(m, v) })
}

// without returns what a has and b has not.
func without(a, b []any) []any {
	return lists.Select(a, func(m any) bool { return !contains(b, m) })
}

// short writes a value for people, on one line that is not too long.
func short(v any) string {
	if v == nil {
		return ""
	}
	s, ok := v.(string)
	if !ok {
		data, err := json.Marshal(v)
		s = string(data)
		if err != nil {
			s = fmt.Sprint(v)
		}
	}
	s = strings.Join(strings.Fields(s), " ")
	if runes := []rune(s); len(runes) > 60 {
		return string(runes[:57]) + "…"
	}
	return s
}

func shortList(l []any) string { return strings.Join(lists.Map(l, short), ", ") }

// each calls f for every object in v, v included.
func each(v any, f func(object)) {
	switch v := v.(type) {
	case object:
		f(v)
		for _, m := range v {
			each(m, f)
		}
	case []any:
		for _, m := range v {
			each(m, f)
		}
	}
}
