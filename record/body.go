package record

import (
	"bytes"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/internal/gb18030"
	"github.com/go-ali1688/ali1688/internal/redact"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/transport"
)

// redactBody redacts a body of any kind. GBK remains GBK, so that the checker reports it.
func redactBody(r redact.Redactor, body []byte) []byte {
	text, encode := decoded(body)
	return encode(redactContent(r, text))
}

// decoded returns a body in UTF-8, and the way back.
func decoded(body []byte) (text []byte, encode func([]byte) []byte) {
	same := func(text []byte) []byte { return text }
	marks := len(body) - len(trimMarks(body))
	if utf8.Valid(body) {
		return body, same
	}
	for end := len(body); end > marks && end > len(body)-longestCharacter; end-- { // the last may be cut
		text, ok := gb18030.Decode(body[marks:end])
		if ok && bytes.Equal(gb18030.Encode(text), body[marks:end]) {
			return text, func(text []byte) []byte {
				return append(append(body[:marks:marks], gb18030.Encode(text)...), body[end:]...)
			}
		}
	}
	return body, same
}

// longestCharacter is the size of the longest character of GB 18030 in bytes.
const longestCharacter = 4

func trimMarks(body []byte) []byte {
	for bytes.HasPrefix(body, []byte("\xef\xbb\xbf")) {
		body = body[3:]
	}
	return body
}

// redactContent redacts the JSON of a text and the PHP notices around it.
func redactContent(r redact.Redactor, text []byte) []byte {
	clean := transport.Clean(text)
	at := bytes.Index(text, clean)
	switch {
	case len(clean) > 0 && at >= 0 && isJSON(clean):
		before, after := r.Loose(string(text[:at])), r.Loose(string(text[at+len(clean):]))
		return append(append([]byte(before), r.JSON(clean)...), after...)
	case redact.LooksJSON(string(trimMarks(text))): // cut off, or broken
		marks := len(text) - len(trimMarks(text))
		return append(text[:marks:marks], r.JSON(text[marks:])...)
	}
	return []byte(r.Loose(string(text)))
}

// served returns a body as the mock can serve it and every decoder reads it: one JSON object in UTF-8, without what
// stood around it. It is the body itself where nothing did, and nil where there is no such object.
func served(body []byte) []byte {
	w := transport.Unwrap(body)
	object := bytes.TrimLeft(w.JSON, " \t\r\n")
	switch {
	case !bytes.HasPrefix(object, []byte("{")) || !isJSON(w.JSON):
		return nil
	case w.BOM || w.GBK || len(w.Before) > 0 || len(w.After) > 0:
		return w.JSON
	}
	return body
}

func isJSON(text []byte) bool {
	return jsontext.Value(text).IsValid(loose.Options())
}
