package site

import (
	"bytes"
	"encoding/json"
	"strconv"

	"go.yaml.in/yaml/v3"
)

// writeJSON writes a YAML tree as JSON, in its own order, which the encoders of maps lose.
func writeJSON(out *bytes.Buffer, n *yaml.Node) {
	switch n.Kind {
	case yaml.DocumentNode:
		writeJSON(out, n.Content[0])
	case yaml.AliasNode:
		writeJSON(out, n.Alias)
	case yaml.MappingNode:
		out.WriteByte('{')
		for i := 0; i+1 < len(n.Content); i += 2 {
			separate(out, i)
			writeText(out, n.Content[i].Value)
			out.WriteByte(':')
			writeJSON(out, n.Content[i+1])
		}
		out.WriteByte('}')
	case yaml.SequenceNode:
		out.WriteByte('[')
		for i, c := range n.Content {
			separate(out, i)
			writeJSON(out, c)
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

// writeText writes a text as it is, with what would end a script escaped.
func writeText(out *bytes.Buffer, text string) {
	encoded, err := json.Marshal(text) // which escapes < and >
	if err != nil {
		encoded = []byte(`""`)
	}
	out.Write(encoded)
}
