package bundle

import (
	"bytes"
	"encoding/json"
	"strconv"

	"go.yaml.in/yaml/v3"
)

// ToJSON returns YAML, or JSON, as JSON in its own order, which encoders of maps lose. Nothing gives nothing.
func ToJSON(source []byte) ([]byte, error) {
	var root yaml.Node
	if err := yaml.Unmarshal(source, &root); err != nil || root.Kind == 0 {
		return nil, err
	}
	return indented(&root)
}

// indented writes a tree as JSON, indented by one space.
func indented(root *yaml.Node) ([]byte, error) {
	var compact, out bytes.Buffer
	WriteJSON(&compact, root)
	err := json.Indent(&out, compact.Bytes(), "", " ")
	out.WriteByte('\n')
	return out.Bytes(), err
}

// WriteJSON writes a YAML tree as JSON, in its own order.
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

// writeText writes a JSON string and leaves <, > and & readable.
func writeText(out *bytes.Buffer, text string) {
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(text)        // a text into memory
	out.Truncate(out.Len() - 1) // the line's end
}
