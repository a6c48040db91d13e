package phpwire

import (
	"context"
	"fmt"

	"github.com/go-ali1688/ali1688/internal/valuelimit"
)

// Format is the format of a response. Its text is the value of the parameter result_type.
type Format string

// The five formats. An empty Format is none of them.
const (
	JSON      Format = "json"       // json_encode: \/ and \uXXXX
	JSONU     Format = "jsonu"      // json_encode with JSON_UNESCAPED_UNICODE
	XML       Format = "xml"        // inferred: no public source shows it
	Serialize Format = "serialize"  // serialize
	VarExport Format = "var_export" // var_export
)

// MaxDepth is the number of arrays that may be nested, as in PHP's json_decode.
const MaxDepth = 512

// Formats lists the five formats.
func Formats() []Format { return []Format{JSON, JSONU, XML, Serialize, VarExport} }

// Decoder decodes bodies within limits. The zero Decoder is ready for use.
type Decoder struct {
	MaxValues int // the number of values to accept; 0 is DefaultMaxValues
}

// DefaultMaxValues is the number of values that a [Decoder] accepts if it names no other.
const DefaultMaxValues = valuelimit.MaxValues

// Decode reads a body. White space around it is allowed, other text is an error. JSON and JSONU are read alike.
// The value keeps the body's memory alive as long as one of its strings is in use.
func Decode(f Format, body []byte) (Value, error) {
	return Decoder{}.Decode(context.Background(), f, body)
}

// Decode returns the function [Decode] within the limits of the decoder, and until the context ends.
func (d Decoder) Decode(ctx context.Context, f Format, body []byte) (Value, error) {
	values := valuelimit.NewCounter(ctx, d.MaxValues)
	switch f {
	case JSON, JSONU:
		return decodeJSON(f, body, values)
	case XML:
		return decodeXML(body, values)
	case Serialize, VarExport:
		return decodeText(f, body, values)
	}
	return Value{}, unknown(f)
}

func decodeText(f Format, body []byte, values valuelimit.Counter) (Value, error) {
	tree := new(treeBuilder)
	if err := scan(f, body, values, tree); err != nil {
		return Value{}, err
	}
	return tree.root, nil
}

// Encode writes v. If it returns an error, nothing was written. An error has one of two causes: a value that the format
// cannot carry (see [Losses]), or more than [MaxDepth] nested arrays.
func Encode(f Format, v Value) ([]byte, error) { return Append(nil, f, v) }

// Append is [Encode] that appends to dst. With an error it returns dst as it was.
func Append(dst []byte, f Format, v Value) ([]byte, error) {
	if tooDeep(v, MaxDepth) {
		return dst, ErrTooDeep
	}
	switch f {
	case JSON:
		return appendJSON(dst, v, &plainJSON)
	case JSONU:
		return appendJSON(dst, v, &unescapedJSON)
	case XML:
		return appendXML(dst, v), nil
	case Serialize:
		return appendSerialized(dst, v), nil
	case VarExport:
		return appendExported(dst, v, 0), nil
	}
	return dst, unknown(f)
}

func unknown(f Format) error { return fmt.Errorf("phpwire: there is no format %q", string(f)) }
