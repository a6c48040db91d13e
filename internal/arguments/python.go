package arguments

import (
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// fromPython returns the JSON of what Python's str prints of a dict or a list, and nil if the text is neither.
// fastjson, with which the platform is written, takes single quotes, too.
func fromPython(text string) jsontext.Value {
	var out strings.Builder
	for text != "" {
		if q := text[0]; q == '\'' || q == '"' {
			inside, rest, ok := pythonText(text[1:], q)
			if !ok {
				return nil
			}
			out.WriteString(inside)
			text = rest
			continue
		}
		end := strings.IndexAny(text, `'"`)
		if end < 0 {
			end = len(text)
		}
		out.WriteString(pythonWords.Replace(text[:end]))
		text = text[end:]
	}
	if v := jsontext.Value(out.String()); v.IsValid() {
		return v
	}
	return nil
}

var pythonWords = strings.NewReplacer("True", "true", "False", "false", "None", "null")

// pythonText reads a text up to its closing quote and returns it as JSON.
func pythonText(text string, quote byte) (inside, rest string, ok bool) {
	out := []byte{'"'}
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == quote:
			return string(append(out, '"')), text[i+1:], true
		case c == '"':
			out = append(out, '\\', '"')
		case c == '\\' && i+1 < len(text):
			i++
			out = append(out, pythonEscape(text[i])...)
		default:
			out = append(out, c)
		}
	}
	return "", "", false
}

// pythonEscape returns the JSON of an escape by the character behind its backslash.
func pythonEscape(c byte) string {
	switch c {
	case '\'':
		return "'"
	case 'x':
		return `\u00`
	}
	return `\` + string(rune(c))
}
