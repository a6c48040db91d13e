package loose

import (
	"fmt"
	"reflect"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// Object is an object of type T, in whose place PHP also writes [], null, "" or
// false when there is nothing to say. It remembers which and encodes back to it.
type Object[T any] struct {
	value *T
	form  Form
}

// ObjectOf returns an Object that holds value.
func ObjectOf[T any](value T) Object[T] { return Object[T]{&value, FormObject} }

const wantObject = "loose.Object: want an object"

// Form returns the JSON form in which the object came: FormObject if there is one.
func (o Object[T]) Form() Form { return o.form }

// IsZero reports whether the object is absent. The struct tag omitzero asks it.
func (o Object[T]) IsZero() bool { return o.form == FormAbsent }

// IsEmpty reports whether there is no object, or one without any member that T has.
func (o Object[T]) IsEmpty() bool { return o.value == nil || reflect.ValueOf(o.value).Elem().IsZero() }

// Get returns the object, and nil and false when something else or nothing came.
// Changes through the pointer change what is encoded.
func (o Object[T]) Get() (value *T, ok bool) { return o.value, o.value != nil }

// Value returns a copy of the object, and a T without contents when something else or
// nothing came. It suits chains, resp.Item.SellerInfo.Value().Nick.String().
func (o Object[T]) Value() (value T) {
	if o.value != nil {
		value = *o.value
	}
	return value
}

// UnmarshalJSON decodes an object or what stands for none.
func (o *Object[T]) UnmarshalJSON(b []byte) error { return Unmarshal(b, o) }

// UnmarshalJSONFrom decodes an object or what stands for none.
func (o *Object[T]) UnmarshalJSONFrom(dec *jsontext.Decoder) (err error) {
	*o = Object[T]{}
	if dec.PeekKind() == '{' {
		*o = Object[T]{new(T), FormObject}
		return json.UnmarshalDecode(dec, o.value)
	}
	o.form, err = readNothing(dec, wantObject)
	return err
}

// contains reports whether a value of the kind is decoded part by part.
func (*Object[T]) contains(kind jsontext.Kind) bool { return kind == jsontext.KindBeginObject }

// MarshalJSON returns the object, or what came instead, and null for an absent one.
func (o Object[T]) MarshalJSON() ([]byte, error) { return marshal(o, written) }

// MarshalJSONTo writes the object, or what came instead, and null for an absent one.
func (o Object[T]) MarshalJSONTo(enc *jsontext.Encoder) error {
	if o.value != nil {
		return json.MarshalEncode(enc, o.value)
	}
	return writeNothing(enc, o.form)
}

// readNothing reads what PHP writes in place of an object: [], null, "" or false.
func readNothing(dec *jsontext.Decoder, want string) (Form, error) {
	var s scalar
	if err := s.readFrom(dec, want); err != nil {
		return FormAbsent, err
	}
	if !s.IsEmpty() {
		return FormAbsent, fmt.Errorf("%s, got %s", want, s.Form().noun())
	}
	return s.Form(), nil
}

// writeNothing writes what readNothing read.
func writeNothing(enc *jsontext.Encoder, form Form) error {
	switch form {
	case FormString:
		return enc.WriteToken(jsontext.String(""))
	case FormBool:
		return enc.WriteToken(jsontext.False)
	case FormArray:
		return enc.WriteValue(jsontext.Value("[]"))
	}
	return enc.WriteToken(jsontext.Null)
}
