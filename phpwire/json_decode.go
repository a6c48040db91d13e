package phpwire

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"github.com/go-ali1688/ali1688/internal/valuelimit"

	"github.com/go-json-experiment/json/jsontext"
)

// jsonReader reads JSON as PHP's json_decode does into arrays.
type jsonReader struct {
	dec     *jsontext.Decoder
	out     sink
	depth   int
	values  valuelimit.Counter
	texts   strings.Builder // all strings, so that they need one allocation
	scratch []byte
}

func decodeJSON(f Format, body []byte, values valuelimit.Counter) (Value, error) {
	tree := new(treeBuilder)
	r := jsonReader{dec: jsontext.NewDecoder(bytes.NewBuffer(body), jsontext.AllowDuplicateNames(true)), out: tree,
		values: values}
	r.texts.Grow(len(body))
	err := r.value()
	if err == nil {
		err = r.end()
	}
	if err != nil {
		return Value{}, r.fault(f, err)
	}
	return tree.root, nil
}

// fault converts an error of jsontext into a SyntaxError, without the input that jsontext quotes.
func (r *jsonReader) fault(f Format, err error) error {
	var syntax *jsontext.SyntacticError
	early := errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
	switch isSyntax := errors.As(err, &syntax); {
	case early && isSyntax:
		return &SyntaxError{f, int(syntax.ByteOffset), errTruncated}
	case isSyntax:
		return &SyntaxError{f, int(syntax.ByteOffset), errToken}
	case early:
		err = errTruncated
	}
	return &SyntaxError{f, int(r.dec.InputOffset()), err}
}

func (r *jsonReader) end() error {
	if _, err := r.dec.ReadToken(); !errors.Is(err, io.EOF) {
		return ErrTrailing
	}
	return nil
}

func (r *jsonReader) value() error {
	if err := r.values.Add(); err != nil {
		return err
	}
	switch r.dec.PeekKind() {
	case '[', '{':
		return r.array()
	case '"':
		text, err := r.text()
		r.out.string(text)
		return err
	case '0':
		return r.number()
	}
	return r.word()
}

func (r *jsonReader) word() error {
	token, err := r.dec.ReadToken()
	if err != nil {
		return err
	}
	if token.Kind() == 'n' {
		r.out.null()
		return nil
	}
	r.out.bool(token.Bool())
	return nil
}

func (r *jsonReader) number() error {
	raw, err := r.dec.ReadValue()
	if err != nil {
		return err
	}
	if !putNumber(r.out, string(raw)) {
		return errNumber
	}
	return nil
}

// text reads a string. All strings share one buffer, which only grows, so each remains valid.
func (r *jsonReader) text() (string, error) {
	raw, err := r.dec.ReadValue()
	if err != nil {
		return "", err
	}
	start := r.texts.Len()
	if bytes.IndexByte(raw, '\\') < 0 {
		r.texts.Write(raw[1 : len(raw)-1])
		return r.texts.String()[start:], nil
	}
	r.scratch, err = jsontext.AppendUnquote(r.scratch[:0], raw)
	r.texts.Write(r.scratch)
	return r.texts.String()[start:], err
}

func (r *jsonReader) array() error {
	begin, err := r.dec.ReadToken()
	if err != nil {
		return err
	}
	if r.depth++; r.depth > MaxDepth {
		return ErrTooDeep
	}
	r.out.open()
	if err := r.elements(begin.Kind() == '{'); err != nil {
		return err
	}
	r.depth--
	r.out.close()
	_, err = r.dec.ReadToken()
	return err
}

func (r *jsonReader) elements(named bool) error {
	for i := 0; r.dec.PeekKind() != ']' && r.dec.PeekKind() != '}'; i++ {
		k := IntKey(int64(i))
		if named {
			name, err := r.text()
			if err != nil {
				return err
			}
			k = StringKey(name)
		}
		r.out.key(k)
		if err := r.value(); err != nil {
			return err
		}
	}
	return nil
}
