package reference

import (
	"bytes"
	"encoding/json"
	"strconv"

	"go.yaml.in/yaml/v3"
)

// WriteJSON writes a YAML tree as JSON, in its own order, which the encoders of maps lose.
func WriteJSON(out *bytes.Buffer, n *yaml.Node) {
	switch n.Kind {
	case yaml.DocumentNode:
		WriteJSON(out, n.Content[0])
	case yaml.AliasNode:
		WriteJSON(out, n.Alias)
	case yaml.MappingNode:
		out.WriteByte('{')
		for i := 0; i+1 < len(n.Content); i += 2 {
			separate(out, i)
			writeText(out, n.Content[i].Value)
			out.WriteByte(':')
			WriteJSON(out, n.Content[i+1])
		}
		out.WriteByte('}')
	case yaml.SequenceNode:
		out.WriteByte('[')
		for i, c := range n.Content {
			separate(out, i)
			WriteJSON(out, c)
		}
		out.WriteByte(']')
	case yaml.ScalarNode:
		writeScalar(out, n)
	}
}

func separate(out *bytes.Buffer, i int) {
	if i > 0 {
		out.WriteByte(',')
	}
}

func writeScalar(out *bytes.Buffer, n *yaml.Node) {
	switch n.ShortTag() {
	case "!!null":
		out.WriteString("null")
	case "!!bool":
		var v bool
		_ = n.Decode(&v)
		out.WriteString(strconv.FormatBool(v))
	case "!!int", "!!float":
		if json.Valid([]byte(n.Value)) {
			out.WriteString(n.Value)
			return
		}
		var v float64
		_ = n.Decode(&v)
		out.WriteString(strconv.FormatFloat(v, 'g', -1, 64))
	default:
		writeText(out, n.Value)
	}
}

// writeText writes a text as people write it: with <, > and & as they are.
func writeText(out *bytes.Buffer, text string) {
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(text)    // a text into memory
	out.Truncate(out.Len() - 1) // the line's end
}
