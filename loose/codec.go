package loose

import (
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	jsonv1 "github.com/go-json-experiment/json/v1"
)

// lenient lets pass what PHP may write and json v2 refuses by itself: a key
// that comes twice, and text cut in the middle of a character.
var lenient = json.JoinOptions(
	jsontext.AllowDuplicateNames(true),
	jsontext.AllowInvalidUTF8(true),
)

// Options returns the options under which JSON that PHP wrote is read: a name may come twice, and text may not be
// UTF-8. It is for code that reads tokens or raw values and has to accept what [Unmarshal] accepts.
func Options() jsontext.Options { return lenient }

// written makes json v2 write structs the way their tags mean in encoding/json,
// and the same value always as the same bytes.
var written = json.JoinOptions(
	lenient,
	jsonv1.OmitEmptyWithLegacySemantics(true),
	json.Deterministic(true),
)

// revealing is written, and writes the values of secrets.
var revealing = json.JoinOptions(written, json.WithMarshalers(json.MarshalToFunc(writeSecret)))

// Unmarshal decodes the one JSON value in data into v, which is a pointer. It is
// json v2 with options fit for PHP: if a name comes twice the last value
// wins, invalid UTF-8 becomes U+FFFD, names match exactly, and members that v does not
// name are skipped. Anything but space behind the value is an error.
//
// An error is one sentence that names the place by its JSON Pointer and quotes no
// values of the document. It wraps the error of json v2, which may quote them.
func Unmarshal(data []byte, v any) error {
	if err := json.Unmarshal(data, v, lenient); err != nil {
		return &decodeError{err}
	}
	return nil
}

// Marshal encodes v, the counterpart of [Unmarshal]. The tag omitempty means what it
// means in encoding/json: it leaves out false, 0, nil, and empty strings, slices and
// maps. Nil slices encode as [], the entries of Go's maps are sorted, and <, > and &
// are written as they are. A [Secret] is written with its value: do not log the result.
func Marshal(v any) ([]byte, error) { return marshal(v, revealing) }

func marshal(v any, options json.Options) ([]byte, error) {
	b, err := json.Marshal(v, options)
	if err != nil {
		return nil, fmt.Errorf("loose: %w", err)
	}
	return b, nil
}

// decodeError says in one sentence what the error of json v2 says.
type decodeError struct{ err error }

func (e *decodeError) Unwrap() error { return e.err }

func (e *decodeError) Error() string {
	var syntactic *jsontext.SyntacticError
	if errors.As(e.err, &syntactic) {
		return fmt.Sprintf("loose: invalid JSON: %v%s, byte %d",
			syntactic.Err, at(syntactic.JSONPointer), syntactic.ByteOffset)
	}
	var semantic *json.SemanticError
	if errors.As(e.err, &semantic) {
		return reason(semantic) + at(semantic.JSONPointer)
	}
	return "loose: " + e.err.Error()
}

// reason leaves out the value, which the error of json v2 and its cause may quote.
func reason(e *json.SemanticError) string {
	switch {
	case e.Err != nil && strings.HasPrefix(e.Err.Error(), "loose."):
		return e.Err.Error()
	case e.JSONKind != 0:
		return fmt.Sprintf("loose: want %s, got %s%s", typeName(e.GoType), noun(e.JSONKind), outOfRange(e.Err))
	case e.JSONPointer == "": // v itself is unfit, no pointer for one
		return fmt.Sprintf("loose: cannot decode into %s: %v", typeName(e.GoType), e.Err)
	}
	return "loose: cannot decode into " + typeName(e.GoType)
}

func outOfRange(err error) string {
	if errors.Is(err, strconv.ErrRange) {
		return " out of range"
	}
	return ""
}

// typeName spares the reader the members of a struct type without a name.
func typeName(t reflect.Type) string {
	switch {
	case t == nil:
		return "nil"
	case t.Kind() == reflect.Struct && t.Name() == "":
		return "struct"
	}
	return t.String()
}

func noun(kind jsontext.Kind) string {
	switch kind {
	case 'n':
		return FormNull.noun()
	case 't', 'f':
		return FormBool.noun()
	case '"':
		return FormString.noun()
	case '0':
		return FormNumber.noun()
	case '[':
		return FormArray.noun()
	case '{':
		return FormObject.noun()
	}
	return "nothing"
}

// maxPointer bounds the length of a place in an error text: keys are data too.
const maxPointer = 100

func at(pointer jsontext.Pointer) string {
	if pointer == "" {
		return ""
	}
	if len(pointer) > maxPointer {
		pointer = "…" + pointer[len(pointer)-maxPointer:]
	}
	return fmt.Sprintf(" at %q", string(pointer))
}
