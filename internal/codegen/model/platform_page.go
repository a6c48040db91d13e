package model

import (
	"strings"

	"github.com/go-ali1688/ali1688/internal/document"
)

// PlatformPage says how a list of the open platform is paged, in Go.
type PlatformPage struct {
	Param PageField
	Total string // the member that counts all rows, as a Go expression of response, or empty
	Lists []string
	Row   string
	First int
	ID    string // what tells a row r from others, as a Go expression, or empty
}

// PageField is an argument in Go, as a path from the request.
type PageField struct {
	Outer, Go         string // Outer is the member that holds it, or empty
	OuterPtr, Pointer bool
	Type              string
}

// Value returns the variable page as the field takes it.
func (f PageField) Value() string {
	converted := "page"
	if f.Type != "int64" {
		converted = f.Type + "(page)"
	}
	if f.Pointer {
		return "Ptr(" + converted + ")"
	}
	return converted
}

// Asked returns the Go condition that req names a page.
func (p *PlatformPage) Asked() string {
	f := p.Param
	conditions := []string{"req != nil"}
	if f.OuterPtr {
		conditions = append(conditions, "req."+f.Outer+" != nil")
	}
	none := " != 0"
	if f.Pointer {
		none = " != nil"
	}
	return strings.Join(append(conditions, f.path()+none), " && ")
}

// AskedValue returns the Go expression of the page that req names.
func (p *PlatformPage) AskedValue() string {
	if p.Param.Pointer {
		return "*" + p.Param.path()
	}
	return p.Param.path()
}

func (f PageField) path() string {
	if f.Outer == "" {
		return "req." + f.Go
	}
	return "req." + f.Outer + "." + f.Go
}

func (b *platformBuilder) page(op PlatformOperation, p *document.Pagination) *PlatformPage {
	if p == nil {
		return nil
	}
	out := &PlatformPage{First: p.First, Param: b.pageField(op.Request, p.Page)}
	for _, path := range p.Items {
		list, row := b.walk(op.Response, path)
		if row == "" { // rows of a plain type
			b.fail("%s: the rows of %s must be a component", op.Response, path)
		}
		out.Lists, out.Row = append(out.Lists, "answer."+list), row
	}
	if p.Total != "" {
		out.Total = "answer" + strings.TrimPrefix(b.member(op.Response, p.Total), "r")
	}
	out.ID = b.member(out.Row, p.ID)
	return out
}

// pageField finds an argument by its path, which is a name or two.
func (b *platformBuilder) pageField(request, path string) PageField {
	var holder field
	goType, name := request, path
	if outer, inner, nested := strings.Cut(path, "."); nested {
		holder = b.source.structs[request][outer]
		goType, name = holder.Type, inner
	}
	f := b.source.structs[goType][name]
	if f.Go == "" {
		b.fail("%s: there is no argument %q to page by", request, path)
	}
	return PageField{Outer: holder.Go, OuterPtr: holder.Pointer, Go: f.Go, Pointer: f.Pointer, Type: f.Type}
}
