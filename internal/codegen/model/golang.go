package model

import (
	"go/ast"
	"go/parser"
	"go/token"
	"reflect"
	"strings"
)

// goFile is what oapi-codegen made: the Go names behind the names on the wire.
type goFile struct {
	structs map[string]map[string]field // Go type → name on the wire → field
}

type field struct {
	Go      string // its name in Go
	Pointer bool   // whether it is a pointer, so that nil means not sent
	Type    string // its type where that is a plain name
}

func parseGo(source []byte) (*goFile, error) {
	file, err := parser.ParseFile(token.NewFileSet(), "gateway.gen.go", source, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	out := &goFile{structs: map[string]map[string]field{}}
	for _, decl := range file.Decls {
		if d, ok := decl.(*ast.GenDecl); ok && d.Tok == token.TYPE {
			out.addTypes(d.Specs)
		}
	}
	return out, nil
}

func (f *goFile) addTypes(specs []ast.Spec) {
	for _, spec := range specs {
		t := spec.(*ast.TypeSpec)
		if s, ok := t.Type.(*ast.StructType); ok {
			f.structs[t.Name.Name] = fieldsOf(s)
		}
	}
}

func fieldsOf(s *ast.StructType) map[string]field {
	fields := map[string]field{}
	for _, f := range s.Fields.List {
		if f.Tag == nil || len(f.Names) == 0 {
			continue
		}
		name, _, _ := strings.Cut(reflect.StructTag(strings.Trim(f.Tag.Value, "`")).Get("json"), ",")
		fields[name] = newField(f)
	}
	return fields
}

func newField(f *ast.Field) field {
	out := field{Go: f.Names[0].Name}
	typ := f.Type
	if star, ok := typ.(*ast.StarExpr); ok {
		out.Pointer, typ = true, star.X
	}
	out.Type = typeName(typ)
	return out
}

// typeName returns a type that is a plain name, as it is written, and empty for any other.
func typeName(typ ast.Expr) string {
	switch typ := typ.(type) {
	case *ast.Ident:
		return typ.Name
	case *ast.SelectorExpr:
		return typeName(typ.X) + "." + typ.Sel.Name
	}
	return ""
}
