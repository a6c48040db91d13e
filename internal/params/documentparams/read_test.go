package documentparams

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/document"
	"github.com/go-ali1688/ali1688/internal/params"
	"github.com/go-ali1688/ali1688/openapi"
)

// TestReadIsGenerate reads our own document and finds what the generator has made of it.
func TestReadIsGenerate(t *testing.T) {
	doc, err := document.Parse(openapi.Gateway().JSON)
	require.NoError(t, err)
	read, err := Read(doc)
	require.NoError(t, err)
	require.Len(t, read, len(params.Operations))
	for api, want := range params.Operations {
		assert.Equal(t, shown(want), shown(read[api]), api)
	}
}

// shown writes an operation in full.
func shown(op params.Operation) string {
	out := fmt.Sprintln(op.Method, op.OneOf)
	for _, p := range op.Params {
		out += fmt.Sprintln(p.Name, p.Form, p.Required, p.Kind, p.Pattern, p.Enum,
			number(p.Min), number(p.Max), p.MinLength, p.MaxLength)
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
	for text, want := range map[string]string{
		`{"paths": {"/a/": {"get": {"operationId": "a", "parameters": [{"name": "q", "in": "query", "schema": {"pattern": ` +
			`"("}}]}}}}`: "a: the pattern of q",
	} {
		doc, err := document.Parse([]byte(text))
		require.NoError(t, err)
		_, err = Read(doc)
		assert.ErrorContains(t, err, want)
	}
}
