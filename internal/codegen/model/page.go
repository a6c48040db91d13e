package model

import (
	"strings"

	"github.com/go-ali1688/ali1688/internal/document"
)

// page turns x-pagination into Go: the field of the parameter, the list, its row type and the fields that count pages.
func (b *builder) page(op Operation, p *document.Pagination) *Page {
	if p == nil {
		return nil
	}
	out := &Page{First: p.First, Param: b.goName(op.Go+"Params", p.Page)}
	for _, path := range p.Items {
		list, row := b.walk(op.Response, path)
		out.Lists, out.Row = append(out.Lists, list), row
	}
	for _, path := range p.Pages {
		pages, _ := b.walk(op.Response, path)
		out.Pages = append(out.Pages, pages)
	}
	if p.ID != "" {
		out.ID = b.goName(out.Row, p.ID)
	}
	return out
}

// walk follows a dotted path of members from a Go struct, and gives the Go expression and the type of its list's rows.
func (b *builder) walk(goType, path string) (expr, row string) {
	key, rest, more := strings.Cut(path, ".")
	f := b.goName(goType, key)
	p := b.doc.Property(b.doc.Schema(goType), key)
	if !more {
		return f, b.doc.Resolve(p).Items.Component()
	}
	below, row := b.walk(p.Component(), rest)
	return f + "." + below, row
}
