package doclint

import (
	"slices"
	"unicode"
)

// checkDescriptions asks for an English description of every parameter and property.
// A property that is a reference may leave it to the component.
func checkDescriptions(d *document, report report) {
	for _, p := range d.parameters {
		if !isEnglish(p.value["description"]) {
			report(p.pointer, "describe the parameter %s in English", text(p.value["name"]))
		}
	}
	for _, s := range d.schemas {
		if s.role == property && !d.isDescribed(s.value) {
			report(s.pointer, "describe the property %s in English, here or on the component it refers to", s.key())
		}
	}
}

func (d *document) isDescribed(s object) bool {
	if has(s, "description") || !isRef(s) {
		return isEnglish(s["description"])
	}
	return isEnglish(d.resolve(text(s["$ref"]))["description"])
}

// isEnglish tells English from an empty text and from a Chinese one. An English text
// may quote Chinese terms.
func isEnglish(v any) bool {
	latin, han := 0, 0
	for _, r := range text(v) {
		switch {
		case unicode.Is(unicode.Latin, r):
			latin++
		case unicode.Is(unicode.Han, r):
			han++
		}
	}
	return latin > 1 && latin > han
}

// checkExamples asks for an example of every required parameter and of every property. A parameter may leave it to
// its schema, a property to the component it refers to. An optional parameter needs none: renderers send what has an
// example, and where no source shows a value an invented one would be charged.
func checkExamples(d *document, report report) {
	for _, p := range d.parameters {
		if p.value["required"] == true && !hasExample(p.value) && !d.isShown(obj(p.value["schema"]), nil) {
			report(p.pointer, "give the parameter %s an example", text(p.value["name"]))
		}
	}
	for _, s := range d.schemas {
		if s.role == property && !d.isShown(s.value, nil) {
			report(s.pointer, "give the property %s an example, here or on the component it refers to", s.key())
		}
	}
}

func hasExample(o object) bool { return has(o, "example") || len(obj(o["examples"])) > 0 }

// isShown tells whether a reader of the documentation sees a value of the schema: its
// own example, or those of what it is made of. The properties of an object need not
// be looked at, since each of them must have an example itself. Components that were
// followed already show nothing new.
func (d *document) isShown(s object, followed []string) bool {
	if hasExample(s) || len(obj(s["properties"])) > 0 {
		return true
	}
	if ref := text(s["$ref"]); ref != "" {
		return !slices.Contains(followed, ref) && d.isShown(d.resolve(ref), append(followed, ref))
	}
	inner := []any{s["items"], s["additionalProperties"]}
	for _, key := range []string{"allOf", "anyOf", "oneOf"} {
		inner = append(inner, list(s[key])...)
	}
	return slices.ContainsFunc(inner, func(v any) bool { return len(obj(v)) > 0 && d.isShown(obj(v), followed) })
}
