package loose

import (
	"bytes"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// List is a list that PHP also writes in other ways. Besides an array it decodes
//
//	{…}, "a", 5        a single value that stands for a list of one
//	{"0": …, "2": …}   a list with holes, whose values are taken in the order they came
//	null               no list, the slice is nil
//	"", false, {}      an empty list, the slice is not nil
//
// An object is a list with holes if its first key is a number; members under other
// keys are then skipped. A List is a slice and keeps no form: it encodes as an
// array always, an empty one and nil as []. Under omitzero nil is left out.
type List[T any] []T

// UnmarshalJSON decodes a list in any of its forms.
func (l *List[T]) UnmarshalJSON(b []byte) error { return Unmarshal(b, l) }

// UnmarshalJSONFrom decodes a list in any of its forms.
func (l *List[T]) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	switch dec.PeekKind() {
	case '[':
		return json.UnmarshalDecode(dec, (*[]T)(l))
	case '{':
		return l.readObject(dec)
	}
	return l.readScalar(dec)
}

// MarshalJSON returns the list as an array.
func (l List[T]) MarshalJSON() ([]byte, error) { return marshal(l, written) }

// MarshalJSONTo writes the list as an array.
func (l List[T]) MarshalJSONTo(enc *jsontext.Encoder) error {
	if len(l) == 0 {
		return enc.WriteValue(jsontext.Value("[]"))
	}
	return json.MarshalEncode(enc, []T(l))
}

func (*List[T]) isList() {}

func (l *List[T]) readScalar(dec *jsontext.Decoder) error {
	value, err := dec.ReadValue()
	if err != nil {
		return err
	}
	*l = List[T]{}
	switch string(value) {
	case "null":
		*l = nil
		return nil
	case `""`, "false":
		return nil
	}
	*l = make(List[T], 1)
	return json.Unmarshal(value, &(*l)[0], dec.Options())
}

func (l *List[T]) readObject(dec *jsontext.Decoder) error {
	switch peekKey(dec.UnreadBuffer()) {
	case keyNone:
		*l = List[T]{}
		return dec.SkipValue()
	case keyNumber:
		return l.readHoled(dec)
	case keyOther:
		*l = make(List[T], 1)
		return json.UnmarshalDecode(dec, &(*l)[0])
	}
	// The decoder reads from a stream and has not fetched the key yet.
	value, err := dec.ReadValue()
	if err != nil {
		return err
	}
	return json.Unmarshal(value, l, dec.Options())
}

// readHoled reads an object whose numbered members are the elements.
func (l *List[T]) readHoled(dec *jsontext.Decoder) error {
	*l = List[T]{}
	return readNumbered(dec, func() any {
		*l = append(*l, *new(T))
		return &(*l)[len(*l)-1]
	})
}

// readNumbered decodes the members of an object that have numbers for names, each into the pointer that next returns.
func readNumbered(dec *jsontext.Decoder, next func() any) error {
	if _, err := dec.ReadToken(); err != nil { // {
		return err
	}
	for dec.PeekKind() != '}' {
		key, err := dec.ReadToken()
		if err != nil {
			return err
		}
		if !isDigits(key.String()) {
			err = dec.SkipValue()
		} else {
			err = json.UnmarshalDecode(dec, next())
		}
		if err != nil {
			return err
		}
	}
	_, err := dec.ReadToken() // }
	return err
}

// keyKind says what the first key of an object looks like.
type keyKind uint8

const (
	keyUnknown keyKind = iota // the buffer ends before it
	keyNone                   // the object is empty
	keyNumber                 // digits only
	keyOther
)

// peekKey looks at the first key of the object that unread begins with, without
// moving the decoder, so that an object which is a single element can be decoded
// in one pass.
func peekKey(unread []byte) keyKind {
	_, rest, found := bytes.Cut(unread, []byte("{"))
	rest = bytes.TrimLeft(rest, " \t\r\n")
	if !found || len(rest) == 0 {
		return keyUnknown
	}
	if rest[0] != '"' {
		return keyNone
	}
	digits := 0
	for _, c := range rest[1:] {
		switch {
		case isDigit(c):
			digits++
		case c == '"' && digits > 0:
			return keyNumber
		default:
			return keyOther
		}
	}
	return keyUnknown
}
