package phpwire

import (
	"math"
	"strconv"
)

// appendJSON writes a value in a style. With an error it returns dst as it was.
func appendJSON(dst []byte, v Value, style *jsonStyle) ([]byte, error) {
	w := jsonWriter{buf: dst, style: style}
	w.value(v)
	if w.err != nil {
		return dst, w.err
	}
	return w.buf, nil
}

// jsonWriter writes values as PHP's json_encode does, up to the first error.
type jsonWriter struct {
	buf   []byte
	style *jsonStyle
	err   error
}

func (w *jsonWriter) value(v Value) {
	switch v.kind {
	case KindNull:
		w.null()
	case KindBool:
		w.buf = strconv.AppendBool(w.buf, v.Bool())
	case KindInt:
		w.buf = strconv.AppendInt(w.buf, v.Int(), 10)
	case KindFloat:
		w.float(v.Float())
	case KindString:
		w.string(v.text)
	case KindArray:
		w.array(v.array)
	}
}

func (w *jsonWriter) null() { w.buf = append(w.buf, "null"...) }

func (w *jsonWriter) string(s string) {
	if s == "" && w.style.emptyNull {
		w.null()
		return
	}
	w.text(s)
}

func (w *jsonWriter) float(f float64) {
	if math.IsInf(f, 0) || math.IsNaN(f) {
		w.err = ErrNotFinite
		return
	}
	w.buf = appendFloat(w.buf, f, 'e')
}

func (w *jsonWriter) text(s string) {
	var ok bool
	if w.buf, ok = w.style.appendText(w.buf, s); !ok {
		w.err = ErrNotUTF8
	}
}

func (w *jsonWriter) array(a *array) {
	if len(a.entries) > 0 {
		w.object(a.entries)
		return
	}
	w.buf = append(w.buf, '[')
	for i := range a.list {
		w.comma(i)
		w.value(a.list[i])
	}
	w.buf = append(w.buf, ']')
}

func (w *jsonWriter) object(entries []Entry) {
	w.buf = append(w.buf, '{')
	for i := range entries {
		w.comma(i)
		w.key(entries[i].Key)
		w.value(entries[i].Value)
	}
	w.buf = append(w.buf, '}')
}

func (w *jsonWriter) key(k Key) {
	if k.isInt {
		w.buf = appendNumberedKey(w.buf, k.number)
		return
	}
	w.text(k.text)
	w.buf = append(w.buf, ':')
}

func (w *jsonWriter) comma(i int) {
	if i > 0 {
		w.buf = append(w.buf, ',')
	}
}

func appendNumberedKey(dst []byte, n int64) []byte {
	return append(strconv.AppendInt(append(dst, '"'), n, 10), `":`...)
}
