package document

import "strconv"

// Found is a part of a document and its JSON pointer.
type Found[T any] struct {
	Pointer string
	Value   T
}

// Name returns the name under which the part stands.
func (f Found[T]) Name() string { return LastName(f.Pointer) }

// At returns the pointer of a member of the part.
func (f Found[T]) At(key string) string { return f.Pointer + "/" + key }

// Role says what a schema stands for in the part that holds it.
type Role int

// The roles.
const (
	OtherRole   Role = iota
	Component        // a named schema
	Property         // of an object
	UnionBranch      // of anyOf or oneOf
)

// FoundSchema is a schema, named or not. A reference is one, too: it is found where it stands, and not followed.
type FoundSchema struct {
	Found[*Schema]
	Role        Role
	InParameter bool
}

// Inventory lists the parts of a document, each where it is written out.
type Inventory struct {
	Parameters   []Found[*Parameter] // without references to shared ones
	Contents     []Found[*Media]     // of requests and responses
	MessageForms []Found[*Media]     // the forms of messages, whose schemas only choose the shape of a member
	Schemas      []FoundSchema
}

// Inventory lists all parts of the document.
func (d *Document) Inventory() *Inventory {
	in := new(Inventory)
	for path, item := range d.Paths.All() {
		in.parameterList(Pointer("paths", path, "parameters"), item.Parameters)
		for _, op := range item.Operations {
			in.operation(op)
		}
	}
	for _, op := range d.Messages() {
		for contentType, m := range op.Request.Content.All() {
			at := op.Pointer() + Pointer("requestBody", "content", contentType)
			in.MessageForms = append(in.MessageForms, Found[*Media]{at, m})
		}
	}
	c := d.Components
	for name, p := range c.Parameters.All() {
		in.parameter(Pointer("components", "parameters", name), p)
	}
	in.bodies(Pointer("components", "requestBodies"), c.Bodies)
	in.bodies(Pointer("components", "responses"), c.Responses)
	in.headers(Pointer("components", "headers"), c.Headers)
	in.members(Pointer("components", "schemas"), c.Schemas, Component, false)
	return in
}

func (in *Inventory) operation(op *Operation) {
	at := op.Pointer()
	in.parameterList(at+"/parameters", op.Parameters)
	if op.Request != nil {
		in.body(at+"/requestBody", op.Request)
	}
	in.bodies(at+"/responses", op.Responses)
}

func (in *Inventory) parameterList(at string, all []*Parameter) {
	for i, p := range all {
		in.parameter(at+"/"+strconv.Itoa(i), p)
	}
}

func (in *Inventory) parameter(at string, p *Parameter) {
	if p.Ref == "" {
		in.Parameters = append(in.Parameters, Found[*Parameter]{at, p})
		in.schema(at+"/schema", p.Schema, OtherRole, true)
	}
}

func (in *Inventory) bodies(at string, all Map[*Body]) {
	for name, b := range all.All() {
		in.body(at+Pointer(name), b)
	}
}

func (in *Inventory) body(at string, b *Body) {
	for contentType, m := range b.Content.All() {
		found := Found[*Media]{at + "/content" + Pointer(contentType), m}
		in.Contents = append(in.Contents, found)
		in.schema(found.At("schema"), m.Schema, OtherRole, false)
	}
	in.headers(at+"/headers", b.Headers)
}

func (in *Inventory) headers(at string, all Map[*Parameter]) {
	for name, h := range all.All() {
		in.schema(at+Pointer(name, "schema"), h.Schema, OtherRole, false)
	}
}

func (in *Inventory) members(at string, all Map[*Schema], as Role, inParameter bool) {
	for name, s := range all.All() {
		in.schema(at+Pointer(name), s, as, inParameter)
	}
}

func (in *Inventory) list(at string, all []*Schema, as Role, inParameter bool) {
	for i, s := range all {
		in.schema(at+"/"+strconv.Itoa(i), s, as, inParameter)
	}
}

func (in *Inventory) schema(at string, s *Schema, as Role, inParameter bool) {
	if s == nil {
		return
	}
	in.Schemas = append(in.Schemas, FoundSchema{Found[*Schema]{at, s}, as, inParameter})
	in.members(at+"/properties", s.Properties, Property, inParameter)
	in.schema(at+"/items", s.Items, OtherRole, inParameter)
	in.schema(at+"/not", s.Not, OtherRole, inParameter)
	if s.Additional != nil {
		in.schema(at+"/additionalProperties", s.Additional.Schema, OtherRole, inParameter)
	}
	in.list(at+"/allOf", s.AllOf, OtherRole, inParameter)
	in.list(at+"/anyOf", s.AnyOf, UnionBranch, inParameter)
	in.list(at+"/oneOf", s.OneOf, UnionBranch, inParameter)
}
