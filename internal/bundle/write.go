package bundle

import (
	"bytes"
	"errors"
	"fmt"

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
func (d *Document) JSON() ([]byte, error) { return indented(d.root) }
