package loose

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"reflect"

	"github.com/go-ali1688/ali1688/internal/valuelimit"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// DefaultMaxValues is the number of JSON values that a [Decoder] decodes if it names no other. The largest known
// response has some ten thousand.
const DefaultMaxValues = valuelimit.MaxValues

// bytesPerValue bounds the memory of the decoded values: on average a value may take this much.
const bytesPerValue = 128

// ErrTooManyValues is returned for a document that has more values than its decoder accepts, or values that would take
// more memory than that many values may.
var ErrTooManyValues = valuelimit.ErrTooManyValues

// Decoder decodes a response so that one member of an unexpected kind costs this member alone. The zero Decoder is
// ready for use.
//
// A member whose value does not fit its type stays zero and is reported as [Unread]; everything else is decoded. What
// can be converted without loss is converted: a single value where a list is wanted becomes a list of one, an object
// with numbered keys a list, a number or a bool the text that it is written as, and a number in quotes a number. As
// in [Unmarshal], names match exactly, the last of two members of one name wins, and null leaves a member zero.
type Decoder struct {
	Strict    bool // report the first value that does not fit its type as an error, and convert nothing, as Unmarshal does
	MaxValues int  // the number of values to accept; 0 is DefaultMaxValues
}

// Decode decodes the one JSON value in data into v, which is a pointer to a zero value. It returns the members that
// did not fit. It fails if data is not JSON, if the value itself is of an unexpected kind, if it has too many values,
// and when the context ends.
//
// If everything fits, Decode costs what [Unmarshal] does. If not, it decodes a second time, however many members do
// not fit.
func (d Decoder) Decode(ctx context.Context, data []byte, v any) (Unread, error) {
	target := reflect.ValueOf(v)
	if d.Strict || !mayBeLarge(data) || target.Kind() != reflect.Pointer || target.IsNil() {
		err := Unmarshal(data, v)
		if err == nil || d.Strict || !isMisfit(err) {
			return nil, err
		}
		target.Elem().SetZero()
	}
	t := &tolerance{values: valuelimit.NewCounter(ctx, d.MaxValues), maxBytes: bytesPerValue * valuelimit.Or(d.MaxValues)}
	return t.decode(data, v)
}

// UnmarshalFitting decodes as the zero [Decoder] does, and leaves zero, without an error, the members that do not fit.
func UnmarshalFitting(data []byte, v any) error {
	_, err := Decoder{}.Decode(context.Background(), data, v)
	return err
}

// manyCommas is a number of values below which the memory is bounded whatever the Go type of each is: the largest
// rows have some four kilobytes.
const manyCommas = 1 << 14

// mayBeLarge reports whether data may have so many values that the memory for them has to be counted. All values but
// the first of a list or an object have a comma before them.
func mayBeLarge(data []byte) bool {
	return len(data) > 2*manyCommas && bytes.Count(data, []byte(",")) > manyCommas
}

// isMisfit reports whether err says that a member does not fit its type, and not that the document is not JSON.
func isMisfit(err error) bool {
	var semantic *json.SemanticError
	return errors.As(err, &semantic) && semantic.JSONPointer != ""
}

// tolerance is the state of one tolerant decoding.
type tolerance struct {
	values          valuelimit.Counter
	bytes, maxBytes int
	stopped         error // the reason to stop that is not a fault of the document
	unread          unreadList
}

func (t *tolerance) decode(data []byte, v any) (Unread, error) {
	err := json.Unmarshal(data, v, lenient, json.WithUnmarshalers(json.UnmarshalFromFunc(t.read)))
	list := t.unread.list
	switch {
	case t.stopped != nil:
		return nil, fmt.Errorf("loose: %w", t.stopped)
	case err != nil:
		return nil, &decodeError{err}
	case len(list) > 0 && list[0].Pointer == "":
		return nil, fmt.Errorf("loose: want %s, got %s", list[0].Want, list[0].Got)
	}
	return list, nil
}

// count counts a value of size bytes, and returns an error when the decoding has to stop.
func (t *tolerance) count(size uintptr) error {
	t.stopped = t.values.Add()
	if t.bytes += int(size); t.bytes > t.maxBytes {
		t.stopped = fmt.Errorf("%w: they take more than %d bytes", ErrTooManyValues, t.maxBytes)
	}
	return t.stopped
}

