package mcpserver

import (
	"sync"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/jsonschema-go/jsonschema"
)

// validator returns a function that validates a value by a schema. The schema is read when the first value comes.
func validator(schema jsontext.Value) func(value []byte) error {
	resolved := sync.OnceValues(func() (*jsonschema.Resolved, error) {
		s := new(jsonschema.Schema)
		if err := s.UnmarshalJSON(schema); err != nil {
			return nil, err
		}
		return s.Resolve(nil)
	})
	return func(value []byte) error {
		s, err := resolved()
		if err != nil {
			return err
		}
		decoded := map[string]any{}
		if len(value) > 0 {
			if err := json.Unmarshal(value, &decoded); err != nil {
				return err
			}
		}
		return s.Validate(decoded)
	}
}
