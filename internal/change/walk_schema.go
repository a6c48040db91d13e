package change

import (
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688/internal/document"
	"github.com/go-ali1688/ali1688/internal/lists"
)

// limits are the keywords that bound a value, each an edit of its own.
var limits = []string{
	"format", "pattern", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength",
	"maxLength",
	"minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties", "default", "readOnly", "writeOnly",
	"deprecated",
}

// schema compares two schemas of one place.
func (w *walker) schema(s spot) {
	w.text(s)
	if was, is := shape(s.old), shape(s.new); was != is {
		w.note(s, Retyped, phrase(s.old), phrase(s.new), s.put(shapeKeys(s)...)).goOnly = w.onlyRenamed(s.old, s.new)
		return
	}
	w.flag(s, "nullable", BecameNullable, NeverNull)
	w.enum(s)
	for _, key := range limits {
		w.keyword(s, key)
	}
	w.extensions(s)
	w.properties(s)
	w.promises(s)
	if s.old["items"] != nil {
		w.schema(s.member("items").elements("[]"))
	}
	w.additional(s)
	w.parts(s)
	w.branches(s, "anyOf")
	w.branches(s, "oneOf")
}

// shapeKeys returns all keys but those of texts.
func shapeKeys(s spot) []string {
	return slices.DeleteFunc(keys(s.old, s.new), func(key string) bool { return slices.Contains(texts, key) })
}

// shape tells schemas of one shape from those of another; what changes within a shape is an edit of its own.
func shape(s object) string {
	if ref := document.ComponentOf(s); ref != "" {
		return "#" + ref
	}
	for _, key := range []string{"anyOf", "oneOf"} {
		if s[key] != nil {
			return key
		}
	}
	if parts := list(s[document.KeyAllOf]); parts != nil {
		return document.KeyAllOf + strings.Repeat("+", len(parts))
	}
	return text(s["type"])
}

// phrase says in words what a schema takes.
func phrase(s object) string {
	if ref := document.ComponentOf(s); ref != "" {
		return ref
	}
	for _, key := range []string{"anyOf", "oneOf"} {
		if branches := list(s[key]); branches != nil {
			return strings.Join(phrases(branches), " | ")
		}
	}
	if parts := list(s[document.KeyAllOf]); parts != nil {
		return strings.Join(phrases(parts), " & ")
	}
	switch kind := text(s["type"]); {
	case kind == "":
		return "any"
	case kind == "array":
		return "[]" + phrase(child(s, "items"))
	case kind == "object" && s["properties"] == nil && s["additionalProperties"] != nil:
		return "map[]" + phrase(child(s, "additionalProperties"))
	default:
		return kind
	}
}

func phrases(schemas []any) []string {
	return lists.Map(schemas, func(s any) string {
		o, _ := s.(object)
		return phrase(o)
	})
}

func (w *walker) enum(s spot) {
	old, new := list(s.old["enum"]), list(s.new["enum"])
	if (old == nil) != (new == nil) {
		w.keyword(s, "enum")
		return
	}
	if more := without(new, old); len(more) > 0 {
		w.note(s, EnumGrew, "", shortList(more), func(target object) {
			target["enum"] = append(slices.Clone(list(target["enum"])), more...)
		})
	}
	if less := without(old, new); len(less) > 0 {
		w.note(s, EnumShrank, shortList(less), "", func(target object) {
			target["enum"] = without(list(target["enum"]), less)
		})
	}
}

// extensions are what Go, and our own tools, know of a schema.
func (w *walker) extensions(s spot) {
	for _, key := range keys(s.old, s.new) {
		if document.IsExtension(key) && key != promise && !slices.Contains(texts, key) {
			w.keyword(s, key)
		}
	}
}

func (w *walker) properties(s spot) {
	old, new := child(s.old, "properties"), child(s.new, "properties")
	for _, name := range keys(old, new) {
		at := s.down(child(old, name), child(new, name), "properties", name).named(name)
		switch {
		case at.old == nil:
			w.note(s.named(name), Added, "", phrase(at.new), addProperty(s.new, name, at.new))
		case at.new == nil:
			w.note(s.named(name), Removed, phrase(at.old), "", removeProperty(name))
		default:
			w.schema(at)
			w.required(s, name)
		}
	}
}

