package loose

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// Unread lists the members of a response that a [Decoder] left zero, in the order of the response.
type Unread []UnreadMember

// UnreadMember is a member of a response whose value does not fit its type.
type UnreadMember struct {
	Pointer jsontext.Pointer // the place in the response
	Want    string           // the JSON type of the member: string, integer, number, boolean, object or array
	Got     string           // the JSON type of the value, or null
}

// String describes the member without quoting its value.
func (m UnreadMember) String() string {
	return fmt.Sprintf("%s: want %s, got %s", m.Pointer, m.Want, m.Got)
}

// Covers reports whether a member at the pointer is unread, or one that contains it. The token * in the pointer
// stands for every name and every index: "/result/*/orderId" asks for the orderId of any row.
func (u Unread) Covers(pointer jsontext.Pointer) bool {
	return slices.ContainsFunc(u, func(m UnreadMember) bool { return contains(m.Pointer, pointer) })
}

func contains(outer, inner jsontext.Pointer) bool {
	tokens, rest := splitPointer(outer), splitPointer(inner)
	if len(tokens) > len(rest) {
		return false
	}
	for i, token := range tokens {
		if rest[i] != token && rest[i] != "*" {
			return false
		}
	}
	return true
}

func splitPointer(p jsontext.Pointer) []string {
	if p == "" {
		return nil
	}
	return strings.Split(string(p[1:]), "/")
}

// maxUnread and maxUnreadText bound the list: a hostile response has a million rows, or names of a megabyte.
const (
	maxUnread     = 1000
	maxUnreadText = 1 << 20
)

// unreadList is the list while it grows.
type unreadList struct {
	list Unread
	text int
	full bool
}

// add appends the value that the decoder has read last. When the list is full, a last member says so. It has the
// pointer of the whole response, since anything may be unread then.
func (u *unreadList) add(dec *jsontext.Decoder, want string, got jsontext.Kind) {
	if u.full {
		return
	}
	m := UnreadMember{dec.StackPointer(), want, jsonType(got)}
	if u.text += len(m.Pointer); len(u.list) == maxUnread || u.text > maxUnreadText {
		m = UnreadMember{Want: fmt.Sprintf("at most %d unread members", maxUnread), Got: "more"}
		u.full = true
	}
	u.list = append(u.list, m)
}

const (
	wantString  = "string"
	wantInteger = "integer"
	wantReal    = "number"
	wantBoolean = "boolean"
	wantObj     = "object"
	wantArray   = "array"
)

// jsonType returns the name of a kind in JSON Schema.
func jsonType(kind jsontext.Kind) string {
	switch kind {
	case jsontext.KindTrue, jsontext.KindFalse:
		return wantBoolean
	case jsontext.KindBeginObject:
		return wantObj
	case jsontext.KindBeginArray:
		return wantArray
	}
	return kind.String()
}

// typed is a type of this package that knows its JSON type.
type typed interface{ jsonType() string }

// wanted returns the JSON type of what v, a pointer, is decoded from.
func wanted(v any) string {
	if t, ok := v.(typed); ok {
		return t.jsonType()
	}
	switch reflect.TypeOf(v).Elem().Kind() {
	case reflect.Bool:
		return wantBoolean
	case reflect.Float32, reflect.Float64:
		return wantReal
	case reflect.Struct, reflect.Map:
		return wantObj
	case reflect.Slice, reflect.Array:
		return wantArray
	case reflect.String:
		return wantString
	}
	return wantInteger
}

func (*Text) jsonType() string      { return wantString }
func (*Secret) jsonType() string    { return wantString }
func (*ID) jsonType() string        { return wantString }
func (*Int) jsonType() string       { return wantInteger }
func (*Count) jsonType() string     { return wantInteger }
func (*Enum[T]) jsonType() string   { return wantInteger }
func (*Decimal) jsonType() string   { return wantReal }
func (*Yuan) jsonType() string      { return wantReal }
func (*Bool) jsonType() string      { return wantBoolean }
func (*List[T]) jsonType() string   { return wantArray }
func (*Map[T]) jsonType() string    { return wantObj }
func (*Object[T]) jsonType() string { return wantObj }
