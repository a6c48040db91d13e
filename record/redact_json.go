package record

import (
	"bytes"
	"io"

	"github.com/go-json-experiment/json/jsontext"
)

var lenient = []jsontext.Options{jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true)}

func isJSON(text []byte) bool { return jsontext.Value(text).IsValid(lenient...) }

// json redacts the values of a JSON text in place: what is not replaced stays byte for byte. Where the text breaks off or
// is no JSON any more, the rest is read as [redactor.loose] does.
func (r redactor) json(body []byte) []byte {
	var out bytes.Buffer
	decoder := jsontext.NewDecoder(bytes.NewBuffer(body), lenient...)
	done := 0
	for {
		before := int(decoder.InputOffset())
		hidden := r.pending(decoder)
		token, err := decoder.ReadToken()
		if err != nil {
			out.Write(body[done:before])
			out.Write(r.rest(body[before:], hidden, err))
			return out.Bytes()
		}
		end := int(decoder.InputOffset())
		start := before + leading(body[before:end])
		if replacement, ok := r.token(decoder, token, body[start:end]); ok {
			out.Write(body[done:start])
			out.Write(replacement)
			done = end
		}
	}
}

// leading counts what stands between two tokens.
func leading(text []byte) int { return len(text) - len(bytes.TrimLeft(text, " \t\r\n,:")) }

// pending says whether what comes next is private.
func (r redactor) pending(decoder *jsontext.Decoder) bool {
	pointer := decoder.StackPointer()
	if !isName(decoder) && pointer != "" { // it names what was read last, not what comes
		pointer = pointer.Parent()
	}
	return r.hides(pointer)
}

// isName says whether the token read last is the name of a member.
func isName(decoder *jsontext.Decoder) bool {
	kind, length := decoder.StackIndex(decoder.StackDepth())
	return kind == '{' && length%2 == 1
}

// rest redacts what is behind the last token. Where a private value was to come nothing of it can be kept.
func (r redactor) rest(text []byte, hidden bool, err error) []byte {
	separator := leading(text)
	if err == io.EOF || separator == len(text) {
		return text
	}
	if hidden {
		return append(text[:separator:separator], `"REDACTED`...)
	}
	return append(text[:separator:separator], r.loose(string(text[separator:]))...)
}

// token says what to write in place of a token, if anything.
func (r redactor) token(decoder *jsontext.Decoder, token jsontext.Token, raw []byte) ([]byte, bool) {
	if isName(decoder) {
		return quoted(raw, token.String(), r.known.Text)
	}
	switch token.Kind() {
	case '0':
		return []byte("0"), r.whole[string(raw)] || r.hides(decoder.StackPointer())
	case '"':
		pointer := decoder.StackPointer()
		name, hidden := memberName(pointer), r.hides(pointer)
		return quoted(raw, token.String(), func(text string) string { return r.value(name, hidden, text) })
	}
	return nil, false
}

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
