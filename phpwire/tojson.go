package phpwire

import (
	"context"
	"slices"
	"unicode/utf8"

	"github.com/go-ali1688/ali1688/internal/gb18030"
	"github.com/go-ali1688/ali1688/internal/valuelimit"
)

// ToJSON turns a response of any format into JSON that means the same, for a decoder of JSON. JSON and JSONU come back
// as they are, unread. From the others the JSON is compact and escapes only what it must; a string that is not UTF-8
// is taken for GBK, and what is not GBK either becomes U+FFFD. An empty element of xml becomes null, which decoders
// take for the empty value of any type: xml does not distinguish "", null, [] and {}. A key that occurs twice in
// one array of serialize or var_export occurs twice in the JSON, too: the last one counts.
func ToJSON(f Format, body []byte) ([]byte, error) {
	return Decoder{}.ToJSON(context.Background(), f, body)
}

// ToJSON returns the function [ToJSON] within the limits of the decoder, and until the context ends.
func (d Decoder) ToJSON(ctx context.Context, f Format, body []byte) ([]byte, error) {
	if f == JSON || f == JSONU {
		return body, nil
	}
	return d.appendJSON(ctx, make([]byte, 0, len(body)), f, body)
}

// AppendJSON is [ToJSON] that appends to dst. With an error it returns dst as it was.
func AppendJSON(dst []byte, f Format, body []byte) ([]byte, error) {
	return Decoder{}.appendJSON(context.Background(), dst, f, body)
}

func (d Decoder) appendJSON(ctx context.Context, dst []byte, f Format, body []byte) ([]byte, error) {
	values := valuelimit.NewCounter(ctx, d.MaxValues)
	switch f {
	case JSON, JSONU:
		return append(dst, body...), nil
	case XML:
		return xmlToJSON(dst, body, values)
	case Serialize, VarExport:
		return textToJSON(dst, f, body, values)
	}
	return dst, unknown(f)
}

func xmlToJSON(dst, body []byte, values valuelimit.Counter) ([]byte, error) {
	v, err := decodeXML(body, values)
	if err != nil {
		return dst, err
	}
	return appendJSON(dst, v, &xmlJSON)
}

func textToJSON(dst []byte, f Format, body []byte, values valuelimit.Counter) ([]byte, error) {
	w := &jsonSink{jsonWriter: jsonWriter{buf: dst, style: &terseJSON}}
	if err := scan(f, body, values, w); err != nil {
		return dst, err
	}
	if w.err != nil {
		return dst, w.err
	}
	return w.buf, nil
}

// jsonSink writes the values that a scanner finds. Every array begins as a list; at the first key out of order it
// becomes an object, and the elements written so far get their keys.
type jsonSink struct {
	jsonWriter
	arrays []openArray
	starts []int // of the elements of all open lists, in buf
}

// openArray is an array not closed yet.
type openArray struct {
	start  int // of its bracket, in buf
	first  int // of its elements, in starts
	length int
	object bool
}

func (w *jsonSink) bool(b bool) { w.value(Bool(b)) }
func (w *jsonSink) int(n int64) { w.value(Int(n)) }

func (w *jsonSink) string(s string) {
	var ok bool
	if w.buf, ok = w.style.appendText(w.buf, s); !ok {
		w.text(readable(s))
	}
}

// readable converts text that may be GBK to UTF-8.
func readable(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	decoded, _ := gb18030.Decode([]byte(s))
	return string(decoded)
}

func (w *jsonSink) open() {
	w.arrays = append(w.arrays, openArray{start: len(w.buf), first: len(w.starts)})
	w.buf = append(w.buf, '[')
}

func (w *jsonSink) close() {
	top := w.arrays[len(w.arrays)-1]
	w.arrays = w.arrays[:len(w.arrays)-1]
	w.starts = w.starts[:top.first]
	if top.object {
		w.buf = append(w.buf, '}')
		return
	}
	w.buf = append(w.buf, ']')
}

func (w *jsonSink) key(k Key) {
	top := &w.arrays[len(w.arrays)-1]
	if !top.object && !k.is(top.length) {
		w.giveKeys(top)
	}
	w.comma(top.length)
	if top.object {
		w.writeKey(k)
	} else {
		w.starts = append(w.starts, len(w.buf))
	}
	top.length++
}

func (w *jsonSink) writeKey(k Key) {
	if k.isInt {
		w.buf = appendNumberedKey(w.buf, k.number)
		return
	}
	w.string(k.text)
	w.buf = append(w.buf, ':')
}

// giveKeys turns a list into an object. From the last element to the first, each moves right by the length of the keys
// before it and its own.
func (w *jsonSink) giveKeys(top *openArray) {
	top.object = true
	w.buf[top.start] = '{'
	starts := w.starts[top.first:]
	end, to := len(w.buf), len(w.buf)+widthOfKeys(len(starts))
	w.buf = slices.Grow(w.buf, to-end)[:to]
	for i, start := range slices.Backward(starts) {
		to -= copy(w.buf[to-(end-start):to], w.buf[start:end])
		end = start
		to -= width(i)
		appendNumberedKey(w.buf[:to], int64(i))
	}
	w.starts = w.starts[:top.first]
}

// width returns the length of `"i":`.
func width(i int) int {
	n := len(`"0":`)
	for ; i > 9; i /= 10 {
		n++
	}
	return n
}

func widthOfKeys(n int) int {
	all := 0
	for i := range n {
		all += width(i)
	}
	return all
}