func addProperty(schema object, name string, property object) func(object) {
	return func(target object) {
		madeChild(target, "properties")[name] = clone(property)
		for _, key := range []string{"required", promise} {
			if contains(list(schema[key]), name) {
				include(target, key, name)
			}
		}
	}
}

func removeProperty(name string) func(object) {
	return func(target object) {
		delete(child(target, "properties"), name)
		exclude(target, "required", name)
		exclude(target, promise, name)
	}
}

func include(target object, key, name string) {
	if l := list(target[key]); !contains(l, name) {
		target[key] = append(slices.Clone(l), name)
	}
}

func exclude(target object, key string, element any) {
	if target[key] = without(list(target[key]), []any{element}); len(list(target[key])) == 0 {
		delete(target, key)
	}
}

func (w *walker) required(s spot, name string) {
	switch was, is := contains(list(s.old["required"]), name), contains(list(s.new["required"]), name); {
	case is && !was:
		w.note(s.named(name), BecameRequired, "", "", func(target object) { include(target, "required", name) })
	case was && !is:
		w.note(s.named(name), BecameOptional, "", "", func(target object) { exclude(target, "required", name) })
	}
}

// promise lists what every success has: 3.0 has no keyword for it, so oasdiff does not look at it.
const promise = document.XRequiredOnSuccess

func (w *walker) promises(s spot) {
	old, new := list(s.old[promise]), list(s.new[promise])
	for _, v := range without(new, old) {
		if name := text(v); document.HasProperty(w.old, s.old, name) {
			w.note(s.named(name), Promised, "", "", func(target object) { include(target, promise, name) }).Wire = Adds
		}
	}
	for _, v := range without(old, new) {
		if name := text(v); document.HasProperty(w.new, s.new, name) {
			w.note(s.named(name), Unpromised, "", "", func(target object) { exclude(target, promise, name) }).Wire = Breaks
		}
	}
}

func (w *walker) additional(s spot) {
	if child(s.old, "additionalProperties") != nil && child(s.new, "additionalProperties") != nil {
		w.schema(s.member("additionalProperties").elements("{}"))
		return
	}
	w.keyword(s, "additionalProperties")
}

// parts compares the parts of a schema, one by one: shape has checked that both sides have as many.
func (w *walker) parts(s spot) {
	if document.ComponentOf(s.old) != "" {
		return
	}
	new := list(s.new[document.KeyAllOf])
	for i, part := range list(s.old[document.KeyAllOf]) {
		a, _ := part.(object)
		b, _ := new[i].(object)
		w.schema(s.down(a, b, document.KeyAllOf, i))
	}
}

// branches compares the branches of a union, which are told apart by what they take.
func (w *walker) branches(s spot, key string) {
	old, new := list(s.old[key]), list(s.new[key])
	if same(old, new) {
		return
	}
	before, after := phrases(old), phrases(new)
	changed := false
	for i, name := range after {
		if !slices.Contains(before, name) {
			branch := new[i]
			w.note(s, BranchAdded, "", name,
				func(target object) { target[key] = append(slices.Clone(list(target[key])), clone(branch)) })
			changed = true
		}
	}
	for i, name := range before {
		if !slices.Contains(after, name) {
			branch := old[i]
			w.note(s, BranchRemoved, name, "", func(target object) { target[key] = without(list(target[key]), []any{branch}) })
			changed = true
		}
	}
	if !changed {
		w.keyword(s, key)
	}
}

// unit compares x-unit. A unit that is unknown is one that nobody has stated.
func (w *walker) unit(s spot) {
	stated := func(o object) string {
		if unit := text(o[document.XUnit]); unit != "unknown" {
			return unit
		}
		return ""
	}
	was, is := stated(s.old), stated(s.new)
	switch {
	case was != "" && is != "":
		w.note(s, UnitChanged, was, is, s.put(document.XUnit))
	case was != "":
		w.note(s, UnitWithdrawn, was, "", s.put(document.XUnit))
	case is != "":
		w.note(s, UnitStated, "", is, s.put(document.XUnit))
	default:
		w.changed(s, document.XUnit)
	}
}
