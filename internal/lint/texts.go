package lint

import (
	"cmp"
	"slices"
	"unicode"

	"github.com/go-ali1688/ali1688/internal/document"
	"github.com/go-ali1688/ali1688/internal/lists"
)

// checkDescriptions asks for an English description of every parameter and property.
// A property that is a reference may leave it to the component.
func checkDescriptions(d *inputs, report report) {
	for _, p := range d.Parameters {
		if !isEnglish(p.Value.Description) {
			report(p.Pointer, "describe the parameter %s in English", p.Value.Name)
		}
	}
	for _, s := range d.Schemas {
		if s.Role == document.Property && !isEnglish(cmp.Or(s.Value.Description, d.Resolve(s.Value).Description)) {
			report(s.Pointer, "describe the property %s in English, here or on the component it refers to", s.Name())
		}
	}
}

// ToDescribe is the description of what was added from recordings and that a person must describe.
const ToDescribe = "To be described."

// Open returns the places whose descriptions a person must still write.
func Open(bundled, positions []byte) ([]string, error) {
	doc, err := document.Parse(bundled)
	if err != nil {
		return nil, err
	}
	places, err := document.ParsePositions(positions)
	if err != nil {
		return nil, err
	}
	open := lists.Select(doc.Inventory().Schemas,
		func(s document.FoundSchema) bool { return s.Value.Description == ToDescribe })
	return lists.Map(open, func(s document.FoundSchema) string { return places.Of(s.Pointer) }), nil
}

// isEnglish tells English from an empty text and from a Chinese one. An English text
// may quote Chinese terms.
func isEnglish(text string) bool {
	latin, han := 0, 0
	for _, r := range text {
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
func checkExamples(d *inputs, report report) {
	for _, p := range d.Parameters {
		isShown := p.Value.Example != nil || len(p.Value.Examples) > 0 || d.isShown(p.Value.Schema, nil)
		if p.Value.Required && !isShown {
			report(p.Pointer, "give the parameter %s an example", p.Value.Name)
		}
	}
	for _, m := range d.MessageForms {
		if m.Value.Example == nil {
			report(m.Pointer, "give the message an example of its whole form")
		}
	}
	for _, s := range d.Schemas {
		if s.Role == document.Property && !d.isShown(s.Value, nil) {
			report(s.Pointer, "give the property %s an example, here or on the component it refers to", s.Name())
		}
	}
}

// isShown reports whether a reader of the documentation sees a value of the schema: its
// own example, or those of what it is made of. The properties of an object need not
// be looked at, since each of them must have an example itself. Schemas that were
// followed already show nothing new.
func (d *inputs) isShown(s *document.Schema, followed []*document.Schema) bool {
	if s == nil {
		return false
	}
	resolved := d.Resolve(s)
	if s.Example != nil || resolved.Example != nil || len(resolved.Properties) > 0 {
		return true
	}
	if slices.Contains(followed, resolved) {
		return false
	}
	return slices.ContainsFunc(resolved.Parts(), func(part *document.Schema) bool {
		return d.isShown(part, append(followed, resolved))
	})
}
