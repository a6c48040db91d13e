package prepare

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// filled puts a text in place of the percent sign.
func filled(text, value string) string { return strings.Replace(text, "%", value, 1) }

// kept returns the names of the schemas of a document, in order.
func kept(t *testing.T, document []byte) []string {
	t.Helper()
	_, after, found := strings.Cut(string(document), "    schemas:\n")
	require.True(t, found)
	var names []string
	for line := range strings.Lines(after) {
		name, _, _ := strings.Cut(strings.TrimSpace(line), ":")
		names = append(names, name)
	}
	return names
}

// TestSplit keeps a schema that calls and messages share in both documents, and an unused schema in that of the calls.
func TestSplit(t *testing.T) {
	const document = `openapi: 3.0.3
x-webhooks:
    PAID: {post: {requestBody: {content: {form: {schema: {allOf: [{$ref: '#/components/schemas/Form'}, {properties: {data: {$ref: '#/components/schemas/Paid'}}}]}}}}}}
paths: %
components:
    parameters:
        P: {schema: {$ref: '#/components/schemas/Sort'}}
    responses:
        R: {content: {json: {schema: {$ref: '#/components/schemas/Answer'}}}}
    schemas:
        Form: {type: object}
        Paid: {properties: {money: {$ref: '#/components/schemas/Money'}, up: {$ref: '#/components/schemas/Paid'}}}
        Money: {type: string}
        Sort: {type: string}
        Answer: {type: object}
        Unused: {type: object}
`
	for _, tt := range []struct {
		name, paths string
		calls       []string
	}{
		{"nothing shared", "{}", []string{"Sort", "Answer", "Unused"}},
		{"shared with a call", "{/a/: {get: {responses: {'200': {schema: {$ref: '#/components/schemas/Money'}}}}}}",
			[]string{"Money", "Sort", "Answer", "Unused"}},
		{"the contents themselves", "{/a/: {get: {schema: {items: {$ref: '#/components/schemas/Paid'}}}}}",
			[]string{"Paid", "Money", "Sort", "Answer", "Unused"}},
		{"shared by a parameter", "{/a/: {get: {parameters: [{$ref: '#/components/parameters/P'}]}}}",
			[]string{"Sort", "Answer", "Unused"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			calls, err := Platform([]byte(filled(document, tt.paths)))
			require.NoError(t, err)
			assert.Equal(t, tt.calls, kept(t, calls))
			sent, err := Messages([]byte(filled(document, tt.paths)))
			require.NoError(t, err)
			assert.Equal(t, []string{"Paid", "Money"}, kept(t, sent))
			assert.Contains(t, string(sent), "\npaths: {}\n", "calls are generated elsewhere")
		})
	}
}

// TestSharedResponses keeps what a message shares with a named response, which may belong to any call.
func TestSharedResponses(t *testing.T) {
	got, err := Platform([]byte(`x-webhooks:
    PAID: {post: {requestBody: {schema: {$ref: '#/components/schemas/Money'}}}}
paths: {}
components:
    responses:
        R: {content: {json: {schema: {$ref: '#/components/schemas/Money'}}}}
    schemas:
        Money: {type: string}
`))
	require.NoError(t, err)
	assert.Equal(t, []string{"Money"}, kept(t, got))
}

// TestNoMessages changes no schema of a document without messages.
func TestNoMessages(t *testing.T) {
	document := schemas("        A: {type: string}\n        B: {type: string}\n")
	got, err := Platform([]byte(document))
	require.NoError(t, err)
	assert.Equal(t, document, string(got))
}

// TestLongNumbers turns numbers of more than 15 digits into texts, in examples only.
func TestLongNumbers(t *testing.T) {
	for schema, want := range map[string]string{
		"{example: 999999999999999}":                 "{example: 999999999999999}",
		"{example: 1000000000000000}":                `{example: "1000000000000000"}`,
		"{example: [{a: [1000000000000000]}]}":       `{example: [{a: ["1000000000000000"]}]}`,
		"{example: 1000000000000000.5}":              "{example: 1000000000000000.5}",
		"{example: abcdefghijklmnopqrst}":            "{example: abcdefghijklmnopqrst}",
		"{maximum: 1000000000000000}":                "{maximum: 1000000000000000}",
		"{examples: {a: {value: 1000000000000000}}}": "{examples: {a: {value: 1000000000000000}}}",
		"{enum: [example, 1000000000000000]}":        "{enum: [example, 1000000000000000]}",
	} {
		got, err := Platform([]byte(schemas("        A: " + schema + "\n")))
		require.NoError(t, err)
		assert.Equal(t, schemas("        A: "+want+"\n"), string(got))
	}
}

// TestOptionalMembers makes pointers of the values of requests that nil cannot stand for without one.
func TestOptionalMembers(t *testing.T) {
	const pointer = "x-go-type-skip-optional-pointer: false, "
	for member, added := range map[string]string{
		"{type: string}": pointer, "{type: object}": pointer, "{type: boolean}": pointer,
		"{$ref: '#/components/schemas/B'}": pointer, "{allOf: [{$ref: '#/components/schemas/B'}]}": pointer,
		"{type: array}": "", "{type: object, additionalProperties: {}}": "", "{}": "", "{description: Anything.}": "",
		"{type: string, format: date}": pointer, "{type: string, format: binary}": "x-go-type: '[]byte', ",
	} {
		body := strings.TrimSuffix(member, "}")
		if body != "{" {
			body += ", "
		}
		head := strings.TrimPrefix(request, "\n")
		got, err := Platform([]byte(head + schemas("        ARequest: {required: [b], properties: {a: "+member+", b: {type: string}}}\n"+
			"        B: {type: string}\n")))
		require.NoError(t, err)
		assert.Equal(t, head+schemas("        ARequest: {required: [b], properties: {a: "+body+added+
			"x-order: 1}, b: {type: string, x-order: 2}}}\n        B: {type: string}\n"), string(got), member)
	}
}

// TestBareResponses boxes values alone, and nothing that is an object or no response.
func TestBareResponses(t *testing.T) {
	boxed := func(value string) string {
		return "{type: object, properties: {value: {" + value + ", x-order: 1}, " + clientFields + "}}"
	}
	for component, want := range map[string]string{
		"AResponse: {type: string}":                       "AResponse: " + boxed("type: string"),
		"AResponse: {type: array, items: {type: string}}": "AResponse: " + boxed("type: array, items: {type: string}"),
		"AResponse: {type: object}":                       "AResponse: {type: object}",
		"AResponse: {}":                                   "AResponse: {}",
		"ResponseA: {type: string}":                       "ResponseA: {type: string}",
		"AnAnswer: {properties: {}}":                      "AnAnswer: {properties: {}}",
		"AResponse: {properties: {}}": "AResponse: {properties: {" +
			strings.NewReplacer("x-order: 2", "x-order: 1", "x-order: 3", "x-order: 2").Replace(clientFields) + "}}",
	} {
		got, err := Platform([]byte(schemas("        " + component + "\n")))
		require.NoError(t, err)
		assert.Equal(t, schemas("        "+want+"\n"), string(got))
	}
}
