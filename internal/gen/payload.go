package gen

import "slices"

// Identity is a parameter that names the thing asked for, in Go, and the member of the payload that names the thing received.
type Identity struct{ Param, Asked, Got string }

// identities are the parameters that name one thing by its id.
var identities = []string{"num_iid", "sid"}

// payload returns the members of a response that hold its payload: those of x-required-on-success, of which a success has all, or
// else all members but the envelope's, of which it has some.
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

// identity finds the parameter that names the thing asked for in the payload under the same name.
func (b *builder) identity(op Operation) *Identity {
	for _, p := range op.Params {
		if !slices.Contains(identities, p.Name) {
			continue
		}
		for _, payload := range b.doc.requiredOnSuccess(schema{Ref: op.Response}) {
			s, _ := b.doc.property(schema{Ref: op.Response}, payload)
			if _, ok := b.doc.property(s, p.Name); ok {
				return &Identity{p.Name, p.Go, b.goName(op.Response, payload) + "." + b.goNameOf(s, p.Name)}
			}
		}
	}
	return nil
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
