package examplecalls

import (
	"fmt"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/internal/document"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/openapi"
)

// PlatformArguments returns the arguments of every operation of the open platform that has any, from the document's
// examples.
func PlatformArguments() (map[string]jsontext.Value, error) {
	doc, err := document.Parse(openapi.OpenPlatform().JSON)
	if err != nil {
		return nil, err
	}
	out := map[string]jsontext.Value{}
	for _, op := range doc.Operations() {
		if op.Form() == nil {
			continue
		}
		form := doc.Resolve(op.Form().Schema)
		if out[op.ID], err = withBytes(form, doc.Example(form)); err != nil {
			return nil, fmt.Errorf("%s: the example of the arguments: %w", op.ID, err)
		}
	}
	return out, nil
}

// withBytes replaces the descriptions of bytes in an example by bytes.
func withBytes(form *document.Schema, example jsontext.Value) (jsontext.Value, error) {
	for name, p := range form.Properties.All() {
		if p.Format != "binary" {
			continue
		}
		members := map[string]any{}
		if err := loose.Unmarshal(example, &members); err != nil {
			return nil, err
		}
		members[name] = []byte("the bytes of a picture")
		return loose.Marshal(members)
	}
	return example, nil
}
