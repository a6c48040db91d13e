package record

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

var lenient = []jsontext.Options{jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true)}

func isJSON(text []byte) bool { return jsontext.Value(text).IsValid(lenient...) }

// json redacts the values of a JSON text in place: what is not replaced stays byte for byte. Where the text breaks off or
// is no JSON any more, the rest is read as [redactor.loose] does.
func (r redactor) json(body []byte) []byte {
	var out bytes.Buffer
	w := walk{redactor: r, decoder: jsontext.NewDecoder(bytes.NewBuffer(body), lenient...), spots: []spot{{}}}
	done := 0
	for {
		before := int(w.decoder.InputOffset())
		token, err := w.decoder.ReadToken()
		if err != nil {
			out.Write(body[done:before])
			out.Write(w.rest(body[before:], err))
			return out.Bytes()
		}
		end := int(w.decoder.InputOffset())
		start := before + leading(body[before:end])
		if replacement, ok := w.token(token, body[start:end]); ok {
			out.Write(body[done:start])
			out.Write(replacement)
			done = end
		}
	}
}

// spot is where a value stands: the name of its member, through lists, and whether that or one above it is private.
type spot struct {
	name   string
	hidden bool
}

// walk goes through a JSON text. The last spot is that of the value that comes next, the one before it that of the container
// around it.
type walk struct {
	redactor
	decoder *jsontext.Decoder
	spots   []spot
}

func (w *walk) here() spot { return w.spots[len(w.spots)-1] }

// named begins a member. The names of numbered members say nothing.
func (w *walk) named(name string) {
	at := w.spots[len(w.spots)-2]
	if strings.Trim(name, "0123456789") != "" {
		at.name = name
	}
	at.hidden = at.hidden || w.private(name)
	w.spots[len(w.spots)-1] = at
}

// token says what to write in place of a token, if anything.
func (w *walk) token(token jsontext.Token, raw []byte) ([]byte, bool) {
	kind, length := w.decoder.StackIndex(w.decoder.StackDepth())
	switch token.Kind() {
	case '{', '[':
		w.spots = append(w.spots, w.here())
	case '}', ']':
		w.spots = w.spots[:len(w.spots)-1]
	case '0':
		return []byte("0"), w.here().hidden || w.whole[string(raw)]
	case '"':
		text := token.String()
		if kind == '{' && length%2 == 1 { // a name
			w.named(text)
			return quoted(raw, text, w.known.Text)
		}
		at := w.here()
		return quoted(raw, text, func(text string) string { return w.value(at.name, at.hidden, text) })
	}
	return nil, false
}

// rest redacts what is behind the last token. Where a private value was to come nothing of it can be kept.
func (w *walk) rest(text []byte, err error) []byte {
	separator := leading(text)
	if errors.Is(err, io.EOF) || separator == len(text) {
		return text
	}
	at := w.here()
	if kind, length := w.decoder.StackIndex(w.decoder.StackDepth()); kind == '{' && length%2 == 0 { // a name was to come
		at = w.spots[len(w.spots)-2]
	}
	if at.hidden {
		return append(text[:separator:separator], `"REDACTED`...)
	}
	return append(text[:separator:separator], w.loose(string(text[separator:]))...)
}

// leading counts what stands between two tokens.
func leading(text []byte) int { return len(text) - len(bytes.TrimLeft(text, " \t\r\n,:")) }

// quoted is a JSON string with its text redacted, and whether that changed it. Escapes stay as they were where the same can
// be done to the text as it is spelt.
func quoted(raw []byte, text string, redact func(string) string) ([]byte, bool) {
	clean := redact(text)
	if clean == text {
		return nil, false
	}
	spelt := []byte(`"` + redact(string(raw[1:len(raw)-1])) + `"`)
	if plain, err := jsontext.AppendUnquote(nil, spelt); err == nil && string(plain) == clean {
		return spelt, true
	}
	anew, _ := jsontext.AppendQuote(nil, clean) // bytes that are no UTF-8 become U+FFFD
	return anew, true
}
