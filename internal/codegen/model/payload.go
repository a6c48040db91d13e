package model

import (
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688/internal/document"
	"github.com/go-ali1688/ali1688/internal/lists"
)

// Identity is a parameter that names the thing asked for, in Go, and the member of the payload that names the thing
// received.
type Identity struct{ Param, Asked, Got string }

// payload returns the members of a response that hold its payload: those of x-required-on-success, of which a success
// has all, or else all members but the envelope's, of which it has some.
func (b *builder) payload(response string) (members []string, some bool) {
	names := b.doc.RequiredOnSuccess(b.doc.Schema(response))
	if some = len(names) == 0; some {
		envelope := b.propertyNames("Envelope")
		names = slices.DeleteFunc(b.propertyNames(response), func(name string) bool {
			return slices.Contains(envelope, name)
		})
	}
	if members = lists.Map(names, func(name string) string { return b.goName(response, name) }); len(members) == 0 {
		b.fail("%s: no member holds a payload", response)
	}
	return members, some
}

// identity reads x-identity of an operation: the parameter that names the thing asked for, and the path of the member
// of the response that names the thing received.
func (b *builder) identity(op Operation, stated document.Map[string]) *Identity {
	for param, path := range stated.All() {
		i := slices.IndexFunc(op.Params, func(p Param) bool { return p.Name == param })
		if i < 0 || len(stated) > 1 {
			b.fail("%s: x-identity must have one member, named after a parameter; got %q", op.Name, param)
			return nil
		}
		return &Identity{param, op.Params[i].Go, b.goPath(op, path)}
	}
	return nil
}

// goPath translates the path of a member of the response, such as item.num_iid, into Go.
func (b *builder) goPath(op Operation, path string) string {
	holder, names := op.Response, []string{}
	for key := range strings.SplitSeq(path, ".") {
		member := b.doc.Property(b.doc.Schema(holder), key)
		if member == nil {
			b.fail("%s: x-identity: the response has no member %s", op.Name, path)
			return ""
		}
		names, holder = append(names, b.goName(holder, key)), member.Component()
	}
	return strings.Join(names, ".")
}

// propertyNames returns the names of the properties of a component, sorted.
func (b *builder) propertyNames(component string) []string {
	var names []string
	for _, part := range b.doc.Composed(b.doc.Schema(component)) {
		names = append(names, part.Properties.Names()...)
	}
	slices.Sort(names)
	return slices.Compact(names)
}
