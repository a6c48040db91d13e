package redact

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/internal/phpjson"
)

// maxNesting is how many texts may are nested, as arguments inside an argument do. The gateway has two.
// What is deeper is not read: each level would be read once for every level around it.
const maxNesting = 8

// LooksJSON reports whether a text begins as an object or a list does.
func LooksJSON(text string) bool {
	text = strings.TrimLeft(text, " \t\r\n")
	return strings.HasPrefix(text, "{") || strings.HasPrefix(text, "[")
}

// isJSON reports whether a text is one JSON value and nothing else.
func isJSON(text string) bool {
	decoder := phpjson.NewDecoder([]byte(text))
	if decoder.SkipValue() != nil {
		return false
	}
	_, err := decoder.ReadToken()
	return errors.Is(err, io.EOF)
}

// nested redacts JSON inside the text of a member.
func (r Redactor) nested(name, text string) string {
	if r.depth++; r.depth > maxNesting {
		return Mark
	}
	if !isJSON(text) { // a secret may begin as JSON does, and would be split
		text = r.values(text)
	}
	return string(r.json(Fold(name), []byte(text)))
}

// JSON redacts the values of a JSON text in place: what is not replaced stays byte for byte. Where the text breaks
// off or is not JSON any more, the rest is read as [Redactor.Loose] does.
func (r Redactor) JSON(body []byte) []byte { return r.json("", body) }

func (r Redactor) json(parent string, body []byte) []byte {
	var out bytes.Buffer
	w := walk{Redactor: r, decoder: phpjson.NewDecoder(body),
		spots: []spot{{parent: parent, own: parent}}}
	done := 0
	for {
		before := int(w.decoder.InputOffset())
		token, err := w.decoder.ReadToken()
		end := int(w.decoder.InputOffset())
		if err != nil || w.isStrayName(token, body[end:]) {
			out.Write(body[done:before])
			out.Write(w.rest(body[before:], err))
			return out.Bytes()
		}
		start := before + leading(body[before:end])
		if replacement, ok := w.token(token, body[start:end]); ok {
			out.Write(body[done:start])
			out.Write(replacement)
			done = end
		}
	}
}

// spot is where a value stands.
type spot struct {
	name   string // of its member, through lists
	own    string // the same, folded
	parent string // the member around that one, folded
	hidden bool   // whether its member, or one around it, is private
	secret bool   // whether one of them is a secret, and the names of the members below are hidden, too
}

// walk reads a JSON text. The last spot is that of the value that comes next, the one before it that of the container
// around it.
type walk struct {
	Redactor
	decoder *jsontext.Decoder
	spots   []spot
}

func (w *walk) here() spot { return w.spots[len(w.spots)-1] }

func (w *walk) around() spot { return w.spots[len(w.spots)-2] }

// named begins a member. The names of numbered members mean nothing.
func (w *walk) named(name string) {
	at := w.around()
	if strings.Trim(name, "0123456789") != "" {
		at.parent = at.own
		at.name, at.own = name, Fold(name)
		at.secret = at.secret || !w.valuesOnly && w.secret(at.parent, name)
		at.hidden = at.hidden || at.secret || !w.valuesOnly && w.private(at.parent, name)
	}
	w.spots[len(w.spots)-1] = at
}

// token returns what to write in place of a token, if anything.
func (w *walk) token(token jsontext.Token, raw []byte) ([]byte, bool) {
	kind, length := w.decoder.StackIndex(w.decoder.StackDepth())
	switch token.Kind() {
	case '{', '[':
		w.spots = append(w.spots, w.here())
	case '}', ']':
		w.spots = w.spots[:len(w.spots)-1]
	case '0':
		return w.number(raw)
	case '"':
		text := token.String()
		if kind == '{' && length%2 == 1 { // a name
			w.named(text)
			if w.around().secret {
				return quoted(raw, text, func(string) string { return Mark })
			}
			return quoted(raw, text, w.Secrets)
		}
		at := w.here()
		return quoted(raw, text, func(text string) string { return w.value(at.name, at.hidden, text) })
	}
	return nil, false
}

// isStrayName reports whether a token that is a value stands where the name of what follows was to come, as in a part
// of an object.
func (w *walk) isStrayName(token jsontext.Token, rest []byte) bool {
	if token.Kind() != '"' {
		return false
	}
	kind, length := w.decoder.StackIndex(w.decoder.StackDepth())
	rest = bytes.TrimLeft(rest, " \t\r\n")
	return (kind != '{' || length%2 == 0) && len(rest) > 0 && strings.IndexByte(":;=", rest[0]) >= 0
}

// number keeps the kind of a private number, for the checker.
func (w *walk) number(raw []byte) ([]byte, bool) {
	switch {
	case w.valuesOnly:
		return []byte(`"` + Mark + `"`), w.Knows(string(raw))
	case w.here().hidden || w.Knows(string(raw)):
		return []byte("0"), true
	}
	return nil, false
}

// Value returns the text of a parameter as it may be shown.
func (r Redactor) Value(name, value string) string {
	return r.value(name, !r.valuesOnly && r.private("", name), value)
}

// Private reports whether the values of a parameter are never shown.
func (r Redactor) Private(name string) bool { return r.private("", name) }

func (r Redactor) value(name string, hidden bool, value string) string {
	switch {
	case value == "":
		return ""
	case hidden || r.Knows(value):
		return Mark
	case LooksJSON(value): // arguments inside an argument, a response inside a response
		return r.nested(name, value)
	}
	return r.TextOf(name, value)
}

// rest redacts what is behind the last token. Where a private value was to come nothing of it can be kept.
func (w *walk) rest(text []byte, err error) []byte {
	separator := leading(text)
	if errors.Is(err, io.EOF) || separator == len(text) {
		return text
	}
	at := w.here()
	if kind, length := w.decoder.StackIndex(w.decoder.StackDepth()); kind == '{' && length%2 == 0 && err != nil {
		at = w.around() // a name was to come
	}
	if at.hidden {
		return append(text[:separator:separator], `"`+Mark...)
	}
	return append(text[:separator:separator], w.Loose(string(text[separator:]))...)
}

// leading counts what stands between two tokens.
func leading(text []byte) int { return len(text) - len(bytes.TrimLeft(text, " \t\r\n,:")) }

// quoted returns a JSON string with its text redacted, and whether that changed it. Escapes stay as they were where the
// same can be done to the text as it is spelled.
func quoted(raw []byte, text string, redact func(string) string) ([]byte, bool) {
	clean := redact(text)
	if clean == text {
		return nil, false
	}
	spelled := []byte(`"` + redact(string(raw[1:len(raw)-1])) + `"`)
	if plain, err := jsontext.AppendUnquote(nil, spelled); err == nil && string(plain) == clean {
		return spelled, true
	}
	anew, _ := jsontext.AppendQuote(nil, clean) // bytes that are not UTF-8 become U+FFFD
	return anew, true
}
