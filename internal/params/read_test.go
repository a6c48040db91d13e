package params

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/openapi"
)

// TestReadIsGenerate reads our own document and finds what the generator has made of it.
func TestReadIsGenerate(t *testing.T) {
	read, err := Read(openapi.Gateway().JSON)
	require.NoError(t, err)
	require.Len(t, read, len(Operations))
	for api, want := range Operations {
		assert.Equal(t, shown(want), shown(read[api]), api)
	}
}

// shown writes an operation in full; an expression is compared by its text.
func shown(op Operation) string {
	out := fmt.Sprintln(op.Method, op.OneOf)
	for _, p := range op.Params {
		pattern := ""
		if p.pattern != nil {
			pattern = p.pattern().String()
		}
		out += fmt.Sprintln(p.Name, p.Form, p.Required, p.kind, pattern, p.enum, number(p.min), number(p.max), p.minLength, p.maxLength)
	}
	return out
}

func number(f *float64) string {
	if f == nil {
		return "-"
	}
	return fmt.Sprint(*f)
}

func TestReadRefuses(t *testing.T) {
	for document, want := range map[string]string{
		`[`: "the document: ",
		`{"paths": {"/a/": {"get": {"operationId": "a", "parameters": [{"name": "q", "in": "query", "schema": {"pattern": "("}}]}}}}`: "a: the pattern of q",
	} {
		_, err := Read([]byte(document))
		assert.ErrorContains(t, err, want)
	}
}
