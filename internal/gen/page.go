package gen

import "strings"

// page turns x-pagination into Go: the field of the parameter, the list, its row type and the fields that count pages.
func (b *builder) page(op Operation, p *pagination) *Page {
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
	return out
}

// walk follows a dotted path of members from a Go struct, and gives the Go expression and the type of its list's rows.
func (b *builder) walk(goType, path string) (expr, row string) {
	key, rest, more := strings.Cut(path, ".")
	f := b.goName(goType, key)
	p, _ := b.doc.property(schema{Ref: goType}, key)
	if !more {
		return f, b.component(b.doc.items(p))
	}
	below, row := b.walk(b.component(p), rest)
	return f + "." + below, row
}
