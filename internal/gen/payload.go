package gen

import (
	"slices"
	"strings"
)

// Identity is a parameter that names the thing asked for, in Go, and the member of the payload that names the thing
// received.
type Identity struct{ Param, Asked, Got string }

// payload returns the members of a response that hold its payload: those of x-required-on-success, of which a success
// has all, or else all members but the envelope's, of which it has some.
func (b *builder) payload(response string) (members []string, some bool) {
	names := b.doc.requiredOnSuccess(schema{Ref: response})
	if some = len(names) == 0; some {
		envelope := b.doc.propertyNames(schema{Ref: "Envelope"})
		names = slices.DeleteFunc(b.doc.propertyNames(schema{Ref: response}), func(name string) bool {
			return slices.Contains(envelope, name)
		})
	}
	for _, name := range names {
		members = append(members, b.goName(response, name))
	}
	if len(members) == 0 {
		b.fail("%s: no member holds a payload", response)
	}
	return members, some
}

// identity reads x-identity of an operation: the parameter that names the thing asked for, and the path of the member
// of the response that names the thing received.
func (b *builder) identity(op Operation, stated map[string]string) *Identity {
	for param, path := range stated {
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
	at, names := schema{Ref: op.Response}, []string{}
	for _, key := range strings.Split(path, ".") {
		below, ok := b.doc.property(at, key)
		if !ok {
			b.fail("%s: x-identity: the response has no member %s", op.Name, path)
			return ""
		}
		names, at = append(names, b.goNameOf(at, key)), below
	}
	return strings.Join(names, ".")
}

// requiredOnSuccess collects x-required-on-success from s and from the schemas that it is made of.
func (d *document) requiredOnSuccess(s schema) []string {
	s = d.schema(s)
	names := slices.Clone(s.RequiredOnSuccess)
	for _, part := range s.AllOf {
		names = append(names, d.requiredOnSuccess(part)...)
	}
	return names
}

// propertyNames returns the names of the properties of s, in order.
func (d *document) propertyNames(s schema) []string {
	s = d.schema(s)
	names := sortedKeys(s.Properties)
	for _, part := range s.AllOf {
		names = append(names, d.propertyNames(part)...)
	}
	slices.Sort(names)
	return slices.Compact(names)
}
