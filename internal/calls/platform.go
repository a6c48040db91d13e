package calls

import (
	"fmt"

	platform "github.com/go-ali1688/ali1688/generated/openplatform"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/openapi"
	"github.com/go-json-experiment/json/jsontext"
)

// PlatformArguments are the arguments of every operation of the open platform that has some, by the document's own
// examples.
func PlatformArguments() (map[string]jsontext.Value, error) {
	var doc struct {
		Components struct {
			Schemas map[string]struct {
				Example jsontext.Value `json:"example"`
			} `json:"schemas"`
		} `json:"components"`
	}
	if err := loose.Unmarshal(openapi.OpenPlatform().JSON, &doc); err != nil {
		return nil, err
	}
	out := map[string]jsontext.Value{}
	for _, op := range platform.Operations {
		if op.Request == "" {
			continue
		}
		example, err := withBytes(&op, doc.Components.Schemas[op.Request].Example)
		if err != nil {
			return nil, fmt.Errorf("%s: the example of the arguments: %w", op.Name, err)
		}
		out[op.Name] = example
	}
	return out, nil
}

// withBytes has bytes where an example can only speak of them.
func withBytes(op *platform.Operation, example jsontext.Value) (jsontext.Value, error) {
	for _, p := range op.Params {
		if !p.File {
			continue
		}
		members := map[string]any{}
		if err := loose.Unmarshal(example, &members); err != nil {
			return nil, err
		}
		members[p.Name] = []byte("the bytes of a picture")
		return loose.Marshal(members)
	}
	return example, nil
}