// read decodes the next value into v, which is a pointer, if its kind is unexpected, and leaves every other value to
// the decoder. The decoder calls it for every value.
func (t *tolerance) read(dec *jsontext.Decoder, v any) error {
	target := reflect.ValueOf(v).Elem()
	if err := t.count(target.Type().Size()); err != nil {
		return err
	}
	kind := dec.PeekKind()
	list := isList(v)
	switch {
	case isContainer(v, kind), kind == jsontext.KindNull, kind == jsontext.KindInvalid:
		return errors.ErrUnsupported
	case !list && isLeaf(v):
		return t.readLeaf(dec, v)
	}
	switch target.Kind() {
	case reflect.Pointer, reflect.Interface:
		return errors.ErrUnsupported
	case reflect.Slice:
		return t.readSlice(dec, kind, target, list)
	case reflect.Struct, reflect.Map:
		if kind == jsontext.KindBeginObject {
			return errors.ErrUnsupported
		}
	}
	return t.readLeaf(dec, v)
}

func isList(v any) bool {
	_, ok := v.(interface{ isList() })
	return ok
}

// container is a type of this package that has values of other types in it.
type container interface {
	contains(kind jsontext.Kind) bool
}

func isContainer(v any, kind jsontext.Kind) bool {
	c, ok := v.(container)
	return ok && c.contains(kind)
}

// isLeaf reports whether v decodes itself.
func isLeaf(v any) bool {
	switch v.(type) {
	case json.UnmarshalerFrom, json.Unmarshaler:
		return true
	}
	return false
}

// readLeaf decodes a value that is decoded whole or not at all.
func (t *tolerance) readLeaf(dec *jsontext.Decoder, v any) error {
	value, err := dec.ReadValue()
	if err != nil {
		return err
	}
	if !convert(value, v) {
		reflect.ValueOf(v).Elem().SetZero()
		t.unread.add(dec, wanted(v), value.Kind())
	}
	return nil
}

// convert decodes a value into v, and reports false where it cannot without loss.
func convert(value jsontext.Value, v any) bool {
	if json.Unmarshal(value, v, lenient) == nil {
		return true
	}
	switch value.Kind() {
	case jsontext.KindString:
		return json.Unmarshal(value, v, lenient, json.StringifyNumbers(true)) == nil
	case jsontext.KindNumber, jsontext.KindTrue, jsontext.KindFalse:
		if text := reflect.ValueOf(v).Elem(); text.Kind() == reflect.String && !isLeaf(v) {
			text.SetString(string(value))
			return true
		}
	}
	return false
}

// readSlice decodes a value that may stand for a list as [List] does. PHP's empty text and its false are empty lists
// only where the type is a List: elsewhere nobody has seen them, and an empty list may mean that there is no order.
func (t *tolerance) readSlice(dec *jsontext.Decoder, kind jsontext.Kind, target reflect.Value, list bool) error {
	switch {
	case kind == jsontext.KindBeginArray:
		return errors.ErrUnsupported
	case kind != jsontext.KindBeginObject:
		return t.readSingle(dec, target, list)
	}
	switch peekKey(dec.UnreadBuffer()) {
	case keyNone:
		target.Set(reflect.MakeSlice(target.Type(), 0, 0))
		return dec.SkipValue()
	case keyNumber:
		return readNumbered(dec, func() any { return appendZero(target) })
	}
	if !holdsObject(target.Type().Elem()) {
		return t.readLeaf(dec, target.Addr().Interface())
	}
	return json.UnmarshalDecode(dec, appendZero(target))
}

// readSingle decodes a scalar that may be the only value of a list of scalars.
func (t *tolerance) readSingle(dec *jsontext.Decoder, target reflect.Value, list bool) error {
	value, err := dec.ReadValue()
	if err != nil {
		return err
	}
	only := reflect.New(target.Type().Elem())
	switch {
	case isNothing(value) && list:
		target.Set(reflect.MakeSlice(target.Type(), 0, 0))
	case isNothing(value), !convert(value, only.Interface()):
		t.unread.add(dec, wantArray, value.Kind())
	default:
		target.Set(reflect.Append(target, only.Elem()))
	}
	return nil
}

// isNothing reports whether PHP wrote the value for no value.
func isNothing(value jsontext.Value) bool { return string(value) == `""` || string(value) == "false" }

// appendZero lengthens a list by a zero value, and returns a pointer to it.
func appendZero(list reflect.Value) any {
	list.Set(reflect.Append(list, reflect.Zero(list.Type().Elem())))
	return list.Index(list.Len() - 1).Addr().Interface()
}

// holdsObject reports whether values of a type are objects.
func holdsObject(t reflect.Type) bool {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	c, ok := reflect.New(t).Interface().(container)
	if ok {
		return c.contains(jsontext.KindBeginObject)
	}
	return !isLeaf(reflect.New(t).Interface()) && (t.Kind() == reflect.Struct || t.Kind() == reflect.Map)
}
