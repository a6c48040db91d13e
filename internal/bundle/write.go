package bundle

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"go.yaml.in/yaml/v3"
)

// YAML writes the document with its comments, below a line that says where to edit.
func (d *Document) YAML() ([]byte, error) {
	var out bytes.Buffer
	fmt.Fprintf(&out, "# Built from %s by `make generate`. DO NOT EDIT: edit the files there.\n\n", d.base)
	enc := yaml.NewEncoder(&out)
	enc.SetIndent(2)
	if err := errors.Join(enc.Encode(d.root), enc.Close()); err != nil {
		return nil, fmt.Errorf("%s: %w", d.base, err)
	}
	return out.Bytes(), nil
}

// JSON writes the document in the order of the YAML, indented by one space. Strings
// stay strings and numbers keep their digits.
func (d *Document) JSON() ([]byte, error) {
	w := jsonWriter{}
	w.value(d.root, "\n")
	w.WriteByte('\n')
	return w.Bytes(), nil
}

// jsonWriter writes nodes that vet has passed; lead is the line break with the
// indentation of the value that is being written.
type jsonWriter struct{ bytes.Buffer }

func (w *jsonWriter) value(n *yaml.Node, lead string) {
	switch {
	case n.Kind == yaml.MappingNode:
		w.object(n, lead)
	case n.Kind == yaml.SequenceNode:
		w.list(n, lead)
	case n.ShortTag() == "!!str":
		w.text(n.Value)
	case n.ShortTag() == "!!null":
		w.WriteString("null")
	default: // a number, or True, which YAML allows
		w.WriteString(strings.ToLower(n.Value))
	}
}

func (w *jsonWriter) object(n *yaml.Node, lead string) {
	w.WriteByte('{')
	comma := ""
	for k, v := range pairs(n) {
		w.WriteString(comma + lead + " ")
		w.text(k.Value)
		w.WriteString(": ")
		w.value(v, lead+" ")
		comma = ","
	}
	w.end('}', lead, comma != "")
}

func (w *jsonWriter) list(n *yaml.Node, lead string) {
	w.WriteByte('[')
	comma := ""
	for _, v := range n.Content {
		w.WriteString(comma + lead + " ")
		w.value(v, lead+" ")
		comma = ","
	}
	w.end(']', lead, comma != "")
}

func (w *jsonWriter) end(bracket byte, lead string, filled bool) {
	if filled {
		w.WriteString(lead)
	}
	w.WriteByte(bracket)
}

// text writes a JSON string and leaves <, > and & readable.
func (w *jsonWriter) text(s string) {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(s) // a string and a buffer cannot fail
	w.Truncate(w.Len() - 1)
}
