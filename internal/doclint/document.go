package doclint

import (
	"maps"
	"slices"
	"strings"
)

// object is a JSON object.
type object = map[string]any

// role says what a schema stands for in what holds it.
type role int

const (
	component   role = iota // a named one
	property                // of an object
	unionBranch             // of anyOf or oneOf
	otherRole
)

// part is an object of the document and where it stands.
type part struct {
	pointer string
	value   object
}

// operation is one method of one path.
type operation struct {
	part
	path string
}

// schema is any schema of the document, named or not. A reference is one too: it is
// collected where it stands, but not followed.
type schema struct {
	part
	role        role
	inParameter bool
}

// document is a bundled document, taken apart once for all rules.
type document struct {
	root   object
	places map[string]string

	operations []operation
	parameters []part // that are written out; references to shared ones are not
	contents   []part // media types of requests and responses
	schemas    []schema
}

// place returns where a pointer stands, or where the nearest thing above it does.
func (d *document) place(pointer string) string {
	for p := pointer; ; p = p[:strings.LastIndexByte(p, '/')] {
		if where, ok := d.places[p]; ok {
			return where
		}
		if p == "" {
			return "#" + pointer
		}
	}
}

// resolve follows a reference, once; it returns nil where that leads nowhere.
func (d *document) resolve(ref string) object {
	var at any = d.root
	for _, key := range strings.Split(strings.TrimPrefix(ref, "#/"), "/") {
		at = obj(at)[key]
	}
	return obj(at)
}

// obj returns v as an object, and an empty one if it is none.
func obj(v any) object {
	o, _ := v.(object)
	return o
}

// text returns v as a string, and "" if it is none.
func text(v any) string {
	s, _ := v.(string)
	return s
}

func list(v any) []any {
	l, _ := v.([]any)
	return l
}

func has(o object, key string) bool {
	_, ok := o[key]
	return ok
}

func isRef(o object) bool { return has(o, "$ref") }

// parts returns the objects in an object, sorted by key.
func parts(pointer string, v any) []part {
	o := obj(v)
	var all []part
	for _, key := range slices.Sorted(maps.Keys(o)) {
		if child, ok := o[key].(object); ok {
			all = append(all, part{pointer + "/" + escape.Replace(key), child})
		}
	}
	return all
}

var escape = strings.NewReplacer("~", "~0", "/", "~1")

// key returns the name under which a part stands.
func (p part) key() string {
	last := p.pointer[strings.LastIndexByte(p.pointer, '/')+1:]
	return strings.NewReplacer("~1", "/", "~0", "~").Replace(last)
}

// at returns the pointer of one of the part's keys.
func (p part) at(key string) string { return p.pointer + "/" + key }
