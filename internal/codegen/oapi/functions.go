package oapi

import (
	"strings"
	"text/template"
	"unicode"

	"github.com/oapi-codegen/oapi-codegen/v2/pkg/codegen"

	"github.com/go-ali1688/ali1688/internal/codegen/naming"
)

// functions are for our templates, beside those of oapi-codegen.
func (o Options) functions() template.FuncMap {
	return template.FuncMap{
		"about":       func() string { return o.About },
		"constants":   constants,
		"declaration": declaration,
		"describe":    describe,
		"does":        naming.Does,
		"isOpen":      isOpen,
	}
}

// describe returns the comment of a type. Descriptions that go on after the name, "is …", follow it without a colon.
func describe(name, description string) string {
	first := []rune(description)
	switch {
	case len(first) == 0:
		return "// " + name + " is a schema of the document."
	case unicode.IsUpper(first[0]):
		name += ":"
	}
	return codegen.StringWithTypeNameToGoComment(description, name)
}

// declaration returns a type. oapi-codegen begins the comment of a field with its name, "Price The price of one unit";
// here it is the description alone.
func declaration(s codegen.Schema) string {
	if s.IsRef() || len(s.Properties) == 0 {
		return s.TypeDecl()
	}
	var b strings.Builder
	b.WriteString("struct {\n")
	for i, p := range s.Properties {
		if i > 0 && p.Description != "" {
			b.WriteString("\n")
		}
		if p.Description != "" {
			b.WriteString(codegen.StringToGoComment(p.Description) + "\n")
		}
		p.Description = ""
		b.WriteString(codegen.GenFieldsFromProperties([]codegen.Property{p})[0] + "\n")
	}
	s.Properties = nil
	return b.String() + strings.TrimPrefix(codegen.GenStructFromSchema(s), "struct {")
}
