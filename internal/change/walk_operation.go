package change

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/go-ali1688/ali1688/internal/document"
)

var methods = []string{"get", "put", "post", "delete", "options", "head", "patch", "trace"}

// paths notes the edits of the operations, or of the messages that the API sends.
func (w *walker) paths(kind groupKind) {
	w.kind = kind
	old, new := child(w.old, pathSections[kind]), child(w.new, pathSections[kind])
	for _, path := range keys(old, new) {
		for _, method := range methods {
			if a, b := child(child(old, path), method), child(child(new, path), method); a != nil || b != nil {
				w.operation(path, method, a, b)
			}
		}
	}
}

// operationName returns how an operation is called in a report.
func operationName(path, method string, op object) string {
	if id := text(op["operationId"]); id != "" {
		return id
	}
	return strings.ToUpper(method) + " " + path
}

func (w *walker) operation(path, method string, old, new object) {
	w.group = operationName(path, method, new)
	first := len(w.edits)
	switch s := (spot{old: old, new: new}); {
	case old == nil:
		w.noteGroup(Added)
	case new == nil:
		w.group = operationName(path, method, old)
		w.noteGroup(Removed)
	default:
		w.inside(s)
	}
	for _, e := range w.edits[first:] {
		e.path, e.method = path, method
	}
}

// inside compares two forms of one operation.
func (w *walker) inside(s spot) {
	w.text(s)
	if was, is := text(s.old["operationId"]), text(s.new["operationId"]); was != is {
		w.note(s, Renamed, was, is, s.put("operationId"))
	}
	for _, key := range keys(s.old, s.new) {
		switch {
		case slices.Contains(texts, key), slices.Contains([]string{"operationId", "parameters", "requestBody", "responses"},
			key):
		case key == "servers":
			w.servers(s)
		default:
			w.keyword(s, key)
		}
	}
	w.parameters(s)
	w.body(s)
	w.responses(s)
}

func (w *walker) parameters(s spot) {
	old, new := list(s.old["parameters"]), list(s.new["parameters"])
	for _, is := range objects(new) {
		if was := w.counterpart(is, old); was == nil {
			w.note(s.named(w.parameterName(is)), Added, "", "", func(target object) {
				target["parameters"] = append(slices.Clone(list(target["parameters"])), clone(is))
			})
		} else if !same(was, is) {
			w.changedParameter(s, was, is)
		}
	}
	for _, was := range objects(old) {
		if w.counterpart(was, new) == nil {
			w.note(s.named(w.parameterName(was)), Removed, "", "", func(target object) { exclude(target, "parameters", was) })
		}
	}
}

// resolved follows the reference of a parameter, in the new document or in the old one.
func (w *walker) resolved(p object) object {
	if document.RefOf(p) == "" {
		return p
	}
	for _, root := range []object{w.new, w.old} {
		if found := document.ComponentIn(root, "parameters", document.ComponentOf(p)); found != nil {
			return found
		}
	}
	return p
}

func (w *walker) parameterName(p object) string { return text(w.resolved(p)["name"]) }

// counterpart finds the parameter of the same name and place.
func (w *walker) counterpart(p object, among []any) object {
	p = w.resolved(p)
	for _, other := range among {
		o, _ := other.(object)
		if r := w.resolved(o); text(r["name"]) == text(p["name"]) && text(r["in"]) == text(p["in"]) {
			return o
		}
	}
	return nil
}

func (w *walker) changedParameter(s spot, was, is object) {
	name := w.parameterName(is)
	if document.RefOf(was)+document.RefOf(is) == "" {
		key := parameterKey{text(is["in"]), name}
		w.parameter(s.down(was, is, "parameters", key).named(name))
		return
	}
	w.note(s.named(name), Other, "", "", func(target object) {
		exclude(target, "parameters", was)
		target["parameters"] = append(slices.Clone(list(target["parameters"])), clone(is))
	})
}

// parameter compares a parameter, in an operation or as a component.
func (w *walker) parameter(s spot) {
	w.text(s)
	for _, key := range keys(s.old, s.new) {
		switch {
		case slices.Contains(texts, key):
		case key == "required":
			w.flag(s, "required", BecameRequired, BecameOptional)
		case key == "style", key == "explode":
			w.judged(func() { w.keyword(s, key) }, serializationLevel(s.old, s.new))
		case key == "schema" && s.old["schema"] != nil && s.new["schema"] != nil:
			w.schema(s.member("schema"))
		default:
			w.keyword(s, key)
		}
	}
}

// serializationLevel compares how lists and objects are written, which oasdiff does not.
func serializationLevel(old, new object) Level {
	if serialization(old) == serialization(new) {
		return None
	}
	return Warns
}

// serialization returns the style of a parameter, and whether it explodes, with the defaults of OpenAPI.
func serialization(p object) [2]string {
	style := "simple"
	if in := text(p["in"]); in == "query" || in == "cookie" {
		style = "form"
	}
	style = cmp.Or(text(p["style"]), style)
	explode, ok := p["explode"].(bool)
	return [2]string{style, strconv.FormatBool(explode || !ok && style == "form")}
}

// flag compares a member that is true, false or missing.
func (w *walker) flag(s spot, key string, came, went Kind) {
	switch was, is := s.old[key] == true, s.new[key] == true; {
	case is && !was:
		w.note(s, came, "", "", s.put(key))
	case was && !is:
		w.note(s, went, "", "", s.put(key))
	}
}

func (w *walker) body(s spot) {
	at := s.member("requestBody").named("body")
	switch {
	case at.old == nil && at.new == nil:
	case at.old == nil:
		w.note(s.named("body"), Added, "", "", s.put("requestBody"))
	case at.new == nil:
		w.note(s.named("body"), Removed, "", "", s.put("requestBody"))
	case document.RefOf(at.old)+document.RefOf(at.new) != "":
		w.keyword(at, document.KeyRef)
	default:
		w.bodyContent(at)
	}
}

func (w *walker) bodyContent(s spot) {
	w.opaque(s, "required", "content")
	w.flag(s, "required", BecameRequired, BecameOptional)
	w.content(s)
}

func (w *walker) responses(s spot) {
	all := s.member("responses")
	for _, status := range keys(all.old, all.new) {
		at := all.member(status)
		switch {
		case at.old == nil:
			w.note(all, StatusAdded, "", status, all.put(status))
		case at.new == nil:
			w.note(all, StatusRemoved, status, "", all.put(status))
		case document.RefOf(at.old)+document.RefOf(at.new) != "":
			w.keyword(at, document.KeyRef)
		default:
			w.response(at)
		}
	}
}

func (w *walker) response(s spot) {
	w.opaque(s, "content")
	w.content(s)
}

func (w *walker) content(s spot) {
	all := s.member("content")
	for _, media := range keys(all.old, all.new) {
		at := all.member(media)
		switch {
		case at.old == nil:
			w.note(s, MediaAdded, "", media, putIn(all, media))
		case at.new == nil:
			w.note(s, MediaRemoved, media, "", putIn(all, media))
		default:
			w.text(at)
			if at.old["schema"] != nil && at.new["schema"] != nil {
				w.schema(at.member("schema"))
			} else {
				w.keyword(at, "schema")
			}
		}
	}
}

// putIn is put for the member content of a body or response, which may be missing.
func putIn(all spot, media string) func(object) {
	return func(target object) {
		content := madeChild(target, "content")
		all.put(media)(content)
		if len(content) == 0 && all.new == nil {
			delete(target, "content")
		}
	}
}
